// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { MediaSource } from "./mediaSource.js";
import type { ApiRequest } from "./request.js";
import type { ReadResponse } from "./retry.js";
import type { HttpRequest } from "./transport.js";
import { untilAborted } from "./abort.js";
import { TransportError } from "./apiError.js";
import { discard, parseUrl } from "./transport.js";
import { type Answer, uploadSession } from "./uploadSession.js";

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

/** 256 KiB and 8 MiB. */
const chunkUnit = 262_144;
const defaultChunkSize = 8_388_608;

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
  const { onProgress, onSession, session: given } = options;
  const open = async (): Promise<string> => {
    // The first chunk of a stream may be all of it; the server is then told the length.
    await media.chunk(0, signal);
    const opened = await openSession(call, start, media.size, signal);
    await untilAborted(Promise.resolve(onSession?.(opened)), signal);
    return opened;
  };
  const url = given === undefined ? await open() : givenSession(start, given);
  const session = uploadSession(call, url, media, signal, read);
  let answer: Answer<R> =
    given === undefined ? { received: 0 } : await session.ask();
  /** What the server had when it last lost some of it. It must get further before it may do so again, or there would be no end. */
  let lost = -1;
  for (;;) {
    if ("result" in answer) return answer.result;
    const { received } = answer;
    if (received) onProgress?.({ uploaded: received, total: media.size });
    const chunk = await media.chunk(received, signal);
    answer = await session.put(received, chunk);
    if ("result" in answer) {
      onProgress?.({ uploaded: chunk.end, total: chunk.end });
    } else if (answer.received < received) {
      if (received <= lost) throw session.error("keeps losing bytes");
      lost = received;
    }
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
    { ...start, idempotent: true },
    signal,
    async (response) => {
      discard(response);
      return response.headers.get("location");
    },
  );
  const session = parseUrl(location ?? "//", start.url);
  if (session && isSafe(session, start)) return session.href;
  throw new TransportError(
    start.methodId,
    session
      ? `the upload session at ${session.origin} is not encrypted`
      : "no upload session",
  );
}

function givenSession(start: HttpRequest, session: string): string {
  const url = parseUrl(session);
  if (url && isSafe(url, start)) return url.href;
  throw new TypeError(`${start.methodId}: resumable.session is no usable URL`);
}

/**
 * Whether a session's URL is no less safe than the API. It is a credential of its own, and may lie on another host, which then gets the
 * bytes but not the client's credentials.
 */
function isSafe({ protocol }: URL, { url }: HttpRequest): boolean {
  return protocol === "https:" || protocol === new URL(url).protocol;
}
