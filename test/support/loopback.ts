/** A real HTTP server on the loopback interface, for tests of what goes over the wire. */
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export interface Received {
  readonly method: string;
  /** Path and query, as on the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** What to answer. A string body goes as it is, any other value as JSON; absent, there is none. */
export interface Answer {
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: unknown;
}

/** Gives an answer, or takes the response into its own hands and gives nothing. */
export type Handler = (
  request: Received,
  response: ServerResponse,
) => Answer | void | Promise<Answer | void>;

export interface Loopback {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly origin: string;
  /** All requests, in order. */
  readonly received: Received[];
  close(): Promise<void>;
}

/** Starts a server. With a list, each request takes the next answer; requests beyond it are answered 500. */
export async function loopback(
  handler: Handler | readonly Answer[],
): Promise<Loopback> {
  const received: Received[] = [];
  const handle: Handler =
    typeof handler === "function"
      ? handler
      : () =>
          handler[received.length - 1] ?? {
            status: 500,
            body: "no more answers",
          };
  const server = createServer((message, response) => {
    void (async () => {
      const request = await readRequest(message);
      received.push(request);
      const answer = await handle(request, response);
      if (answer) write(response, answer);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url: `${origin}/`, origin, received, close: () => stop(server) };
}

async function readRequest(message: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return {
    method: message.method ?? "",
    url: message.url ?? "",
    headers: message.headers,
    body: Buffer.concat(chunks),
  };
}

function write(response: ServerResponse, answer: Answer): void {
  const { status = 200, headers = {}, body } = answer;
  const json =
    body !== undefined && typeof body !== "string" && !Buffer.isBuffer(body);
  response.writeHead(status, {
    ...(json ? { "content-type": "application/json; charset=UTF-8" } : {}),
    ...headers,
  });
  response.end(json ? JSON.stringify(body) : body);
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    // An error says that it is closed already.
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
