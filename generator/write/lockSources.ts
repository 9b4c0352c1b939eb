import { formatLock, lockFile, type LockedSource } from "./lock.js";
import { parseLock } from "./parseLock.js";
import type { OutputFolder } from "./outputFolder.js";

/**
 * Takes down what was fetched, and forgets documents that are gone. The lock is read again first, since another process
 * may have written it meanwhile.
 *
 * @param folder that of the configuration
 * @throws {BrokenLock} when the lock cannot be read
 */
export async function lockSources(
  folder: OutputFolder,
  fetched: ReadonlyMap<string, LockedSource>,
): Promise<void> {
  const before = folder.read(lockFile);
  const lock = parseLock(before, folder.shown(lockFile));
  const sources = new Map<string, LockedSource>();
  for (const [path, source] of [...lock.sources, ...fetched])
    if (folder.read(path) !== null) sources.set(path, source);
  const text = formatLock({ ...lock, sources });
  if (sources.size === 0 && before === null) return;
  if (text !== before) await folder.write(lockFile, text);
}
