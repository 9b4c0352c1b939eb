// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { MediaRequest } from "./download.js";
import { untilAborted } from "./abort.js";
import { ApiError, TransportError } from "./apiError.js";
import { bodyRange, type BodyRange, wantedBytes } from "./byteRange.js";
import { crc32c } from "./crc32c.js";
import { checksumText, storedChecksum } from "./storedChecksum.js";
import { type HttpRequest, orTransportError } from "./transport.js";

/** Takes what is downloaded. */
export interface Sink {
  /** A response has come, and the first of the bytes are next; again when the download begins anew. */
  begin(response: Response): void;
  /** Takes bytes; a promise tells when it wants more. */
  write(chunk: Uint8Array): Promise<void> | void;
  /** What it took can be taken back, so that the download may begin anew. */
  readonly replaceable: boolean;
}

const unknownRange: BodyRange = {
  first: 0,
  last: Infinity,
  length: Infinity,
  size: Infinity,
};

/**
 * One download, over as many attempts as the rules for retries allow. The bytes are held against what the server says of them: which
 * they are, how many, and their checksum.
 *
 * When an attempt breaks in the middle, the next asks for the rest (RFC 9110, section 14), and goes on with it if length and ETag,
 * which must be a strong one, are the same (section 15.3.7.3). An ETag without quotes, as in Cloud Storage's JSON API, cannot go into
 * `If-Range` (section 13.1.5), but is compared all the same. The rest cannot be asked for without ETag or length, and where fetch
 * decodes the body, since a range counts encoded bytes. Then, and when the media has changed, the download begins anew if the sink
 * allows it, and fails if not.
 */
export class ResumableDownload {
  readonly #request: MediaRequest;
  readonly #sink: Sink;
  readonly #signal: AbortSignal | undefined;
  /** All attempts send its headers, so that what is set in them goes with the next. */
  readonly #http: HttpRequest;
  /** The range of the first attempt. */
  readonly #range: string | null;
  /** Where in the media the next byte is, and the one behind the last that is wanted; Infinity if the body's end is the end. */
  #at = 0;
  #end = Infinity;
  #received = 0;
  /** The most that had been received before a new beginning. */
  #furthest = 0;
  /** What the first response brings, and how an answer with the rest is known. */
  #media = unknownRange;
  #etag = "";
  /** Why the rest cannot be asked for, if so. */
  #obstacle: string | undefined;
  #checksum = 0;
  #expected: string | undefined;

  /** @throws TypeError if the request cannot be sent. */
  constructor(
    request: MediaRequest,
    sink: Sink,
    signal: AbortSignal | undefined,
  ) {
    this.#request = request;
    this.#sink = sink;
    this.#signal = signal;
    this.#http = request.prepare();
    this.#range = this.#http.headers.get("range");
  }

