// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/**
 * What stands around media in a body of the type `multipart/related` (RFC 2387) whose first part is metadata. The boundary is random,
 * so that the media cannot contain it.
 */
export function multipartFrame(
  metadata: string,
  mimeType: string,
): {
  readonly contentType: string;
  readonly before: string;
  readonly behind: string;
} {
  const boundary = randomBoundary();
  return {
    contentType: `multipart/related; boundary=${boundary}`,
    before:
      `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${metadata}\r\n` +
      `--${boundary}\r\nContent-Type: ${mimeType}\r\n\r\n`,
    behind: `\r\n--${boundary}--\r\n`,
  };
}

/** A boundary that no part contains but by a chance of 1 in 2 ** 128. */
export function randomBoundary(): string {
  const random = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
}
