// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ResumableOptions } from "./resumableUpload.js";

/** Media that comes bit by bit: a ReadableStream, one of Node's streams, a generator. Text is sent as UTF-8. */
export type ByteStream =
  ReadableStream<Uint8Array | string> | AsyncIterable<Uint8Array | string>;

/** What a method uploads. */
export interface Media {
  /**
   * Text is sent as UTF-8. A stream is read once, as it is needed, and let go of when the upload fails; its call can be sent once.
   * All else can be sent again. A large file is best given as a Blob: what a browser's file input has, or in Node
   * `await fs.openAsBlob(path)`, which reads the file as it is needed.
   */
  readonly body: Blob | ArrayBuffer | ArrayBufferView | string | ByteStream;
  /** Such as `image/png`; otherwise the Blob's own type, or `application/octet-stream`. */
  readonly mimeType?: string | undefined;
  /**
   * Whether to upload in a session of its own, in which the upload goes on after a fault where it was interrupted. True and options
   * for the session: always. False: never, so that it goes with the call, in one piece. Unless given, what is larger than a chunk
   * (8 MiB) is uploaded in a session, if the method knows them.
   */
  readonly resumable?: boolean | ResumableOptions | undefined;
}

/**
 * The media's type.
 *
 * @throws TypeError if it is none.
 */
export function mimeTypeOf(
  methodId: string,
  { body, mimeType }: Media,
): string {
  const type =
    mimeType ??
    ((body instanceof Blob && body.type) || "application/octet-stream");
  // RFC 9110, section 8.3.1. It becomes a line of a multipart body, where a line break would begin another.
  if (
    !/^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:[ \t]*;[ -~\t]*)?$/.test(type)
  ) {
    throw new TypeError(
      `${methodId}: ${JSON.stringify(type)} is no media type`,
    );
  }
  return type;
}

/** Bytes, without copying them; text as UTF-8. Undefined for anything else. */
export function bytesOf(value: unknown): Uint8Array | undefined {
  if (typeof value === "string") return new TextEncoder().encode(value);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  if (!ArrayBuffer.isView(value)) return undefined;
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
}
