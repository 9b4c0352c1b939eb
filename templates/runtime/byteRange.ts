// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import { TransportError } from "./apiError.js";

/** A part of media, in bytes. */
export interface ByteRange {
  /** Where it begins. A negative one counts from the end, as in `slice`: -1000 is the last 1,000 bytes, or all if there are fewer. */
  readonly offset: number;
  /** How long it is, unless the media ends earlier; all that follows unless given. Not with a negative offset. */
  readonly length?: number | undefined;
}

/**
 * The value of a `Range` header (RFC 9110, section 14.1.2).
 *
 * @throws TypeError if it is no range.
 */
export function rangeHeader(
  methodId: string,
  { offset, length }: ByteRange,
): string {
  if (
    !Number.isSafeInteger(offset) ||
    (length !== undefined &&
      !(offset >= 0 && length > 0 && Number.isSafeInteger(length)))
  )
    throw new TypeError(
      `${methodId}: offset ${offset} and length ${length} are no range`,
    );
  if (offset < 0) return `bytes=${offset}`;
  return `bytes=${offset}-${length ? offset + length - 1 : ""}`;
}

/** Which bytes of the media a response brings; Infinity stands for what is unknown. */
export interface BodyRange {
  readonly first: number;
  readonly last: number;
  /** How long all the media is, as the server says. */
  readonly length: number;
  /** The same where it is certain. */
  readonly size: number;
}

/**
 * What a response says of its body: `Content-Range` (RFC 9110, section 14.4) or, of all the media, `Content-Length`. Neither counts
 * what fetch gives of an encoded body. In a browser the encoding may be hidden, so that a length is not certain.
 *
 * @returns undefined for a part whose place is unknown.
 */
export function bodyRange({
  headers,
  status,
  type,
}: Response): BodyRange | undefined {
  const encoded = headers.has("content-encoding");
  if (status === 206) {
    const [, first, last, length] =
      /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(
        headers.get("content-range") ?? "",
      ) ?? [];
    if (encoded || !length) return undefined;
    const size = length === "*" ? Infinity : Number(length);
    return { first: Number(first), last: Number(last), length: size, size };
  }
  const text = headers.get("content-length") ?? "";
  const length = !encoded && /^\d+$/.test(text) ? Number(text) : Infinity;
  const size = type === "cors" ? Infinity : length;
  return { first: 0, last: size - 1, length, size };
}

/**
 * Where in the media the wanted bytes begin, and where they end (the byte behind the last). A server may ignore the range and answer
 * everything (RFC 9110, section 14.2), or a longer part; the wanted bytes are then somewhere in it.
 *
 * @throws TransportError if they are not.
 */
export function wantedBytes(
  methodId: string,
  { offset, length = Infinity }: ByteRange,
  { first, last, size }: BodyRange,
): readonly [begin: number, end: number] {
  // Where the media end may be unknown, as in `bytes 90-99/*`; then the server alone knows which its last bytes are.
  const fromEnd = size === Infinity && last < Infinity ? first : size + offset;
  const begin = offset < 0 ? Math.max(0, fromEnd) : offset;
  // Of nothing, the first byte is where it ends.
  if (begin < first || begin > Math.max(first, last) || begin === Infinity)
    throw new TransportError(
      methodId,
      begin === Infinity
        ? "not the part that was asked for"
        : `the server sent bytes ${first} to ${last}, and the range begins at ${begin}`,
    );
  return [begin, Math.min(size === Infinity ? last + 1 : size, begin + length)];
}