  /** Downloads until the sink has everything. */
  async run(): Promise<void> {
    try {
      await this.#send();
    } catch (error) {
      // Where the rest should be is nothing: the media has become shorter.
      if (!this.#received || !(error instanceof ApiError && error.code === 416))
        throw error;
      this.#beginAnew();
      await this.#send();
    }
  }

  #send(): Promise<void> {
    return this.#request.client.send(
      this.#request,
      this.#http,
      this.#signal,
      (...answer) => this.#read(...answer),
    );
  }

  /** Reads the response of an attempt. */
  async #read(
    response: Response,
    signal: AbortSignal | undefined,
    progress: () => void,
  ): Promise<void> {
    const reader = response.body?.getReader();
    try {
      let skip = this.#accept(response);
      while (reader && this.#at < this.#end) {
        const { done, value } = await orTransportError(
          this.#http.methodId,
          reader.read(),
          signal,
        );
        if (done) {
          this.#checkEnd(skip);
          break;
        }
        const chunk = value.subarray(skip, skip + this.#end - this.#at);
        skip = Math.max(0, skip - value.length);
        if (!chunk.length) continue;
        const written = this.#take(chunk, progress);
        // With the last byte an attempt's time is over, even if the sink has no place for it yet.
        const stop = this.#at < this.#end ? signal : this.#signal;
        if (written) await untilAborted(written, stop);
      }
      this.#checkSum();
    } catch (error) {
      throw this.#prepareNext(error);
    } finally {
      reader?.cancel().catch(() => {});
    }
  }

  /** Decides what a response is good for. Gives how many of its bytes are to be passed over. */
  #accept(response: Response): number {
    const { headers, status, type } = response;
    const etag = headers.get("etag") ?? "";
    const body = bodyRange(response);
    if (this.#received > 0) {
      if (
        body &&
        body.first <= this.#at &&
        body.length === this.#media.length &&
        etag === this.#etag
      )
        return this.#at - body.first;
      this.#beginAnew();
      // All of what it is now can be taken; a part cannot.
      if (status === 206) throw this.#error("the media changed", "unknown");
    }

    if (
      status === 206 &&
      this.#range === null &&
      !(body && body.first === 0 && body.last + 1 === body.length)
    )
      throw this.#error("not the part that was asked for");

    const { range, checksum } = this.#request.options ?? {};
    this.#media = body ?? unknownRange;
    this.#expected = undefined;
    this.#at = 0;
    this.#end = Infinity;
    this.#sink.begin(response);
    if (!response.body) return 0;
    if (body) {
      const { first, last } = body;
      // Without the option, a part is what a header of the caller's own asked for.
      const wanted = range ?? { offset: first, length: last - first + 1 };
      [this.#at, this.#end] = wantedBytes(this.#http.methodId, wanted, body);
    } else if (range && type !== "cors") {
      // In a browser, Content-Range may be there and hidden.
      throw this.#error("the part is not known");
    }
    this.#etag = etag;
    this.#obstacle =
      !etag || etag.startsWith("W/")
        ? "no strong ETag"
        : this.#media.length === Infinity
          ? "no known length"
          : undefined;
    this.#checksum = 0;
    const whole = status !== 206 && this.#at === 0 && !range?.length;
    if (whole && checksum !== false) this.#expected = storedChecksum(response);
    return this.#at - this.#media.first;
  }

  /** Hands bytes on. */
  #take(chunk: Uint8Array, progress: () => void): Promise<void> | void {
    if (this.#expected) this.#checksum = crc32c(chunk, this.#checksum);
    this.#at += chunk.length;
    this.#received += chunk.length;
    if (this.#received > this.#furthest) {
      this.#furthest = this.#received;
      if (!this.#obstacle) progress();
    }
    const written = this.#sink.write(chunk);
    const { onProgress } = this.#request.options ?? {};
    const left = Math.min(this.#end, this.#media.length) - this.#at;
    onProgress?.({
      received: this.#received,
      total: left < Infinity ? this.#received + left : undefined,
    });
    return written;
  }

  /** A body has ended; was it to? */
  #checkEnd(skip: number): void {
    const { size } = this.#media;
    if (size < Infinity)
      throw this.#error(
        `the connection failed after ${this.#received} bytes`,
        "unknown",
      );
    // Where the end is only what the range wants, the media may have fewer bytes. But it has to reach as far as its beginning.
    if (skip > 0)
      throw this.#error(`the media has only ${this.#at - skip} bytes`);
  }

  #checkSum(): void {
    const actual = checksumText(this.#checksum);
    if (this.#expected && this.#expected !== actual)
      throw this.#error(`CRC-32C is ${actual}, not ${this.#expected}`);
  }

  /** Has the next attempt, if there is one, ask for what is missing. Gives the error that ends this one. */
  #prepareNext(error: unknown): unknown {
    const { headers, methodId } = this.#http;
    if (!this.#received) return error;
    if (!this.#obstacle) {
      const last = this.#end < Infinity ? this.#end - 1 : "";
      headers.set("range", `bytes=${this.#at}-${last}`);
      if (this.#etag.startsWith('"')) headers.set("if-range", this.#etag);
    } else if (this.#sink.replaceable) {
      this.#beginAnew();
    } else if (isBreak(error) && !this.#signal?.aborted) {
      return new TransportError(
        methodId,
        `the connection failed after ${this.#received} bytes: ${this.#obstacle}`,
        error,
      );
    }
    return error;
  }

  /** @throws TransportError if the sink does not allow it. */
  #beginAnew(): void {
    const { headers } = this.#http;
    if (!this.#sink.replaceable)
      throw this.#error(`the media changed after ${this.#received} bytes`);
    this.#received = 0;
    headers.delete("if-range");
    if (this.#range === null) headers.delete("range");
    else headers.set("range", this.#range);
  }

  #error(problem: string, outcome?: "unknown"): TransportError {
    return new TransportError(this.#http.methodId, problem, undefined, outcome);
  }
}

/** The failures of an attempt after which there may be another. */
function isBreak(error: unknown): boolean {
  return error instanceof TransportError
    ? error.outcome === "unknown"
    : (error as Error | null)?.name === "TimeoutError";
}
