import { hash } from "node:crypto";
import { sha256 } from "../model/canonicalJson.js";
import { byCodeUnit } from "../read/sorted.js";
import { folderOf, type Lock, type LockedApi } from "./lock.js";

/** What a run makes of an output folder. */
export interface Run {
  /** The version of the tool, without its last number. */
  readonly tool: string;
  /** The APIs that were generated, by their folders. */
  readonly apis: ReadonlyMap<string, LockedApi>;
  /** Folders of APIs that are gone. */
  readonly removedApis: readonly string[];
  /** Whether there are no other APIs in the folder. */
  readonly isComplete: boolean;
}

/**
 * The lock after a run.
 *
 * @param files what is to be under a path, or null where nothing is
 */
export function updateLock(
  lock: Lock,
  files: Iterable<{ readonly path: string; readonly expected: string | null }>,
  { tool, apis, removedApis, isComplete }: Run,
): Lock {
  const lockedFiles = new Map(lock.files);
  const lockedApis = new Map([...lock.apis, ...apis]);
  for (const { path, expected } of files) {
    if (expected === null) lockedFiles.delete(path);
    else lockedFiles.set(path, sha256(expected));
  }
  for (const api of removedApis) lockedApis.delete(api);
  const digests = fileDigests({ apis: lockedApis, files: lockedFiles });
  for (const [folder, { id, revision, document, inputs }] of apis) {
    if (!lockedApis.has(folder)) continue;
    const entry = { id, revision, document };
    if (inputs === undefined) {
      lockedApis.set(folder, entry);
      continue;
    }
    const before = lock.apis.get(folder);
    const shared = isComplete
      ? digests.shared
      : before?.inputs === inputs && before.shared;
    lockedApis.set(folder, {
      ...entry,
      inputs,
      output: digests.of(folder),
      ...(typeof shared === "string" && { shared }),
    });
  }
  return { ...lock, tool, apis: lockedApis, files: lockedFiles };
}

/** Digests of a lock's lines of files. */
export interface FileDigests {
  /** Of the files that no API has for itself. */
  readonly shared: string;
  /** Of the files in an API's folder. */
  of(folder: string): string;
}

export function fileDigests({
  apis,
  files,
}: Pick<Lock, "apis" | "files">): FileDigests {
  const texts = new Map<string, string>();
  const lines = [...files].sort(([a], [b]) => byCodeUnit(a, b));
  for (const [path, fileHash] of lines) {
    const own = folderOf(path);
    const folder = apis.has(own) ? own : "";
    const text = texts.get(folder) ?? "";
    texts.set(folder, `${text}${JSON.stringify(path)}: ${fileHash}\n`);
  }
  const digests = new Map(
    [...new Set(["", ...apis.keys()])].map((folder) => [
      folder,
      `sha256:${hash("sha256", texts.get(folder) ?? "", "hex")}`,
    ]),
  );
  return {
    shared: digests.get("") ?? "",
    of: (folder) => digests.get(folder) ?? "",
  };
}
