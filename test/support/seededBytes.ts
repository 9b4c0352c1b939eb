/** Bytes that look random, are the same each time, and need not be held: the same number gives the same block. */

export const blockSize = 64 * 1024;

/** A generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** So many bytes in pieces, all in the same memory. Each block bears its number, so that none can stand for another. */
export function* seededBytes(size: number): Generator<Buffer> {
  const random = seeded(1);
  const block = Buffer.alloc(blockSize);
  for (let at = 0; at < blockSize; at += 4)
    block.writeUInt32LE(random() * 2 ** 32, at);
  for (let at = 0; at < size; at += blockSize) {
    block.writeUInt32LE(at / blockSize, 0);
    yield block.subarray(0, Math.min(blockSize, size - at));
  }
}
