import {
  emptyLock,
  lockFile,
  type Lock,
  type LockedApi,
  type LockedSource,
} from "./lock.js";

/** A lock that cannot be read. Exit code 2. */
export class BrokenLock extends Error {
  override readonly name = "BrokenLock";
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
