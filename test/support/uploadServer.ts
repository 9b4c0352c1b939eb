/** A server of Google's upload protocols that has faults when it is told to. */
import { createHash, type Hash } from "node:crypto";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it began to arrive. */
export interface Arrival {
  /** 1 for the first of all. */
  readonly number: number;
  readonly method: string;
  /** Path and query, as on the wire. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** The Content-Range, if it is a PUT. `first` is absent in a question, and at the end of media. */
  readonly range?: {
    readonly first?: number;
    readonly end?: number;
    readonly total?: number;
  };
}

/** What goes wrong with a request. */
export interface Fault {
  /** Take this many bytes of the chunk, and answer without waiting for the others. */
  readonly keep?: number;
  /** Cut the connection instead of answering. */
  readonly drop?: boolean;
  /** Wait for this before answering; it is asked for when what is to be kept has arrived. */
  readonly wait?: Promise<unknown>;
  /** Answer this instead. */
  readonly status?: number;
  readonly headers?: { readonly [name: string]: string };
  readonly body?: string;
  /** Say that this has arrived; null to say nothing. */
  readonly received?: string | null;
  /** Forget what is behind this many bytes, before anything else. */
  readonly forget?: number;
}

export interface UploadServerOptions {
  /** Says what goes wrong with a request, as it arrives. */
  readonly fault?: (arrival: Arrival) => Fault | undefined;
  /** Answer 308 also to those who ask for none. */
  readonly insistsOn308?: boolean;
  /** The URL of a session, relative or not; `/session?upload_id=NUMBER` unless given. */
  readonly location?: string;
  /** Do not hold the bytes, of which there are many: they can then not be forgotten. */
  readonly hashOnly?: boolean;
}

/** What has been uploaded; it is the answer as well. */
export interface Uploaded {
  readonly size: number;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export interface UploadServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly origin: string;
  readonly arrivals: readonly Arrival[];
  /** Each request as `METHOD` with its Content-Range, for expectations. */
  readonly log: readonly string[];
  /** What the session has. */
  readonly session: UploadedBytes;
  /** The connections that are open. */
  connections(): Promise<number>;
  close(): Promise<void>;
}

/** Bytes that have arrived. */
export class UploadedBytes {
  size = 0;
  complete = false;
  readonly #hash: Hash = createHash("sha256");
  #pieces: Buffer[] | undefined;

  constructor(hashOnly = false) {
    if (!hashOnly) this.#pieces = [];
  }

  add(bytes: Buffer): void {
    this.size += bytes.length;
    if (this.#pieces) this.#pieces.push(bytes);
    else this.#hash.update(bytes);
  }

  forget(size: number): void {
    this.#pieces = [this.content.subarray(0, size)];
    this.size = size;
  }

  get content(): Buffer {
    if (!this.#pieces) throw new Error("the server holds hashes only");
    return Buffer.concat(this.#pieces);
  }

  get uploaded(): Uploaded {
    const hash = this.#pieces
      ? createHash("sha256").update(this.content)
      : this.#hash.copy();
    return { size: this.size, sha256: hash.digest("hex") };
  }
}

const unit = 256 * 1024;

/** Starts a server, which has one session. */
export async function uploadServer({
  fault,
  insistsOn308 = false,
  location = "/session?upload_id=1",
  hashOnly = false,
}: UploadServerOptions = {}): Promise<UploadServer> {
  const arrivals: Arrival[] = [];
  const session = new UploadedBytes(hashOnly);

  const server = createServer((message, response) => {
    const arrival = arrivalOf(message, arrivals.length + 1);
    arrivals.push(arrival);
    // A client that goes away in the middle is what these tests are about.
    receive(arrival, message, response).catch(() => message.socket.destroy());
  });

  async function receive(
    arrival: Arrival,
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const problem = fault?.(arrival) ?? {};
    const { keep = Infinity, status, forget } = problem;
    const answer = (
      code: number,
      headers: { readonly [name: string]: string } = {},
      body = "",
    ): void => {
      if (problem.drop) return void message.socket.destroy();
      const early = keep < Infinity && !message.complete;
      response.writeHead(status ?? code, {
        ...(status === undefined && headers),
        ...problem.headers,
        ...(early && { connection: "close" }),
      });
      response.end(problem.body ?? body);
      // What is still coming is of no use.
      if (early) message.resume();
    };

    if (arrival.method !== "PUT") {
      const bytes = new UploadedBytes(hashOnly);
      await take(message, bytes, keep);
      await problem.wait;
      if (arrival.url.includes("uploadType=resumable"))
        return answer(200, { location });
      return answer(200, {}, JSON.stringify(bytes.uploaded));
    }

    if (forget !== undefined) session.forget(forget);
    const { first, end = 0, total } = arrival.range ?? {};
    if (first !== undefined) {
      const wrong = wrongRange(first, end, total, session);
      if (wrong) {
        message.resume();
        return answer(400, {}, wrong);
      }
      await take(message, session, keep);
    }
    await problem.wait;
    if (session.size === total) session.complete = true;
    if (session.complete)
      return answer(200, {}, JSON.stringify(session.uploaded));
    const range = session.size ? `bytes=0-${session.size - 1}` : null;
    const { received = range } = problem;
    const without308 =
      arrival.headers["x-guploader-no-308"] === "yes" && !insistsOn308;
    answer(without308 ? 200 : 308, {
      ...(received !== null && { range: received }),
      ...(without308 && { "x-http-status-code-override": "308" }),
    });
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}/`,
    origin,
    arrivals,
    session,
    get log() {
      return arrivals.map(({ method, headers }) =>
        `${method} ${headers["content-range"] ?? ""}`.trimEnd(),
      );
    },
    connections: () =>
      new Promise((resolve, reject) => {
        server.getConnections((error, count) =>
          error ? reject(error) : resolve(count),
        );
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function arrivalOf(message: IncomingMessage, number: number): Arrival {
  const { method = "", url = "", headers } = message;
  const [match, first, last, total] =
    /^bytes (?:(\d+)-(\d+)|\*)\/(?:(\d+)|\*)$/.exec(
      headers["content-range"] ?? "",
    ) ?? [];
  return {
    number,
    method,
    url,
    headers,
    ...(match && {
      range: {
        ...(first && { first: Number(first), end: Number(last) + 1 }),
        ...(total && { total: Number(total) }),
      },
    }),
  };
}

/** What Google's servers refuse: gaps, repeated bytes, and chunks, other than the last, of an uneven size. */
function wrongRange(
  first: number,
  end: number,
  total: number | undefined,
  session: UploadedBytes,
): string | undefined {
  if (session.complete) return "the upload is complete";
  if (first !== session.size)
    return `bytes from ${first} on were sent, but ${session.size} have arrived`;
  if (end !== total && first % unit === 0 && (end - first) % unit !== 0)
    return `a chunk of ${end - first} bytes`;
  return undefined;
}

/** Reads a body, or as much of it as is to be kept. */
async function take(
  message: IncomingMessage,
  bytes: UploadedBytes,
  keep: number,
): Promise<void> {
  let left = keep;
  if (left === 0) return;
  for await (const piece of message.iterator({ destroyOnReturn: false })) {
    const taken = (piece as Buffer).subarray(0, left);
    bytes.add(taken);
    left -= taken.length;
    if (left === 0) return;
  }
}
