import { readdir, realpath, stat } from "node:fs/promises";
import { byCodeUnit } from "./sorted.js";

/** The documents that a path names. */
export interface DocumentFiles {
  /** Sorted. */
  readonly files: readonly string[];
  /** Paths that could not be looked at, and why. */
  readonly unreadable: readonly (readonly [path: string, error: unknown])[];
}

/** The file that a path names, or every `*.json` below it if it is a directory. */
export async function documentFiles(path: string): Promise<DocumentFiles> {
  const files: string[] = [];
  const unreadable: [string, unknown][] = [];
  try {
    if (!(await stat(path)).isDirectory())
      return { files: [path], unreadable: [] };
  } catch (error) {
    return { files: [], unreadable: [[path, error]] };
  }
  await listDocuments(path, new Set(), files, unreadable);
  return { files: files.sort(byCodeUnit), unreadable };
}

/**
 * Lists the documents below a directory; hidden ones and `node_modules` are passed over. Symbolic links are followed, but
 * no directory is entered twice, so that links in a circle end.
 */
async function listDocuments(
  directory: string,
  entered: Set<string>,
  files: string[],
  unreadable: [string, unknown][],
): Promise<void> {
  try {
    const real = await realpath(directory);
    if (entered.has(real)) return;
    entered.add(real);
    const base = directory.replace(/[/\\]+$/, "");
    // In order, so that of two links to one directory the same one is followed everywhere.
    for (const name of (await readdir(directory)).sort(byCodeUnit)) {
      // Other people's documents, and what is no document of anybody's.
      if (name.startsWith(".") || name === "node_modules") continue;
      const path = `${base}/${name}`;
      const entry = await stat(path).catch(() => undefined);
      if (entry?.isDirectory() === true)
        await listDocuments(path, entered, files, unreadable);
      else if (name.endsWith(".json")) files.push(path);
    }
  } catch (error) {
    unreadable.push([directory, error]);
  }
}
