// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Chunk, MediaSource } from "./mediaSource.js";
import type { Middleware } from "./middleware.js";
import type { ApiRequest } from "./request.js";
import type { ReadResponse } from "./retry.js";
import type { HttpRequest } from "./transport.js";
import { ApiError, TransportError } from "./apiError.js";
import { ChunkSender } from "./chunkBody.js";
import { discard, parseUrl } from "./transport.js";

/** How media are uploaded in a session. */
export interface ResumableOptions {
  /**
   * Bytes that are sent at once, rounded up to a multiple of 256 KiB: 8 MiB. A chunk of a stream is held in memory; so is, in Node, one
   * of a Blob.
   */
  readonly chunkSize?: number | undefined;
  /**
   * The URL of a session that was opened before, here or in another process: the upload goes on where the server is. The media must
   * be the same, from their beginning; of a stream, what the server has is read and left out. The result of a session that is
   * complete is given again.
   */
  readonly session?: string | undefined;
  /**
   * Is given the URL of a session when it has been opened, to be stored; bytes are sent after it is done. The URL is a credential:
   * whoever has it can write the file, until the session is complete or expires (after a week, with most of Google's APIs).
   */
  readonly onSession?: ((url: string) => void | Promise<void>) | undefined;
  /** Is told each time when the server says what it has. What it throws ends the call. */
  readonly onProgress?: ((progress: UploadProgress) => void) | undefined;
}

/** How far an upload is. */
export interface UploadProgress {
  /** Bytes that the server has. It may lose some, and be sent them again. */
  readonly uploaded: number;
  /** Bytes of the media; undefined until the end of a stream has been read. */
  readonly total: number | undefined;
}

const chunkUnit = 256 * 1024;
const defaultChunkSize = 8 * 1024 * 1024;

/**
 * The bytes of a chunk.
 *
 * @throws TypeError if the options ask for no number of bytes.
 */
export function chunkSizeOf(
  methodId: string,
  { chunkSize = defaultChunkSize }: ResumableOptions,
): number {
  if (!(chunkSize > 0))
    throw new TypeError(`${methodId}: chunkSize is no number of bytes`);
  return Math.ceil(chunkSize / chunkUnit) * chunkUnit;
}

/**
 * Uploads media in a session, by Google's protocol for resumable uploads.
 *
 * - A POST with `uploadType=resumable` gives the session's URL.
 * - Chunks are sent there by PUT. The answer is 308 with a `Range` that says what has arrived, or the call's result. Since browsers
 *   hide a 308, the server is asked for 200 with `X-HTTP-Status-Code-Override: 308` instead, as google-api-go-client does; both are
 *   understood.
 * - When a PUT fails in a way that allows to send again (by the rules of RetryOptions), the server is asked what it has, by a PUT
 *   without bytes, and is sent the rest. Attempts count anew whenever it has got more.
 *
 * An upload that fails leaves the session as it is, so that it can be continued.
 *
 * @param start The request that opens a session.
 * @throws ApiError, with the code 404 or 410 when there is no such session any more; TransportError, also when the server says that it
 * has what it cannot have; TypeError if the given session is no URL; what the media throw; or the signal's reason.
 */
export async function uploadInSession<R>(
  call: ApiRequest<unknown>,
  start: HttpRequest,
  media: MediaSource,
  options: ResumableOptions,
  signal: AbortSignal | undefined,
  read: ReadResponse<R>,
): Promise<R> {
  const { onProgress, onSession } = options;
  const open = async (): Promise<string> => {
    // The first chunk of a stream may be all of it; the server is then told the length.
    await media.chunk(0, signal);
    const opened = await openSession(call, start, media.size, signal);
    await onSession?.(opened);
    return opened;
  };
  const given = options.session;
  const url = given === undefined ? await open() : givenSession(start, given);
  const session = new UploadSession(call, url, media, signal, read);
  let answer: Answer<R> =
    given === undefined ? { received: 0 } : await session.ask();
  /** What the server had when it last lost some of it. It must get further before it may do so again, or there would be no end. */
  let lost = -1;
  for (;;) {
    if ("result" in answer) return answer.result;
    const offset = answer.received;
    if (offset) onProgress?.({ uploaded: offset, total: media.size });
    const chunk = await media.chunk(offset, signal);
    answer = await session.put(offset, chunk);
    if ("result" in answer) {
      onProgress?.({ uploaded: chunk.end, total: chunk.end });
    } else if (answer.received < offset) {
      if (offset <= lost) throw session.lostAgain(answer.received, offset);
      lost = offset;
    }
  }
}

/** What the server says of the media: it has so many bytes, or all and made something of them. */
type Answer<R> = { readonly received: number } | { readonly result: R };

/** The session's end of the wire. */
class UploadSession<R> {
  readonly #call: ApiRequest<unknown>;
  readonly #url: string;
  readonly #media: MediaSource;
  readonly #signal: AbortSignal | undefined;
  readonly #read: ReadResponse<R>;
  readonly #chunks = new ChunkSender();

  constructor(
    call: ApiRequest<unknown>,
    url: string,
    media: MediaSource,
    signal: AbortSignal | undefined,
    read: ReadResponse<R>,
  ) {
    this.#call = call;
    this.#url = url;
    this.#media = media;
    this.#signal = signal;
    this.#read = read;
  }

