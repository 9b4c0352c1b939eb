/** Media that both the program and the server know. */

/** Every byte, and what could be taken for the end of a part. */
export const allBytes: Uint8Array = Uint8Array.from([
  ...Array.from({ length: 256 }, (_, byte) => byte),
  ...new TextEncoder().encode("\r\n--\r\n\r\n"),
]);

/** More than two chunks of the smallest size, and not a multiple of it. */
export const largeMedia: Uint8Array = someBytes(600_000);

/** Bytes that do not repeat soon. */
export function someBytes(length: number): Uint8Array {
  return new Uint8Array(length).map((_, index) => index * 31 + index / 7);
}

export function same(bytes: Uint8Array, expected: Uint8Array): boolean {
  return (
    bytes.length === expected.length &&
    bytes.every((byte, index) => byte === expected[index])
  );
}

/** The bytes as a stream of pieces. */
export function streamOf(
  bytes: Uint8Array,
  pieceLength: number,
): ReadableStream<Uint8Array> {
  let start = 0;
  return new ReadableStream({
    pull(controller) {
      if (start >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(start, start + pieceLength));
      start += pieceLength;
    },
  });
}

/** All of a stream's bytes. */
export async function collect(
  stream: ReadableStream<Uint8Array>,
): Promise<Uint8Array> {
  const reader = stream.getReader();
  const bytes: number[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Uint8Array.from(bytes);
    for (const byte of value) bytes.push(byte);
  }
}
