import { resolve } from "node:path";
import type { RestDescription } from "../read/restDescription.js";
import { renderOutput } from "../renderOutput.js";
import { compareOutput, type Comparison } from "../write/compareOutput.js";
import { lockFile, parseLock, type LockedApi } from "../write/lock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { defaults } from "./commonOptions.js";
import { toJobs, type JobOptions } from "./jobs.js";
import { loadDocuments, type LoadedDocuments } from "./loadDocuments.js";
import { isSpokenFor, removedApis } from "./ownership.js";
import { progress, type Terminal } from "./terminal.js";

/** What is to be in an output folder, held against what is there. */
export interface ComparedOutput {
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
 * Renders what the command line asks for in memory, and compares it: an output folder each. Writes nothing.
 *
 * @param consequence what follows from an error in a document, to be told with it
 */
export async function compareJobs(
  options: JobOptions & { readonly json: boolean },
  terminal: Terminal,
  consequence = "",
): Promise<readonly ComparedOutput[]> {
  const { jobs, isComplete } = await toJobs(options);
  const loaded = await loadDocuments(jobs, options, terminal, consequence);
  const bar = progress(terminal, loaded.documents.length);
  const outputs: ComparedOutput[] = [];
  let done = 0;
  try {
    for (const [out, documents] of byOutput(loaded)) {
      const folder = new OutputFolder(out);
      const lock = parseLock(await folder.read(lockFile));
      const keepsShared = (path: string): boolean =>
        !isComplete && lock.files.has(path);
      const { files, apis } = await renderOutput(
        documents,
        { ...loaded.generateOptions, keepsShared },
        (id) => bar.at(done++, id),
      );
      const isOurs = isSpokenFor(apis, isComplete);
      const comparison = await compareOutput(folder, files, isOurs);
      const removed = isComplete ? removedApis(comparison.lock, apis) : [];
      outputs.push({ out, folder, comparison, apis, removed });
    }
  } finally {
    bar.done();
  }
  return outputs;
}

/** Documents by the folder they are generated into, as it was first called. */
function byOutput({
  documents,
  jobs,
}: LoadedDocuments): Iterable<readonly [string, readonly RestDescription[]]> {
  const outputs = new Map<string, [string, RestDescription[]]>();
  for (const document of documents) {
    const out = jobs.get(document)?.out ?? defaults.out;
    const [, others] = outputs.get(resolve(out)) ?? [out, []];
    if (others.length === 0) outputs.set(resolve(out), [out, others]);
    others.push(document);
  }
  return outputs.values();
}
