import { lockFile, type Lock } from "./lock.js";
import { parseLock } from "./parseLock.js";
import type { OutputFolder } from "./outputFolder.js";

/** @throws {BrokenLock} when the lock cannot be read */
export async function readLock(folder: OutputFolder): Promise<Lock> {
  return parseLock(await folder.read(lockFile), folder.shown(lockFile));
}

/**
 * The same without waiting, for who has nothing to do meanwhile.
 *
 * @throws {BrokenLock} as {@link readLock}
 */
export function readLockNow(folder: OutputFolder): Lock {
  return parseLock(folder.readNow(lockFile), folder.shown(lockFile));
}
