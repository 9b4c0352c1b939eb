import { statSync } from "node:fs";
import { isApiId } from "../read/apiId.js";
import { documentFiles } from "../read/inputFolder.js";
import { isUrl } from "../read/isUrl.js";
import { configPath } from "./config.js";
import { toJobs } from "./jobs.js";
import type { OutputOptions } from "./options.js";
import { UsageError } from "./usageError.js";

/**
 * The files that `generate` reads, each with what tells whether it is another than before: the configuration, documents,
 * overlays. A file that is not there yet is among them where it is named.
 *
 * @throws {UsageError} for an input that is no file
 */
export async function inputFiles(
  options: OutputOptions,
): Promise<ReadonlyMap<string, string>> {
  const { inputs = [], cwd = "." } = options;
  const other = inputs.find((input) => isOther(input));
  if (other !== undefined)
    throw new UsageError(
      `--watch is for files and folders, and ${other} is none`,
    );
  const config = inputs.length === 0 ? configPath(cwd) : null;
  // Until a configuration that means nothing is mended, there is nothing else to wait for.
  const { jobs } = await toJobs(options).catch((error: unknown) => {
    if (error instanceof UsageError && config !== null) return { jobs: [] };
    throw error;
  });
  const paths = jobs.flatMap((job) => [
    ...job.inputs,
    ...job.inputs.flatMap((input) => documentFiles(input).files),
    ...(job.overlay === undefined ? [] : [job.overlay]),
  ]);
  if (config !== null) paths.push(config);
  return new Map(paths.map((path) => [path, stateOf(path)]));
}

function isOther(input: string): boolean {
  return input === "-" || isUrl(input) || isApiId(input);
}

function stateOf(path: string): string {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) return "none";
  // What is in a folder is listed; its time is also that of files which do not count.
  if (found.isDirectory()) return "folder";
  return `${found.mtimeMs} ${found.size} ${found.ino}`;
}
