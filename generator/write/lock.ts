import { escapeJson } from "../model/canonicalJson.js";
import { byCodeUnit } from "../read/sorted.js";

/** What a lock says of an API that was generated. */
export interface LockedApi {
  readonly id: string;
  readonly revision: string;
  /** SHA-256 of the document in canonical JSON. */
  readonly document: string;
  /** What its files were made from, as {@link inputsDigest} has it. While it stays the same, so do they. */
  readonly inputs?: string | undefined;
  /** Digest of the lock's lines of its files: lines that were merged from two branches are of neither. */
  readonly output?: string | undefined;
  /**
   * The same of the files that all APIs share, where they were written for this API and all others beside it; absent after
   * a run for some of them.
   */
  readonly shared?: string | undefined;
}

/** What a lock says of a document that was fetched. */
export interface LockedSource {
  readonly id: string;
  /** The URL that it came from, without secrets. */
  readonly source: string;
  /** "" where the document has none. */
  readonly revision: string;
  /** SHA-256 of the document in canonical JSON, so that neither line ends nor a formatter count. */
  readonly document: string;
  /** What the server calls this state of it. */
  readonly etag?: string | undefined;
}

/**
 * What the tool wrote below a folder, so that it can tell its own files from others' and a file that is old from one that
 * somebody edited. Paths are relative to the folder. An output folder's lock has what was generated, so that it holds for
 * that folder wherever the configuration is; that beside the configuration has what was fetched, since documents belong to
 * the project and not to one output. Where the two folders are one, so is the lock.
 */
export interface Lock {
  /** The version of the tool, without its last number: those that differ in it write the same. Old locks have none. */
  readonly tool?: string | undefined;
  /** By the document's path: `discovery/drive-v3.json`. */
  readonly sources: ReadonlyMap<string, LockedSource>;
  /** By the API's folder: `genomics-v1`. */
  readonly apis: ReadonlyMap<string, LockedApi>;
  /** SHA-256 by path. */
  readonly files: ReadonlyMap<string, string>;
}

/** The lock's name in its folder. */
export const lockFile = "discovery-codegen.lock";

export const emptyLock: Lock = {
  sources: new Map(),
  apis: new Map(),
  files: new Map(),
};

/**
 * One sorted entry a line, no times and no absolute paths. What belongs to different APIs has an empty line in between:
 * git merges changes of two branches only where there is a line between them that neither changed.
 */
export function formatLock({ tool, sources, apis, files }: Lock): string {
  const sections = [
    ...(tool !== undefined ? [`  "tool": ${JSON.stringify(tool)}`] : []),
    ...(sources.size > 0 ? [section("sources", sources, (path) => path)] : []),
    section("apis", apis, (folder) => folder),
    section("files", files, folderOf),
  ];
  return `{\n  "version": 1,\n${escapeJson(sections.join(",\n"))}\n}\n`;
}

function section(
  name: string,
  entries: ReadonlyMap<string, unknown>,
  groupOf: (key: string) => string,
): string {
  if (entries.size === 0) return `  "${name}": {}`;
  const sorted = [...entries].sort(([a], [b]) => byCodeUnit(a, b));
  const lines = sorted.map(([key, value], index) => {
    const line = `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    const next = sorted[index + 1]?.[0];
    if (next === undefined) return line;
    return groupOf(next) === groupOf(key) ? `${line},` : `${line},\n`;
  });
  return `  "${name}": {\n${lines.join("\n")}\n  }`;
}

/** The first folder of a path: an API's, or that of what they share; "" for a file that is in none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.indexOf("/")));
}

/** The same without what spares work or tells where it comes from: all that has to hold for the output to be fresh. */
export function essentials({ sources, apis, files }: Lock): Lock {
  const locked = [...apis].map(
    ([folder, { id, revision, document }]) =>
      [folder, { id, revision, document }] as const,
  );
  return { sources, apis: new Map(locked), files };
}
