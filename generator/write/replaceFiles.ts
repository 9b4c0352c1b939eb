import {
  existsSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { sha256 } from "../model/canonicalJson.js";
import { isCode } from "./errorCode.js";
import {
  backUp,
  hashOf,
  redo,
  refuseLinks,
  undo,
  type JournalEntry,
} from "./journal.js";
import type { OutputFolder } from "./outputFolder.js";
import { RefusedToWrite } from "./refusedToWrite.js";
import { openStaging, type Staging } from "./staging.js";

/** A file that is to be written or removed. */
export interface Replacement {
  readonly path: string;
  /** What is there as far as is known; null for nothing. */
  readonly actual: string | null;
  /** What is to be there; null for nothing. */
  readonly expected: string | null;
  /** SHA-256 of what is to be there, where it is known already. */
  readonly after?: string | undefined;
}

/** Somebody else wrote to the folder meanwhile: what is to be written has to be found out anew. */
export class OutputChanged extends Error {
  override readonly name = "OutputChanged";
}

/** Somebody pressed Ctrl-C, or asked the process to end. Exit code 130. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}

/**
 * Replaces files of an output folder, all or none.
 *
 * All are written beside their places first; then a journal is, and with it the new state is decided; then they are renamed
 * into their places. Whatever fails or interrupts it before or after leaves the old files, and nothing of the new ones. A
 * process that is killed outright leaves the old files, or the new ones, or, if it was among the renames, some of both,
 * each of them whole: a file system has no step that replaces many files. The journal tells this state, and whoever writes to the folder
 * next finishes it. Against a loss of power there is no promise: nothing is forced onto the disk.
 *
 * @param unchanged files that are not touched, but must be as they are said to be
 * @throws {OutputChanged} when a file is not as it is said to be; nothing was changed
 * @throws {Interrupted} when the signal came in time; nothing was changed
 * @throws {RefusedToWrite} when the files cannot be written; nothing was changed
 */
export async function replaceFiles(
  folder: OutputFolder,
  files: readonly Replacement[],
  {
    unchanged = [],
    signal,
  }: {
    readonly unchanged?: readonly Pick<Replacement, "path" | "actual">[];
    readonly signal?: AbortSignal | undefined;
  } = {},
): Promise<void> {
  const root = folder.path;
  const isNew = !existsSync(root);
  try {
    mkdirSync(root, { recursive: true });
    const staging = await openStaging(folder);
    try {
      const entries = await stage(folder, files, staging, signal);
      for (const { path, actual } of unchanged)
        refuseChanged(root, path, digestOf(actual));
      commit(root, staging, entries);
    } finally {
      staging.close();
    }
  } catch (error) {
    if (isNew) removeEmpty(root);
    if (!isSystemError(error)) throw error;
    throw new RefusedToWrite(
      `${root} cannot be written to: ${error.message}; nothing was changed`,
    );
  }
}

/** Never through a link that somebody has put there meanwhile. */
const isNewFile = { flag: "wx" } as const;

async function stage(
  folder: OutputFolder,
  files: readonly Replacement[],
  staging: Staging,
  signal: AbortSignal | undefined,
): Promise<readonly JournalEntry[]> {
  const entries: JournalEntry[] = [];
  for (const [index, { path, actual, expected, after }] of files.entries()) {
    // Written at once, which takes half the time, with a look at what else has happened before each.
    await turn();
    if (signal?.aborted)
      throw new Interrupted("interrupted; nothing was changed");
    const target = folder.locate(path);
    const entry: JournalEntry = {
      path,
      before: digestOf(actual),
      after: after ?? digestOf(expected),
      staged: `${staging.id}.${index}.new`,
      backup: `${staging.id}.${index}.old`,
    };
    entries.push(entry);
    if (expected !== null)
      writeFileSync(join(staging.path, entry.staged), expected, isNewFile);
    // One that went meanwhile is found when all are looked at.
    if (existsSync(target)) backUp(target, join(staging.path, entry.backup));
  }
  const journal = join(staging.path, `${staging.id}.draft`);
  writeFileSync(journal, JSON.stringify(entries), isNewFile);
  await turn();
  if (signal?.aborted)
    throw new Interrupted("interrupted; nothing was changed");
  return entries;
}

/** From here on nothing waits, so that neither a signal nor another part of this process comes in between. */
function commit(
  root: string,
  { path, id, leave }: Staging,
  entries: readonly JournalEntry[],
): void {
  for (const entry of entries) {
    refuseLinks(root, join(root, entry.path));
    refuseChanged(root, entry.path, entry.before);
  }
  const journal = join(path, `${id}.journal`);
  renameSync(join(path, `${id}.draft`), journal);
  try {
    redo(root, path, entries, () => true);
  } catch (error) {
    try {
      renameSync(journal, join(path, `${id}.undo`));
      undo(root, path, entries);
    } catch (second) {
      leave();
      throw new RefusedToWrite(
        `${root} cannot be written to: ${String(error)}; some files are new and some old, and bringing back the old ones failed: ${String(second)}. The next generate tries again.`,
      );
    }
    throw error;
  }
}

function refuseChanged(
  root: string,
  path: string,
  before: string | null,
): void {
  if (hashOf(join(root, path)) !== before)
    throw new OutputChanged(`${path} was changed meanwhile`);
}

function digestOf(text: string | null): string | null {
  return text === null ? null : sha256(text);
}

function removeEmpty(root: string): void {
  try {
    rmdirSync(root);
  } catch (error) {
    if (!isCode(error, "ENOENT", "ENOTEMPTY", "EEXIST")) throw error;
  }
}

function isSystemError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}
