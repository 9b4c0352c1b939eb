import { createHash, hash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/** What is read at once: nearly any file is, and nearly any document. */
export const partBytes: number = 1 << 21;
/** One for all files: hundreds are read one after the other, and most are small. The system gives memory for what is used of it. */
const buffer = Buffer.allocUnsafeSlow(partBytes);
const more = Buffer.allocUnsafeSlow(1);

/**
 * Gives a file's bytes, in parts that are good until the next.
 *
 * @throws what the system says of a file that cannot be read
 */
export function readParts(path: string, take: (part: Buffer) => void): void {
  const file = openSync(path, "r");
  try {
    for (;;) {
      const length = readSync(file, buffer);
      if (length === 0) return;
      take(buffer.subarray(0, length));
    }
  } finally {
    closeSync(file);
  }
}

/**
 * `sha256:` and 64 hexadecimal digits, of a file's bytes with LF at their line ends.
 *
 * @throws what the system says of a file that cannot be read
 */
export function fileHash(path: string): string {
  const short = shortFileHash(path);
  if (short !== undefined) return short;
  const lines = lineHash();
  readParts(path, lines.update);
  return lines.digest();
}

/** Where a read was broken off before the end of a file, it was at the edge of a block, of which this is the least size. */
const blockBytes = 512;

/** The same of a file that is read in one part and has no other line ends, as nearly all are: that takes half the time. */
function shortFileHash(path: string): string | undefined {
  const file = openSync(path, "r");
  try {
    const part = buffer.subarray(0, readSync(file, buffer));
    return part.length < buffer.length &&
      !part.includes(carriageReturn) &&
      (part.length % blockBytes !== 0 || readSync(file, more) === 0)
      ? `sha256:${hash("sha256", part, "hex")}`
      : undefined;
  } finally {
    closeSync(file);
  }
}

/** The same of bytes that were read. */
export function bytesHash(bytes: Uint8Array): string {
  const lines = lineHash();
  lines.update(bytes);
  return lines.digest();
}

/** A hash that does not see whether version control made line ends CRLF. */
function lineHash(): {
  readonly update: (part: Uint8Array) => void;
  readonly digest: () => string;
} {
  const hash = createHash("sha256");
  // One at the end of a part belongs to what the next begins with.
  let isOpen = false;
  return {
    update: (part) => {
      if (isOpen && part.length > 0 && part[0] !== lineFeed) hash.update("\r");
      if (part.length > 0) isOpen = false;
      let from = 0;
      for (
        let at = part.indexOf(carriageReturn);
        at !== -1;
        at = part.indexOf(carriageReturn, at + 1)
      ) {
        isOpen = at === part.length - 1;
        if (!isOpen && part[at + 1] !== lineFeed) continue;
        hash.update(part.subarray(from, at));
        from = at + 1;
      }
      hash.update(part.subarray(from));
    },
    digest: () => {
      if (isOpen) hash.update("\r");
      return `sha256:${hash.digest("hex")}`;
    },
  };
}
