/** A server that knows Google's batches: it takes `multipart/mixed` apart by the letter, and answers each part by a handler. */
import { type ServerResponse, STATUS_CODES } from "node:http";
import { type Answer, loopback, type Loopback } from "./loopback.js";

/** A request of a batch, or one that came alone. */
export interface BatchedRequest {
  /** Absent if it came alone. */
  readonly contentId: string | undefined;
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** Of a part, without those of the batch. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Of the batch; of a request that came alone, its own. */
  readonly authorization: string | undefined;
}

export interface BatchServerOptions {
  /** What stands between the parts of an answer, without the hyphens. */
  readonly boundary?: string;
  /** The answer's content type, instead of `multipart/mixed` with the boundary. */
  readonly contentType?: string;
  /** Brings the parts of an answer into another order, or spoils them. */
  readonly arrange?: (parts: string[]) => string[];
  /** Changes the answer's body. */
  readonly rewrite?: (body: string) => string;
  /** Answers the nth batch as a whole, or takes its response into its own hands; unless it gives nothing. */
  readonly whole?: (
    batch: number,
    response: ServerResponse,
  ) => Answer | "taken" | undefined;
}

export interface BatchServer extends Loopback {
  /** The requests of each batch, in order; one that came alone is a list of its own. */
  readonly batches: BatchedRequest[][];
}

export const batchPath = "batch/library/v1";

export async function batchServer(
  handler: (request: BatchedRequest) => Answer | Promise<Answer>,
  options: BatchServerOptions = {},
): Promise<BatchServer> {
  const {
    boundary = "batch_answer",
    contentType = `multipart/mixed; boundary=${boundary}`,
    arrange = (parts) => parts,
    rewrite = (body) => body,
    whole = () => undefined,
  } = options;
  const batches: BatchedRequest[][] = [];
  const server = await loopback(
    async (received, response): Promise<Answer | void> => {
      const { authorization } = received.headers;
      const { method, url } = received;
      const body = String(received.body);
      if (url !== `/${batchPath}`) {
        const headers = received.headers as Record<string, string>;
        const contentId = undefined;
        const alone = { contentId, method, url, headers, body, authorization };
        batches.push([alone]);
        return handler(alone);
      }
      if (method !== "POST") throw new Error(`a batch by ${method}`);
      const requests = splitBatch(received.headers["content-type"], body).map(
        (part) => ({ ...readPart(part), authorization }),
      );
      batches.push(requests);
      const answer = whole(batches.length, response);
      if (answer) return answer === "taken" ? undefined : answer;
      const parts = [];
      for (const request of requests)
        parts.push(writePart(request, await handler(request)));
      const lines = arrange(parts).map(
        (part) => `--${boundary}\r\n${part}\r\n`,
      );
      return {
        headers: { "content-type": contentType },
        body: rewrite(`${lines.join("")}--${boundary}--\r\n`),
      };
    },
  );
  return { ...server, batches };
}

function splitBatch(contentType: string | undefined, body: string): string[] {
  const [, boundary] =
    /^multipart\/mixed; boundary=([\w-]{16,70})$/.exec(contentType ?? "") ?? [];
  const [preamble, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  const epilogue = parts.pop();
  if (!boundary || preamble !== "" || epilogue !== "--\r\n")
    throw new Error(`no batch: ${contentType}\n${body}`);
  return parts.map((part) => {
    if (!part.startsWith("\r\n")) throw new Error(`no part: ${part}`);
    return part.slice(2);
  });
}

function readPart(part: string): Omit<BatchedRequest, "authorization"> {
  const outer = readHeaders(part);
  if (outer.headers["content-type"] !== "application/http")
    throw new Error(`no request: ${part}`);
  const end = outer.rest.indexOf("\r\n");
  const [, method, url] =
    /^([A-Z]+) (\/[!-~]*) HTTP\/1\.1$/.exec(outer.rest.slice(0, end)) ?? [];
  if (!method || !url) throw new Error(`no request line: ${outer.rest}`);
  const { headers, rest } = readHeaders(outer.rest.slice(end + 2));
  if (Number(headers["content-length"] ?? 0) !== Buffer.byteLength(rest))
    throw new Error(`another length: ${part}`);
  const contentId = outer.headers["content-id"];
  return { contentId, method, url, headers, body: rest };
}

function readHeaders(text: string): {
  headers: Record<string, string>;
  rest: string;
} {
  if (text.startsWith("\r\n")) return { headers: {}, rest: text.slice(2) };
  const end = text.indexOf("\r\n\r\n");
  const fields = text.slice(0, end).split("\r\n");
  const headers = fields.map((field) => {
    const [, name, value] = /^([\w-]+): (.*)$/.exec(field) ?? [];
    if (!name || value === undefined)
      throw new Error(`no header: ${JSON.stringify(field)}`);
    return [name.toLowerCase(), value] as const;
  });
  return { headers: Object.fromEntries(headers), rest: text.slice(end + 4) };
}

function writePart({ contentId }: BatchedRequest, answer: Answer): string {
  const { status = 200, headers = {}, body } = answer;
  const text =
    body === undefined
      ? ""
      : typeof body === "string"
        ? body
        : JSON.stringify(body);
  return [
    "Content-Type: application/http",
    `Content-ID: ${contentId?.replace("<", "<response-")}`,
    "",
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=UTF-8",
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(text)}`,
    "",
    text,
  ].join("\r\n");
}
