import { sha256 } from "../model/canonicalJson.js";
import { byCodeUnit } from "../read/sorted.js";
import { lockFile, type Lock } from "./lock.js";
import { parseLock } from "./parseLock.js";
import type { OutputFolder } from "./outputFolder.js";

/**
 * How a file on disk stands to what is to be written:
 * - `same`: equal;
 * - `stale`: as the tool left it, but the tool would write something else now;
 * - `edited`: changed by somebody, or never the tool's;
 * - `missing`: not there;
 * - `orphan`: as the tool left it, and no longer to be written.
 */
export type FileState = "same" | "stale" | "edited" | "missing" | "orphan";

export interface ComparedFile {
  /** Relative to the output folder. */
  readonly path: string;
  readonly state: FileState;
  /** What is there; null for a missing file. */
  readonly actual: string | null;
  /** What is to be there; null for an orphan, and for a file that would be one had nobody edited it. */
  readonly expected: string | null;
}

export interface Comparison {
  /** Without files that are neither there nor wanted. */
  readonly lock: Lock;
  /** The lock as it stands in its file; null where there is none. */
  readonly lockText: string | null;
  readonly files: readonly ComparedFile[];
}

/**
 * Holds what is to be written against what is there. Reads only.
 *
 * @param isOurs which paths of the lock are spoken for: those of other APIs are left alone
 */
export function compareOutput(
  folder: OutputFolder,
  expected: ReadonlyMap<string, string>,
  isOurs: (path: string) => boolean,
): Comparison {
  const lockText = folder.read(lockFile);
  const lock = parseLock(lockText, folder.shown(lockFile));
  const files: ComparedFile[] = [];
  for (const [path, text] of expected) {
    const actual = folder.read(path);
    files.push({
      path,
      state: stateOf(actual, text, lock.files.get(path)),
      actual,
      expected: text,
    });
  }
  const lockedFiles = new Map(lock.files);
  for (const [path, hash] of lock.files) {
    if (expected.has(path) || !isOurs(path)) continue;
    const actual = folder.read(path);
    if (actual === null) {
      lockedFiles.delete(path);
      continue;
    }
    files.push({
      path,
      state: sha256(actual) === hash ? "orphan" : "edited",
      actual,
      expected: null,
    });
  }
  return {
    lock: { ...lock, files: lockedFiles },
    lockText,
    files: files.sort((a, b) => byCodeUnit(a.path, b.path)),
  };
}

function stateOf(
  actual: string | null,
  expected: string,
  lockedHash: string | undefined,
): FileState {
  if (actual === null) return "missing";
  if (actual === expected) return "same";
  return sha256(actual) === lockedHash ? "stale" : "edited";
}
