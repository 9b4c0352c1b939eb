import { renderOutput } from "../renderOutput.js";
import { compareOutput, type Comparison } from "../write/compareOutput.js";
import type { LockedApi } from "../write/lock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { toJobs, type JobOptions } from "./jobs.js";
import { loadDocuments } from "./loadDocuments.js";
import { isSpokenFor, removedApis } from "./ownership.js";
import { progress, type Terminal } from "./terminal.js";

/** What is to be in an output folder, held against what is there. */
export interface ComparedJobs {
  /** The output folder as the user has it. */
  readonly out: string;
  readonly folder: OutputFolder;
  readonly comparison: Comparison;
  /** The APIs by their folders. */
  readonly apis: ReadonlyMap<string, LockedApi>;
  /** Folders of APIs in the lock that are no longer wanted. */
  readonly removed: readonly string[];
}

/**
 * Renders what the command line asks for in memory, and compares it. Writes nothing.
 *
 * @param consequence what follows from an error in a document, to be told with it
 */
export async function compareJobs(
  options: JobOptions & { readonly json: boolean },
  terminal: Terminal,
  consequence = "",
): Promise<ComparedJobs> {
  const { jobs, out, isComplete } = await toJobs(options);
  const { documents, generateOptions } = await loadDocuments(
    jobs,
    options,
    terminal,
    consequence,
  );
  const bar = progress(terminal, documents.length);
  const { files, apis } = await renderOutput(
    documents,
    generateOptions,
    (id, index) => bar.at(index, id),
  ).finally(() => bar.done());

  const folder = new OutputFolder(out);
  const isOurs = isSpokenFor(apis, isComplete);
  const comparison = await compareOutput(folder, files, isOurs);
  const removed = isComplete ? removedApis(comparison.lock, apis) : [];
  return { out, folder, comparison, apis, removed };
}
