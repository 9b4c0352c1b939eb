// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Media, ByteStream } from "./media.js";
import { untilAborted } from "./abort.js";
import { TransportError } from "./apiError.js";
import { bytesOf } from "./media.js";

/** A part of media that is sent at once. */
export interface Chunk {
  /** It lasts until the next chunk is taken. */
  readonly data: Blob | Uint8Array;
  /** The offset in the media after its last byte. */
  readonly end: number;
  /** The media ends here. */
  readonly last: boolean;
}

/** Media to be read in chunks. */
export interface MediaSource {
  /** How many bytes there are, as far as that is known. */
  readonly size: number | undefined;
  /**
   * The chunk that begins at an offset: empty at the end of the media.
   *
   * @throws TransportError if there is none, and what reading throws.
   */
  chunk(start: number, signal: AbortSignal | undefined): Promise<Chunk>;
  /** Lets go of the media, which nobody will read further. */
  cancel(reason: unknown): void;
}

const used = new WeakSet<object>();

/**
 * Begins to read media.
 *
 * @param chunkSize The most bytes of a chunk.
 * @throws TypeError if it is of no kind that can be read, or a used stream.
 */
export function openMedia(
  methodId: string,
  { body }: Media,
  chunkSize: number,
): WholeMedia | StreamedMedia {
  const data = body instanceof Blob ? body : bytesOf(body);
  if (data) return wholeMedia(methodId, data, chunkSize);
  const stream = body as ByteStream;
  const reading = readerOf(stream);
  const problem = !reading
    ? "no bytes"
    : used.has(stream) || (stream as ReadableStream).locked
      ? "a used stream"
      : undefined;
  if (!reading || problem)
    throw new TypeError(`${methodId}: media.body is ${problem}`);
  used.add(stream);
  return new StreamedMedia(methodId, reading(), chunkSize);
}

/** Media of which every part is at hand, as often as it is asked for. */
export interface WholeMedia extends MediaSource {
  readonly data: Blob | Uint8Array;
}

function wholeMedia(
  methodId: string,
  data: Blob | Uint8Array,
  chunkSize: number,
): WholeMedia {
  const size = data instanceof Blob ? data.size : data.length;
  return {
    data,
    size,
    async chunk(start) {
      if (start > size) throw beyondMedia(methodId, start, size);
      const end = Math.min(size, start + chunkSize);
      const part =
        data instanceof Blob
          ? data.slice(start, end)
          : data.subarray(start, end);
      return { data: part, end, last: end === size };
    },
    cancel() {},
  };
}

/** Media that comes once. Held are a chunk of it, and the piece of the stream that its end lies in. */
export class StreamedMedia implements MediaSource {
  size: number | undefined;
  /** What reading the stream threw, if it did. */
  thrown: { readonly reason: unknown } | undefined;
  readonly #methodId: string;
  readonly #chunkSize: number;
  readonly #reader: PieceReader;
  /** The chunk: the first `#length` bytes of the buffer, which begin at the offset `#start`. */
  #buffer: Uint8Array = new Uint8Array();
  #start = 0;
  #length = 0;
  /** What was read beyond the chunk. Nothing is read before it has been used, since a stream may use its memory again. */
  #rest: Uint8Array | undefined;
  #failure: { readonly reason: unknown } | undefined;

  constructor(methodId: string, reader: PieceReader, chunkSize: number) {
    this.#methodId = methodId;
    this.#reader = reader;
    this.#chunkSize = chunkSize;
  }

  async chunk(start: number, signal: AbortSignal | undefined): Promise<Chunk> {
    if (start < this.#start) {
      throw new TransportError(
        this.#methodId,
        "the upload lost bytes that are gone",
      );
    }
    if (start >= this.#start + this.#length && this.size === undefined) {
      await this.#fill(start, signal);
    }
    const end = this.#start + this.#length;
    if (start > end) throw beyondMedia(this.#methodId, start, end);
    const data = this.#buffer.subarray(start - this.#start, this.#length);
    return { data, end, last: end === this.size };
  }

  /** Reads the chunk that begins at an offset, and on until it is known whether it is the last. */
  async #fill(start: number, signal: AbortSignal | undefined): Promise<void> {
    this.#start += this.#length;
    this.#length = 0;
    for (;;) {
      let piece = this.#rest ?? (await this.#next(signal));
      this.#rest = undefined;
      if (!piece) break;
      const skipped = Math.min(piece.length, start - this.#start);
      this.#start += skipped;
      piece = piece.subarray(skipped);
      const taken = piece.subarray(0, this.#chunkSize - this.#length);
      this.#append(taken);
      if (taken.length < piece.length) {
        this.#rest = piece.subarray(taken.length);
        return;
      }
    }
    this.size = this.#start + this.#length;
  }

  #append(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#buffer.length) {
      const room = Math.max(length, 16 * this.#buffer.length, 65_536);
      const larger = new Uint8Array(Math.min(room, this.#chunkSize));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  /** All of the media, of which no more than the first chunk has been read, as it comes, with text before and behind. */
  stream(
    signal: AbortSignal | undefined,
    before: string,
    behind: string,
  ): ReadableStream<Uint8Array> {
    const held = this.#buffer.subarray(0, this.#length);
    const first = [new TextEncoder().encode(before), held, this.#rest];
    return new ReadableStream({
      pull: async (controller) => {
        const piece = first.length ? first.shift() : await this.#next(signal);
        // The stream may use its memory again before this has been sent.
        if (piece) controller.enqueue(new Uint8Array(piece));
        else {
          controller.enqueue(new TextEncoder().encode(behind));
          controller.close();
        }
      },
      cancel: (reason) => this.cancel(reason),
    });
  }

  /** The stream's next piece; undefined at its end. */
  async #next(
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array | undefined> {
    const read = untilAborted(this.#reader.read(), signal);
    const { done, value } = await read.catch((reason: unknown) => {
      this.thrown = { reason };
      throw reason;
    });
    // A stream that was cancelled says that it is at its end.
    if (this.#failure) throw this.#failure.reason;
    if (done) return undefined;
    const bytes = bytesOf(value);
    if (!bytes) {
      throw new TypeError(
        `${this.#methodId}: the stream gives ${typeof value} instead of bytes`,
      );
    }
    return bytes;
  }

  cancel(reason: unknown): void {
    if (this.#failure || this.size !== undefined) return;
    this.#failure = { reason };
    // The upload has failed with the reason; that the stream fails as well is no news.
    this.#reader.cancel(reason).catch(() => {});
  }
}

interface PieceReader {
  read(): Promise<{ readonly done?: boolean; readonly value?: unknown }>;
  cancel(reason: unknown): Promise<unknown>;
}

/** How a stream is read; undefined if it is none. */
function readerOf(stream: ByteStream): (() => PieceReader) | undefined {
  if (stream instanceof ReadableStream) return () => stream.getReader();
  if (!Object(stream)[Symbol.asyncIterator]) return undefined;
  return () => {
    const iterator = stream[Symbol.asyncIterator]();
    return {
      read: async () => iterator.next(),
      cancel: async () => iterator.return?.(),
    };
  };
}

function beyondMedia(
  methodId: string,
  offset: number,
  size: number,
): TransportError {
  return new TransportError(
    methodId,
    `the server has ${offset} bytes of the upload, but there are ${size}`,
  );
}
