import type { Problem } from "./problem.js";

/** More bytes arrived than the limit allows. */
export class TooManyBytesError extends Error {
  override readonly name = "TooManyBytesError";

  constructor(limit: number) {
    super(`more than ${limit} bytes`);
  }
}

/**
 * Collects a stream's bytes.
 *
 * @throws {TooManyBytesError} as soon as there are more than `limit`; the rest is not read
 */
export async function collectBytes(
  chunks: AsyncIterable<Uint8Array>,
  limit: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > limit) throw new TooManyBytesError(limit);
    parts.push(chunk);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** The problem that a {@link TooManyBytesError} is. */
export function tooLarge(limit: number): Problem {
  return {
    code: "document-too-large",
    message: `the document has more than ${limit} bytes, the limit`,
  };
}
