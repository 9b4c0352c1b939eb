import type { ComparedFile, Comparison } from "./compareOutput.js";
import { formatLock, lockFile } from "./lock.js";
import { updateLock, type Run } from "./updateLock.js";
import type { OutputFolder } from "./outputFolder.js";
import { RefusedToWrite } from "./refusedToWrite.js";
import { OutputChanged, replaceFiles } from "./replaceFiles.js";
import { isOccupied } from "./staging.js";

export interface WriteOptions {
  /** Overwrite and delete what somebody edited. */
  readonly force: boolean;
  /** Change nothing. */
  readonly dryRun: boolean;
  /** Breaks it off, as long as nothing has been changed. */
  readonly signal?: AbortSignal | undefined;
}

/** Paths by what happened to them, or with `dryRun` would have. */
export interface WriteResult {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Brings the output folder to what is expected: writes the files that differ and the lock, and deletes those of its own
 * that are no longer wanted; all of it or nothing, as {@link replaceFiles} has it.
 *
 * @param run what the expected files are
 * @throws {RefusedToWrite} before anything is written, when a file was edited and `force` is not given
 * @throws {OutputChanged | Interrupted | RefusedToWrite} as {@link replaceFiles}
 */
export async function writeOutput(
  folder: OutputFolder,
  { lock, lockText, files }: Comparison,
  run: Run,
  { force, dryRun, signal }: WriteOptions,
): Promise<WriteResult> {
  const edited = files.filter(({ state }) => state === "edited");
  if (edited.length > 0 && !force) {
    // What another process has just written looks like that, too.
    if (isOccupied(folder) || folder.read(lockFile) !== lockText)
      throw new OutputChanged(`${lockFile} was changed meanwhile`);
    throw new RefusedToWrite(editedMessage(folder, edited));
  }

  const changed = files.filter(({ state }) => state !== "same");
  const result = {
    written: pathsOf(changed.filter(({ expected }) => expected !== null)),
    removed: pathsOf(changed.filter(({ expected }) => expected === null)),
    unchanged: pathsOf(files.filter(({ state }) => state === "same")),
  };
  if (dryRun) return result;

  const updated = updateLock(lock, files, run);
  const expected = formatLock(updated);
  const newLock = { path: lockFile, actual: lockText, expected };
  // Whoever else has written meanwhile has changed the lock: what was compared may then be of two states.
  const isKept = expected === lockText;
  const replaced = changed.map((file) => ({
    ...file,
    after: updated.files.get(file.path),
  }));
  const all = isKept ? replaced : [...replaced, newLock];
  const unchanged = isKept ? [newLock] : [];
  if (all.length > 0) await replaceFiles(folder, all, { unchanged, signal });
  return result;
}

function pathsOf(files: readonly ComparedFile[]): readonly string[] {
  return files.map(({ path }) => path);
}

function editedMessage(
  folder: OutputFolder,
  edited: readonly ComparedFile[],
): string {
  const shown = edited
    .slice(0, 10)
    .map(({ path }) => `  ${folder.shown(path)}`);
  const more =
    edited.length > shown.length
      ? [`  and ${edited.length - shown.length} more`]
      : [];
  return [
    `${edited.length === 1 ? "a file was" : `${edited.length} files were`} edited by hand or not written by discovery-codegen; nothing was changed:`,
    ...shown,
    ...more,
    "Move your changes elsewhere, or pass --force to overwrite them.",
  ].join("\n");
}
