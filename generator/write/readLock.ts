import { lockFile, type Lock } from "./lock.js";
import { parseLock } from "./parseLock.js";
import type { OutputFolder } from "./outputFolder.js";

/** @throws {BrokenLock} when the lock cannot be read */
export function readLock(folder: OutputFolder): Lock {
  return parseLock(folder.read(lockFile), folder.shown(lockFile));
}
