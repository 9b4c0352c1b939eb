import { resolve } from "node:path";
import type { RestDescription } from "../read/restDescription.js";
import { byCodeUnit } from "../read/sorted.js";
import { renderOutput } from "../renderOutput.js";
import { compareOutput, type Comparison } from "../write/compareOutput.js";
import type { Run } from "../write/updateLock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { toolDigest, toolVersion } from "../write/toolState.js";
import { FetchedDocuments } from "./fetchedDocuments.js";
import { toJobs, type Job } from "./jobs.js";
import { KeptApis } from "./keptApis.js";
import { loadDocuments } from "./loadDocuments.js";
import { defaults, type ClientOptions } from "./options.js";
import { isSpokenFor, removedApis } from "./ownership.js";

/** What is to be in an output folder, held against what is there. */
export interface ComparedOutput {
  /** The output folder as the user has it. */
  readonly out: string;
  readonly folder: OutputFolder;
  readonly comparison: Comparison;
  readonly run: Run;
}

/** All that the options ask for. */
export interface ComparedJobs {
  readonly outputs: readonly ComparedOutput[];
  /** Documents that are not as they were fetched, as the project's lock has them. */
  readonly changedDocuments: readonly string[];
}

/**
 * Renders what the options ask for in memory, and compares it: an output folder each. Writes nothing. What was
 * rendered before from the same inputs is not rendered again.
 *
 * @param prepare called for each folder before anything in it is looked at
 */
export async function compareJobs(
  options: ClientOptions,
  prepare: (folder: OutputFolder) => Promise<void> = async () => {},
): Promise<ComparedJobs> {
  const { jobs, project, isComplete } = await toJobs(options);
  for (const { out } of jobs) await prepare(new OutputFolder(out));
  const keptApis = new KeptApis(
    toolDigest(),
    FetchedDocuments.of(project),
    options,
  );
  const loaded = await loadDocuments(jobs, options, { sieve: keptApis });
  const { documents, generateOptions, inputs } = loaded;
  const outputs: ComparedOutput[] = [];
  let done = 0;
  for (const [out, own] of byOutput(jobs, documents, loaded.jobs)) {
    const folder = new OutputFolder(out);
    const { lock, kept } = keptApis.of(out);
    const keepsShared = (path: string): boolean =>
      !isComplete && lock.files.has(path);
    // A selection that has nothing to fit is of APIs that are kept.
    const wanted = own.length > 0 ? generateOptions : {};
    const typeCheck = jobs.some((job) => job.typeCheck === true);
    const { files, apis } = await renderOutput(
      own,
      {
        ...wanted,
        typeCheck,
        keepsShared,
        kept,
        inputs,
        docs: (document) => loaded.jobs.get(document)?.docs ?? [],
      },
      (id) => options.onApi?.(id, done++, documents.length),
    );
    const isOurs = isSpokenFor(apis, isComplete);
    const comparison = compareOutput(folder, files, isOurs);
    const run: Run = {
      tool: toolVersion(),
      apis: new Map([...apis].sort(([a], [b]) => byCodeUnit(a, b))),
      removedApis: isComplete ? removedApis(comparison.lock, apis) : [],
      isComplete,
    };
    outputs.push({ out, folder, comparison, run });
  }
  return { outputs, changedDocuments: keptApis.changed };
}

/** Output folders as they were first called, each with the documents that are to be rendered into it. */
function byOutput(
  jobs: readonly Job[],
  documents: readonly RestDescription[],
  jobOf: ReadonlyMap<RestDescription, Job>,
): Iterable<readonly [string, readonly RestDescription[]]> {
  const outputs = new Map<string, [string, RestDescription[]]>();
  for (const { out = defaults.out } of jobs)
    if (!outputs.has(resolve(out))) outputs.set(resolve(out), [out, []]);
  for (const document of documents) {
    const out = jobOf.get(document)?.out ?? defaults.out;
    outputs.get(resolve(out))?.[1].push(document);
  }
  return outputs.values();
}
