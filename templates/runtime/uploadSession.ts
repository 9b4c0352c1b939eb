// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Chunk, MediaSource } from "./mediaSource.js";
import type { Middleware } from "./middleware.js";
import type { ApiRequest } from "./request.js";
import type { ReadResponse } from "./retry.js";
import type { HttpRequest } from "./transport.js";
import { ApiError, TransportError } from "./apiError.js";
import { chunkSender } from "./chunkBody.js";
import { discard } from "./transport.js";

/** What the server says of the media: it has so many bytes, or all and made something of them. */
export type Answer<R> = { readonly received: number } | { readonly result: R };

/** What is sent to the URL of a session: chunks, and the question what has arrived. */
export interface UploadSession<R> {
  /** Asks what the server has. */
  ask(): Promise<Answer<R>>;
  /** Sends the chunk that begins at an offset, until the server has some of it. */
  put(offset: number, chunk: Chunk): Promise<Answer<R>>;
  /** An error that says what is wrong with the server. */
  error(problem: string): TransportError;
}

export function uploadSession<R>(
  call: ApiRequest<unknown>,
  url: string,
  media: MediaSource,
  signal: AbortSignal | undefined,
  read: ReadResponse<R>,
): UploadSession<R> {
  const { client, method, options } = call;
  const sendChunk = chunkSender();

  const error = (
    problem: string,
    outcome?: TransportError["outcome"],
  ): TransportError =>
    new TransportError(
      method.id,
      `the server of the upload ${problem}`,
      undefined,
      outcome,
    );

  /** @param bytes Which of the media's bytes are sent: `0-99`, or `*` for none. */
  const headersFor = (bytes: string): Headers =>
    new Headers({
      "content-range": `bytes ${bytes}/${media.size ?? "*"}`,
      "x-guploader-no-308": "yes",
    });

  /** The question what the server has, with the headers that middleware has given the request. */
  const question = (request: HttpRequest): HttpRequest => {
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    headersFor("*").forEach((value, name) => headers.set(name, value));
    return { ...request, headers, body: undefined };
  };

  /** How many bytes the server says that it has; undefined if it says nothing of the kind, but answers the call. */
  const receivedOf = ({ headers }: Response): number | undefined => {
    if (headers.get(override) !== "308") return undefined;
    const range = headers.get("range");
    if (range === null) return 0;
    const last = /^bytes=0-(\d{1,15})$/.exec(range)?.[1];
    if (last === undefined) throw error(`has the range "${range}"`);
    return Number(last) + 1;
  };

  /** Sends a request, again if it fails, and reads what comes of it. */
  const send = async (
    headers: Headers,
    body: HttpRequest["body"],
    step: Middleware,
    check: (answer: Response) => number | undefined,
  ): Promise<Answer<R>> => {
    const middleware = [...(options?.middleware ?? []), step];
    try {
      return await client.send(
        call.with(undefined, { ...options, middleware }),
        { methodId: method.id, verb: "PUT", url, headers, body },
        signal,
        async (response, signal, progress): Promise<Answer<R>> => {
          const received = check(response);
          return received === undefined
            ? { result: await read(response, signal, progress) }
            : { received };
        },
      );
    } catch (error) {
      const gone =
        error instanceof ApiError && (error.code === 404 || error.code === 410);
      throw gone ? sessionGone(error) : error;
    }
  };

  return {
    error,
    ask: () => send(headersFor("*"), undefined, without308, receivedOf),
    put(offset, { data, end, last }) {
      const some = offset < end;
      let sent = false;
      let asked = false;
      const askFirst: Middleware = async (request, next) => {
        if (sent) {
          const answer = await without308(question(request), next);
          asked = receivedOf(answer) !== offset;
          if (asked) return answer;
        }
        sent = true;
        return without308(request, (request) => sendChunk(request, next));
      };
      const check = (answer: Response): number | undefined => {
        const received = receivedOf(answer);
        if (received === undefined) {
          if (last) return received;
          throw error(`ended it after ${end} bytes`);
        }
        if (received > end)
          throw error(`has ${received} bytes, but was sent ${end}`);
        if (asked || received > offset) return received;
        if (received < offset)
          throw error(`has ${received} bytes, but had ${offset} before`);
        // As a failure that sending again may mend.
        throw error(`took none of the bytes after ${offset}`, "unknown");
      };
      return send(
        headersFor(some ? `${offset}-${end - 1}` : "*"),
        some ? (data as Blob) : undefined,
        askFirst,
        check,
      );
    },
  };
}

const override = "x-http-status-code-override";

/** Gives a 308 the form in which Google's servers answer it on request: it is no error then. */
const without308: Middleware = async (request, next) => {
  const response = await next(request);
  const asked = response.ok && response.headers.get(override) === "308";
  if (response.status !== 308 && !asked) return response;
  discard(response);
  const headers = new Headers(response.headers);
  headers.set(override, "308");
  return new Response(null, { headers });
};

/** Says of an error what it means. */
function sessionGone(error: ApiError): ApiError {
  const { code: status, headers, methodId } = error;
  const message = `the upload session is gone: ${error.message}`;
  return new ApiError(
    methodId,
    new Response(null, { status, headers }),
    JSON.stringify({ error: { ...error, message } }),
  );
}
