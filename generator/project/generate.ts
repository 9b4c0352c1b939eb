import { OutputChanged } from "../write/replaceFiles.js";
import { recover } from "../write/staging.js";
import { writeOutput, type WriteResult } from "../write/writeOutput.js";
import { compareJobs, type ComparedOutput } from "./compareJobs.js";
import type { ClientOptions } from "./options.js";

/** How clients are generated and written. */
export interface GenerateOptions extends ClientOptions {
  /** Overwrite and delete files that were edited by hand. */
  readonly force?: boolean | undefined;
  /** Tell what would be written, and write nothing. */
  readonly dryRun?: boolean | undefined;
  /** Breaks it off, as long as no file has been put in place. */
  readonly signal?: AbortSignal | undefined;
}

/** What was written, or with `dryRun` would have been. */
export interface GenerateReport {
  readonly dryRun: boolean;
  readonly outputs: readonly GeneratedOutput[];
  /** Documents that are not as they were fetched, as the project's lock has them. `check` does not let them pass. */
  readonly changedDocuments: readonly string[];
}

/** What was written into one output folder; paths are relative to it. */
export interface GeneratedOutput extends WriteResult {
  /** The output folder, as it was named. */
  readonly out: string;
  readonly apis: readonly GeneratedApi[];
}

export interface GeneratedApi {
  /** `drive:v3` */
  readonly id: string;
  /** "" for a document without one. */
  readonly revision: string;
  /** In the output folder: `drive-v3`. */
  readonly folder: string;
}

/**
 * Brings output folders up to date, as the command `generate` does: all of what it writes or nothing. What has not changed
 * since the last time is not rendered again.
 *
 * @param whileWriting runs what writes, and may give it a signal of its own
 * @throws {UsageError} for options or a configuration that mean nothing
 * @throws {DocumentsRefused} when a document has errors or cannot be read; nothing was written
 * @throws {RefusedToWrite} when a file was edited by hand and `force` is not given, or the folder cannot be written to
 * @throws {Interrupted} when the signal came in time; nothing was written
 */
export async function generate(
  options: GenerateOptions = {},
  whileWriting: <T>(
    work: (signal: AbortSignal | undefined) => Promise<T>,
  ) => Promise<T> = (work) => work(options.signal),
): Promise<GenerateReport> {
  const { force = false, dryRun = false } = options;
  const write = (
    { folder, comparison, run }: ComparedOutput,
    onlyTry: boolean,
    signal?: AbortSignal,
  ): Promise<WriteResult> =>
    writeOutput(folder, comparison, run, { force, dryRun: onlyTry, signal });
  return untilUnchanged(async () => {
    const { outputs: compared, changedDocuments } = await compareJobs(
      options,
      async (folder) => {
        if (!dryRun) await recover(folder);
      },
    );
    // What one folder refuses keeps the others from being written as well.
    for (const output of compared) await write(output, true);
    return whileWriting(async (signal) => {
      const outputs: GeneratedOutput[] = [];
      for (const output of compared) {
        const result = await write(output, dryRun, signal);
        outputs.push({ out: output.out, apis: apisOf(output), ...result });
      }
      return { dryRun, outputs, changedDocuments };
    });
  });
}

function apisOf({ run: { apis } }: ComparedOutput): readonly GeneratedApi[] {
  return [...apis].map(([folder, { id, revision }]) => ({
    id,
    revision,
    folder,
  }));
}

/** Begins anew when another process wrote to a folder between the look at it and the writing. */
export async function untilUnchanged<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OutputChanged) || attempt === 5) throw error;
    }
  }
}
