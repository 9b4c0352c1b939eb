import { readdirSync, realpathSync, statSync, type Stats } from "node:fs";
import { byCodeUnit } from "./sorted.js";

/** The documents that a path names. */
export interface DocumentFiles {
  /** Sorted. */
  readonly files: readonly string[];
  /** Paths that could not be looked at, and why. */
  readonly unreadable: readonly (readonly [path: string, error: unknown])[];
}

/** The file that a path names, or every `*.json` below it if it is a directory. */
export function documentFiles(path: string): DocumentFiles {
  const files: string[] = [];
  const unreadable: [string, unknown][] = [];
  try {
    if (!statSync(path).isDirectory()) return { files: [path], unreadable: [] };
  } catch (error) {
    return { files: [], unreadable: [[path, error]] };
  }
  listDocuments(path, new Set(), files, unreadable);
  return { files: files.sort(byCodeUnit), unreadable };
}

/**
 * Lists the documents below a directory; hidden ones and `node_modules` are passed over. Symbolic links are followed, but
 * no directory is entered twice, so that links in a circle end.
 */
function listDocuments(
  directory: string,
  entered: Set<string>,
  files: string[],
  unreadable: [string, unknown][],
): void {
  try {
    const real = realpathSync(directory);
    if (entered.has(real)) return;
    entered.add(real);
    const base = directory.replace(/[/\\]+$/, "");
    // In order, so that of two links to one directory the same one is followed everywhere.
    for (const name of readdirSync(directory).sort(byCodeUnit)) {
      // Other people's documents, and what is no document of anybody's.
      if (name.startsWith(".") || name === "node_modules") continue;
      const path = `${base}/${name}`;
      if (statusOf(path)?.isDirectory() === true)
        listDocuments(path, entered, files, unreadable);
      else if (name.endsWith(".json")) files.push(path);
    }
  } catch (error) {
    unreadable.push([directory, error]);
  }
}

function statusOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    // A link that leads nowhere; who reads it says so.
    return undefined;
  }
}
