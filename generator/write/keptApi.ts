import { fileDigests, type FileDigests } from "./updateLock.js";
import { folderOf, type Lock, type LockedApi } from "./lock.js";
import type { OutputFolder } from "./outputFolder.js";

/** An API that need not be rendered, since its files are what rendering it would give. */
export interface KeptApi {
  /** Its folder in the output folder. */
  readonly folder: string;
  readonly locked: LockedApi;
  /** Path relative to the output folder -> text. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The API that was generated from just these inputs and whose files nobody has touched since; undefined where there is
 * none.
 *
 * @param inputs one of {@link inputsDigests}
 */
export function findKeptApi(
  {
    folder: output,
    lock,
    digests,
  }: {
    readonly folder: OutputFolder;
    readonly lock: Lock;
    /** Those of the lock. */
    readonly digests: FileDigests;
  },
  inputs: string,
): KeptApi | undefined {
  const found = [...lock.apis].find(([, api]) => api.inputs === inputs);
  if (!found) return undefined;
  const [folder, locked] = found;
  const own = [...lock.files].filter(([path]) => folderOf(path) === folder);
  if (locked.output !== digests.of(folder) || !output.hasAll(own))
    return undefined;
  const files = new Map<string, string>();
  for (const [path] of own) {
    const text = output.read(path);
    if (text === null) return undefined;
    files.set(path, text);
  }
  return { folder, locked, files };
}

/**
 * Whether an output folder is as the last run left it, and that run was of just these inputs: then there is nothing to
 * render, to compare or to write.
 *
 * @param inputs {@link inputsDigests} of all APIs that the folder is to have
 */
export function isUnchanged(
  output: OutputFolder,
  lock: Lock,
  inputs: readonly string[],
): boolean {
  const digests = fileDigests(lock);
  const wanted = new Set(inputs);
  const apis = [...lock.apis];
  return (
    wanted.size === inputs.length &&
    apis.length === inputs.length &&
    apis.every(
      ([folder, api]) =>
        api.inputs !== undefined &&
        wanted.delete(api.inputs) &&
        api.output === digests.of(folder) &&
        api.shared === digests.shared,
    ) &&
    output.hasAll(lock.files)
  );
}
