import type { Lock } from "../write/lock.js";

/**
 * Which files of a lock a run answers for: those of its APIs; all, when the run covers all APIs of the folder. The
 * shared files are always among them.
 */
export function isSpokenFor(
  apis: ReadonlyMap<string, unknown>,
  isComplete: boolean,
): (path: string) => boolean {
  return (path) =>
    isComplete ||
    apis.has(path.slice(0, path.indexOf("/"))) ||
    path.startsWith("runtime/");
}

/** The APIs of a lock that a complete run no longer has. */
export function removedApis(
  lock: Lock,
  apis: ReadonlyMap<string, unknown>,
): readonly string[] {
  return [...lock.apis.keys()].filter((folder) => !apis.has(folder));
}
