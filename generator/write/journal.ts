import {
  existsSync,
  linkSync,
  lstatSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  unlinkSync,
} from "node:fs";
import { dirname, join, sep } from "node:path";
import { isCode } from "./errorCode.js";
import { fileHash } from "./fileHash.js";
import type { OutputFolder } from "./outputFolder.js";
import { RefusedToWrite } from "./refusedToWrite.js";

/** One file of a journal. */
export interface JournalEntry {
  /** Relative to the output folder. */
  readonly path: string;
  /** Hash of what was there; null for nothing. */
  readonly before: string | null;
  /** Hash of what is to be there; null for nothing. */
  readonly after: string | null;
  /** The names of the new text and of the old file in the staging folder. */
  readonly staged: string;
  readonly backup: string;
}

/**
 * The entries of a journal that was written whole.
 *
 * @throws {RefusedToWrite} for one that this tool did not write, that leads out of the folder, or beside which something else lies than
 *   it says: it may have come with a repository of somebody else's
 */
export function readJournal(
  folder: OutputFolder,
  path: string,
): readonly JournalEntry[] {
  const staging = dirname(path);
  const entries = parse(readFileSync(path, "utf8"));
  if (!Array.isArray(entries) || !entries.every(isEntry))
    throw new RefusedToWrite(`${path} is no journal; delete ${staging}`);
  for (const { path, after, staged, backup } of entries) {
    folder.locate(path);
    const isSound =
      isFileOrNothing(join(staging, staged), after) &&
      // Of one file with what is in its place, which somebody may have edited since.
      isFileOrNothing(join(staging, backup));
    if (!isSound)
      throw new RefusedToWrite(
        `${staging} holds something else than its journal says; delete it`,
      );
  }
  return entries;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether there is a plain file, of a hash if one is given; or nothing, as after it has been put in place. */
function isFileOrNothing(path: string, hash?: string | null): boolean {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (!status) return true;
  return status.isFile() && (hash === undefined || hashOf(path) === hash);
}

function isEntry(value: unknown): value is JournalEntry {
  if (typeof value !== "object" || value === null) return false;
  const { path, before, after, staged, backup } = value as Readonly<
    Record<string, unknown>
  >;
  const isHash = (hash: unknown): boolean =>
    hash === null || typeof hash === "string";
  const isName = (name: unknown): boolean =>
    typeof name === "string" && /^[0-9a-f]+\.\d+\.(?:new|old)$/.test(name);
  return (
    typeof path === "string" &&
    isHash(before) &&
    isHash(after) &&
    isName(staged) &&
    isName(backup)
  );
}

/**
 * Puts staged files in place, and removes those that are to go. What was done already is passed over, so that it can be
 * begun anew after it was broken off; a file that somebody edited in between is left to him. Nothing waits in here: between
 * its first step and its last there are renames only.
 */
export function redo(
  root: string,
  staging: string,
  entries: readonly JournalEntry[],
  isKnown: (entry: JournalEntry, target: string) => boolean = isUntouched,
): void {
  for (const entry of entries) {
    const target = join(root, entry.path);
    if (entry.after === null) {
      if (existsSync(target) && isKnown(entry, target)) {
        refuseLinks(root, target);
        unlinkSync(target);
        removeEmptyFolders(root, target);
      }
      continue;
    }
    const staged = join(staging, entry.staged);
    if (!existsSync(staged) || !isKnown(entry, target)) continue;
    refuseLinks(root, target);
    mkdirSync(dirname(target), { recursive: true });
    renameSync(staged, target);
  }
}

/**
 * Refuses a file whose folder has become a symbolic link since it was looked at. Node has no `openat`: between this look and the
 * rename that follows it at once somebody may still be faster, but no longer all the time that files are prepared in.
 */
export function refuseLinks(root: string, target: string): void {
  for (
    let folder = dirname(target);
    folder.startsWith(root + sep);
    folder = dirname(folder)
  )
    if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink())
      throw new RefusedToWrite(`${folder} is a symbolic link`);
}

/** Brings back what was there before {@link redo}, as far as it went. The backups are used up. */
export function undo(
  root: string,
  staging: string,
  entries: readonly JournalEntry[],
): void {
  for (const entry of [...entries].reverse()) {
    const target = join(root, entry.path);
    refuseLinks(root, target);
    const isNew = hashOf(target) === entry.after;
    const backup = join(staging, entry.backup);
    if (entry.before === null) {
      if (isNew && entry.after !== null) unlinkSync(target);
      removeEmptyFolders(root, target);
    } else if (isNew && existsSync(backup)) {
      mkdirSync(dirname(target), { recursive: true });
      renameSync(backup, target);
    }
  }
}

/** Keeps a file under a second name, without a moment in which it is not there. */
export function backUp(target: string, backup: string): void {
  try {
    linkSync(target, backup);
  } catch {
    // Not every file system has links; what is wrong with the file itself is told by the copy.
    copyFileSync(target, backup);
  }
}

/** The hash of a file, null where there is none. */
export function hashOf(path: string): string | null {
  try {
    return fileHash(path);
  } catch (error) {
    if (isCode(error, "ENOENT", "ENOTDIR")) return null;
    throw error;
  }
}

function isUntouched({ before, after }: JournalEntry, target: string): boolean {
  const now = hashOf(target);
  return now === before || now === after;
}

/** Deletes the folders above a file that is gone, as far as they are empty. */
function removeEmptyFolders(root: string, target: string): void {
  for (
    let folder = dirname(target);
    folder.startsWith(root + sep);
    folder = dirname(folder)
  ) {
    try {
      rmdirSync(folder);
    } catch {
      // Not empty, or not to be written to: it stays, and does no harm.
      return;
    }
  }
}
