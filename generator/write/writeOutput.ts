import type { ComparedFile, Comparison } from "./compareOutput.js";
import { formatLock, lockFile, updateLock, type Run } from "./lock.js";
import type { OutputFolder } from "./outputFolder.js";
import { RefusedToWrite } from "./refusedToWrite.js";

export interface WriteOptions {
  /** Overwrite and delete what somebody edited. */
  readonly force: boolean;
  /** Change nothing. */
  readonly dryRun: boolean;
}

/** Paths by what happened to them, or with `dryRun` would have. */
export interface WriteResult {
  readonly written: readonly string[];
  readonly removed: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Brings the output folder to what is expected: writes the files that differ, deletes those of its own that are no
 * longer wanted, and then the lock.
 *
 * @param run what the expected files are
 * @throws {RefusedToWrite} before anything is written, when a file was edited and `force` is not given
 */
export async function writeOutput(
  folder: OutputFolder,
  { lock, files }: Comparison,
  run: Run,
  { force, dryRun }: WriteOptions,
): Promise<WriteResult> {
  const edited = files.filter(({ state }) => state === "edited");
  if (edited.length > 0 && !force)
    throw new RefusedToWrite(editedMessage(edited));

  const written = files.flatMap(({ path, state, expected }) =>
    expected !== null && state !== "same" ? [{ path, text: expected }] : [],
  );
  const removed = files
    .filter(({ expected }) => expected === null)
    .map(({ path }) => path);
  const result = {
    written: written.map(({ path }) => path),
    removed,
    unchanged: files
      .filter(({ state }) => state === "same")
      .map(({ path }) => path),
  };
  if (dryRun) return result;

  for (const { path, text } of written) await folder.write(path, text);
  for (const path of removed) await folder.remove(path);
  const text = formatLock(updateLock(lock, files, run));
  if (text !== (await folder.read(lockFile)))
    await folder.write(lockFile, text);
  return result;
}

function editedMessage(edited: readonly ComparedFile[]): string {
  const shown = edited.slice(0, 10).map(({ path }) => `  ${path}`);
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
