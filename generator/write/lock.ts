import { sha256 } from "../model/canonicalJson.js";
import { byCodeUnit } from "../read/sorted.js";

/** What a lock says of an API that was generated. */
export interface LockedApi {
  readonly id: string;
  readonly revision: string;
  /** SHA-256 of the document in canonical JSON. */
  readonly document: string;
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

/** One sorted entry a line, no times and no absolute paths, so that branches merge. */
export function formatLock({ sources, apis, files }: Lock): string {
  const sections = [
    ...(sources.size > 0 ? [section("sources", sources)] : []),
    section("apis", apis),
    section("files", files),
  ];
  return `{\n  "version": 1,\n${sections.join(",\n")}\n}\n`;
}

function section(name: string, entries: ReadonlyMap<string, unknown>): string {
  if (entries.size === 0) return `  "${name}": {}`;
  const lines = [...entries]
    .sort(([a], [b]) => byCodeUnit(a, b))
    .map(
      ([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
    );
  return `  "${name}": {\n${lines.join(",\n")}\n  }`;
}

/**
 * The lock after a run.
 *
 * @param files what is to be under a path, or null where nothing is
 * @param apis the APIs of the run
 * @param removedApis folders of APIs that are gone
 */
export function updateLock(
  lock: Lock,
  files: Iterable<{ readonly path: string; readonly expected: string | null }>,
  apis: ReadonlyMap<string, LockedApi>,
  removedApis: readonly string[],
): Lock {
  const lockedFiles = new Map(lock.files);
  const lockedApis = new Map([...lock.apis, ...apis]);
  for (const { path, expected } of files) {
    if (expected === null) lockedFiles.delete(path);
    else lockedFiles.set(path, sha256(expected));
  }
  for (const api of removedApis) lockedApis.delete(api);
  return { ...lock, apis: lockedApis, files: lockedFiles };
}

/** @throws {BrokenLock} for a text that this tool did not write */
export function parseLock(text: string | null): Lock {
  if (text === null) return emptyLock;
  try {
    const lock: unknown = JSON.parse(text);
    if (!isRecord(lock) || lock["version"] !== 1)
      throw new Error("it is not of version 1");
    const { sources = {}, apis, files } = lock;
    if (!isRecord(sources)) throw new Error("its sources are no object");
    if (!isRecord(apis) || !isRecord(files))
      throw new Error("it has no apis or no files");
    return {
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
      `${lockFile} cannot be read: ${reason}. Restore it from version control, or delete it and generate with --force.`,
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
  const { id, revision, document } = api;
  if (
    typeof id !== "string" ||
    typeof revision !== "string" ||
    typeof document !== "string"
  ) {
    throw new Error(
      `the entry of ${JSON.stringify(folder)} lacks id, revision or document`,
    );
  }
  return { id, revision, document };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
