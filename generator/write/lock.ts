import { hash } from "node:crypto";
import { escapeJson, sha256 } from "../model/canonicalJson.js";
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

/** A lock that cannot be read. Exit code 2. */
export class BrokenLock extends Error {
  override readonly name = "BrokenLock";
}

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
      ...(isText(shared) && { shared }),
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

/**
 * @param file how messages call it
 * @throws {BrokenLock} for a text that this tool did not write
 */
export function parseLock(text: string | null, file: string = lockFile): Lock {
  if (text === null) return emptyLock;
  const conflict = /^(?:<{7}|>{7}) /m.exec(text);
  if (conflict) {
    const line = text.slice(0, conflict.index).split("\n").length;
    const take = `${file}:${line}: there are the conflict markers of a merge. Take one side whole, such as by git checkout --ours -- ${file}, and run`;
    throw new BrokenLock(
      // The project's lock, of what was fetched.
      /^  "sources": /m.test(text)
        ? `${take} fetch, which brings it up to date, then generate.`
        : `${take} generate, which brings it up to date; where it says that files were edited, they are the other side's: look at them, and run generate --force.`,
    );
  }
  try {
    const lock: unknown = JSON.parse(text);
    if (!isRecord(lock) || lock["version"] !== 1)
      throw new Error("it is not of version 1");
    const { tool, sources = {}, apis, files } = lock;
    if (!isOptionalText(tool)) throw new Error("its tool is no text");
    if (!isRecord(sources)) throw new Error("its sources are no object");
    if (!isRecord(apis) || !isRecord(files))
      throw new Error("it has no apis or no files");
    return {
      ...(tool !== undefined && { tool }),
      sources: new Map(
        Object.entries(sources).map(([path, source]) => [
          path,
          lockedSource(path, source),
        ]),
      ),
      apis: new Map(
        Object.entries(apis).map(([folder, api]) => [
          folder,
          lockedApi(folder, api),
        ]),
      ),
      files: new Map(
        Object.entries(files).map(([path, hash]) => {
          if (typeof hash !== "string")
            throw new Error(`the hash of ${JSON.stringify(path)} is no text`);
          return [path, hash];
        }),
      ),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new BrokenLock(
      `${file} cannot be read: ${reason}. Restore it from version control, or delete it and generate with --force.`,
    );
  }
}

function lockedSource(path: string, value: unknown): LockedSource {
  if (!isRecord(value))
    throw new Error(`the entry of ${JSON.stringify(path)} is no object`);
  const { id, source, revision, document, etag } = value;
  if (
    typeof id !== "string" ||
    typeof source !== "string" ||
    typeof revision !== "string" ||
    typeof document !== "string" ||
    !(etag === undefined || typeof etag === "string")
  ) {
    throw new Error(
      `the entry of ${JSON.stringify(path)} lacks id, source, revision or document`,
    );
  }
  return {
    id,
    source,
    revision,
    document,
    ...(etag !== undefined && { etag }),
  };
}

function lockedApi(folder: string, api: unknown): LockedApi {
  if (!isRecord(api))
    throw new Error(`the entry of ${JSON.stringify(folder)} is no object`);
  const { id, revision, document, inputs, output, shared } = api;
  if (
    typeof id !== "string" ||
    typeof revision !== "string" ||
    typeof document !== "string"
  ) {
    throw new Error(
      `the entry of ${JSON.stringify(folder)} lacks id, revision or document`,
    );
  }
  if (![inputs, output, shared].every(isOptionalText))
    throw new Error(
      `a digest in the entry of ${JSON.stringify(folder)} is no text`,
    );
  return {
    id,
    revision,
    document,
    ...(isText(inputs) && { inputs }),
    ...(isText(output) && { output }),
    ...(isText(shared) && { shared }),
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isOptionalText(value: unknown): value is string | undefined {
  return value === undefined || isText(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
