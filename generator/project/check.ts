import type { ComparedFile } from "../write/compareOutput.js";
import { essentials, formatLock, lockFile, type Lock } from "../write/lock.js";
import { parseLock } from "../write/parseLock.js";
import { updateLock } from "../write/updateLock.js";
import { isInterrupted } from "../write/staging.js";
import { compareJobs, type ComparedOutput } from "./compareJobs.js";
import type { ClientOptions } from "./options.js";

/** What is checked. */
export type CheckOptions = ClientOptions;

/** Whether output folders are as `generate` would leave them, and documents as `fetch` left them. */
export interface CheckReport {
  readonly fresh: boolean;
  readonly outputs: readonly CheckedOutput[];
  /** Documents that are not as they were fetched, as the project's lock has them. */
  readonly changedDocuments: readonly string[];
}

/** One output folder. */
export interface CheckedOutput {
  /** The output folder, as it was named. */
  readonly out: string;
  readonly fresh: boolean;
  /** Whether a `generate` was killed while it put files in place; the next one finishes that. */
  readonly interrupted: boolean;
  /** Sorted by path, the lock last. Files that are neither the tool's nor in its way are not among them. */
  readonly files: readonly CheckedFile[];
}

/** A file and its state; the lock comes without its texts. */
export type CheckedFile = Pick<ComparedFile, "path" | "state"> &
  Partial<Pick<ComparedFile, "actual" | "expected">>;

/**
 * Tells whether output folders are as {@link generate} would leave them, and documents as they were fetched, as the command
 * `check` does: renders in memory what has changed since the last time, and compares. Writes nothing.
 *
 * @throws {UsageError} for options or a configuration that mean nothing
 * @throws {DocumentsRefused} when a document has errors or cannot be read
 */
export async function check(options: CheckOptions = {}): Promise<CheckReport> {
  const outputs: CheckedOutput[] = [];
  const { outputs: compared, changedDocuments } = await compareJobs(options);
  for (const output of compared) outputs.push(await checkOutput(output));
  return {
    fresh: changedDocuments.length === 0 && outputs.every(({ fresh }) => fresh),
    outputs,
    changedDocuments,
  };
}

async function checkOutput({
  out,
  folder,
  comparison,
  run,
}: ComparedOutput): Promise<CheckedOutput> {
  const { lock, files: compared } = comparison;
  const expectedLock = updateLock(lock, compared, run);
  const files: readonly CheckedFile[] = [
    ...compared,
    ...lockState(expectedLock, folder.read(lockFile)),
  ];
  const interrupted = isInterrupted(folder);
  const isFresh = files.every(({ state }) => state === "same");
  return { out, fresh: isFresh && !interrupted, interrupted, files };
}

/**
 * The lock, if generate would change in it what says what the output is: then its commit would be missing something. What
 * only spares work may be missing.
 */
function lockState(
  expected: Lock,
  actual: string | null,
): readonly CheckedFile[] {
  if (actual === null) return [{ path: lockFile, state: "missing" }];
  const lock = parseLock(actual);
  const isFresh =
    actual === formatLock(lock) &&
    formatLock(essentials(lock)) === formatLock(essentials(expected));
  return isFresh ? [] : [{ path: lockFile, state: "stale" }];
}
