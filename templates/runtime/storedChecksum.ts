// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

/**
 * The CRC-32C of the bytes that fetch gives for a response with all of some media, in base64, if the server tells it: in
 * `x-goog-hash: crc32c=..., md5=...`, as Cloud Storage and what is built on it do.
 *
 * It is that of the media as stored. Of media that is stored encoded (`x-goog-stored-content-encoding: gzip`) fetch gives the
 * decoded bytes, whether the server or the platform decodes them, so that there is nothing to compare; Google's clients do it only
 * for `identity` as well. Where the server does not say how it stores, the bytes are compared if they came as they are; in a browser
 * that may be hidden.
 */
export function storedChecksum({
  headers,
  type,
}: Response): string | undefined {
  const stored =
    headers.get("x-goog-stored-content-encoding") ??
    (type === "cors" ? "" : (headers.get("content-encoding") ?? "identity"));
  if (stored !== "identity") return undefined;
  return /(?:^|[\s,])crc32c=([\w+/]{6}==)/.exec(
    headers.get("x-goog-hash") ?? "",
  )?.[1];
}

/** A checksum of 32 bits as `x-goog-hash` has it: big-endian, in base64. */
export function checksumText(checksum: number): string {
  const bytes = [24, 16, 8, 0].map((shift) => (checksum >>> shift) & 255);
  return btoa(String.fromCharCode(...bytes));
}