  /** Asks what the server has. */
  ask(): Promise<Answer<R>> {
    return this.#send(this.#headers("*"), undefined, without308, (answer) =>
      this.#received(answer),
    );
  }

  /** Sends a chunk until the server has some of it. */
  put(offset: number, { data, end, last }: Chunk): Promise<Answer<R>> {
    const headers = this.#headers(offset < end ? `${offset}-${end - 1}` : "*");
    const body = offset < end ? (data as BodyInit) : undefined;
    let sent = false;
    let asked = false;
    const askFirst: Middleware = async (request, next) => {
      if (sent) {
        const question = this.#question(request);
        const answer = await without308(question, next);
        asked = this.#received(answer) !== offset;
        if (asked) return answer;
      }
      sent = true;
      return without308(request, (request) => this.#chunks.send(request, next));
    };
    return this.#send(headers, body, askFirst, (answer) => {
      const received = this.#received(answer);
      if (received === undefined) {
        if (last) return received;
        throw this.#error(`took the upload for complete after ${end} bytes`);
      }
      if (received > end)
        throw this.#error(`has ${received} bytes, but was sent ${end}`);
      if (asked || received > offset) return received;
      if (received < offset)
        throw this.#error(`has ${received} bytes, but had ${offset} before`);
      // As a failure that sending again may mend.
      throw this.#error(`took none of the bytes after ${offset}`, "unknown");
    });
  }

  lostAgain(received: number, offset: number): TransportError {
    return this.#error(
      `has ${received} bytes, but had ${offset} before, and that not for the first time`,
    );
  }

  /** Sends a request, again if it fails, and reads what comes of it. */
  async #send(
    headers: Headers,
    body: HttpRequest["body"],
    step: Middleware,
    check: (answer: Response) => number | undefined,
  ): Promise<Answer<R>> {
    const { client, method, options } = this.#call;
    const middleware = [...(options?.middleware ?? []), step];
    const put = { methodId: method.id, verb: "PUT", url: this.#url };
    try {
      return await client.send(
        this.#call.with(undefined, { ...options, middleware }),
        { ...put, headers, body },
        this.#signal,
        async (response, attempt, progress): Promise<Answer<R>> => {
          const received = check(response);
          if (received === undefined)
            return { result: await this.#read(response, attempt, progress) };
          attempt.clear?.();
          return { received };
        },
      );
    } catch (error) {
      if (
        !(error instanceof ApiError) ||
        (error.code !== 404 && error.code !== 410)
      )
        throw error;
      throw sessionGone(error);
    }
  }

  /** @param bytes Which of the media's bytes are sent: `0-99`, or `*` for none. */
  #headers(bytes: string): Headers {
    return new Headers({
      "content-range": `bytes ${bytes}/${this.#media.size ?? "*"}`,
      "x-guploader-no-308": "yes",
    });
  }

  /** The question what the server has, with the headers that middleware has given the request. */
  #question(request: HttpRequest): HttpRequest {
    const headers = new Headers(request.headers);
    headers.delete("content-length");
    this.#headers("*").forEach((value, name) => headers.set(name, value));
    return { ...request, headers, body: undefined };
  }

  /** How many bytes the server says that it has; undefined if it says nothing of the kind, but answers the call. */
  #received({ headers }: Response): number | undefined {
    if (headers.get(override) !== "308") return undefined;
    const range = headers.get("range");
    if (range === null) return 0;
    const last = /^bytes=0-(\d{1,15})$/.exec(range)?.[1];
    if (last === undefined) throw this.#error(`has the range "${range}"`);
    return Number(last) + 1;
  }

  #error(
    problem: string,
    outcome: TransportError["outcome"] = "answered",
  ): TransportError {
    return new TransportError(
      this.#call.method.id,
      `the upload is not what it should be: the server says that it ${problem}`,
      undefined,
      outcome,
    );
  }
}

/** Opens a session, and gives its URL. A session that is opened twice does no harm: one without bytes is forgotten. */
async function openSession(
  call: ApiRequest<unknown>,
  start: HttpRequest,
  size: number | undefined,
  signal: AbortSignal | undefined,
): Promise<string> {
  if (size !== undefined)
    start.headers.set("x-upload-content-length", String(size));
  const location = await call.client.send(
    call,
    { ...start, repeatable: true },
    signal,
    async (response, attempt) => {
      attempt.clear?.();
      discard(response);
      return response.headers.get("location");
    },
  );
  const session = parseUrl(location ?? "//", start.url);
  if (!session) {
    throw new TransportError(
      start.methodId,
      "the server opened no upload session",
    );
  }
  if (!isSafe(session, start)) {
    throw new TransportError(
      start.methodId,
      `the server's upload session, at ${session.origin}, is not encrypted`,
    );
  }
  return session.href;
}

function givenSession(start: HttpRequest, session: string): string {
  const url = parseUrl(session);
  if (!url || !isSafe(url, start)) {
    throw new TypeError(
      `${start.methodId}: resumable.session is not the URL of an upload session`,
    );
  }
  return url.href;
}

/**
 * Whether a session's URL is no less safe than the API. It is a credential of its own, and may lie on another host, which then gets the
 * bytes but not the client's credentials.
 */
function isSafe({ protocol }: URL, { url }: HttpRequest): boolean {
  return protocol === "https:" || protocol === new URL(url).protocol;
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
  const { code, headers, message, methodId } = error;
  const explained = `the server knows no such upload session (any more), so that the upload must begin anew: ${message}`;
  const gone = new ApiError(
    methodId,
    new Response(null, { status: code, headers }),
    JSON.stringify({ error: { ...error, message: explained } }),
  );
  return Object.assign(gone, { cause: error });
}
