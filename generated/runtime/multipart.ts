// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

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
  const random = crypto.getRandomValues(new Uint8Array(16));
  const boundary = Array.from(random, (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  return {
    contentType: `multipart/related; boundary=${boundary}`,
    before:
      `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${metadata}\r\n` +
      `--${boundary}\r\nContent-Type: ${mimeType}\r\n\r\n`,
    behind: `\r\n--${boundary}--\r\n`,
  };
}
