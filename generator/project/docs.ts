import { docsFiles } from "../docs/docsFiles.js";
import { firstPages, type DocsFormat } from "../docs/formats.js";
import { planDocuments } from "../generate.js";
import { canonicalJson, sha256 } from "../model/canonicalJson.js";
import { DuplicateApi } from "../renderOutput.js";
import { compareOutput, type Comparison } from "../write/compareOutput.js";
import { folderOf, type LockedApi } from "../write/lock.js";
import { type Run } from "../write/updateLock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { recover } from "../write/staging.js";
import { toolVersion } from "../write/toolState.js";
import { writeOutput, type WriteResult } from "../write/writeOutput.js";
import { untilUnchanged } from "./generate.js";
import { toJobs } from "./jobs.js";
import { loadDocuments } from "./loadDocuments.js";
import { defaults, pathFrom, type OutputOptions } from "./options.js";

/** How references are written. */
export interface DocsOptions extends OutputOptions {
  /** A web site that opens from disk, or Markdown for GitHub; `html` unless given. */
  readonly format?: DocsFormat | undefined;
  /** Overwrite and delete files that were edited by hand. */
  readonly force?: boolean | undefined;
  /** Write nothing, and report what would be written. */
  readonly dryRun?: boolean | undefined;
  /** Breaks it off, as long as no file has been put in place. */
  readonly signal?: AbortSignal | undefined;
}

/** What was written, or would be; paths are relative to `out`. */
export interface DocsReport extends WriteResult {
  /** The output folder, as it was named. */
  readonly out: string;
  readonly dryRun: boolean;
  readonly apis: readonly DocumentedApi[];
}

export interface DocumentedApi {
  /** `drive:v3` */
  readonly id: string;
  /** "" for a document without one. */
  readonly revision: string;
  /** In the output folder: `drive-v3`. */
  readonly folder: string;
  /** Where to begin reading: `drive-v3/index.html`. */
  readonly start: string;
}

/**
 * Writes the references of APIs, as the command `docs` does, a folder each: all of what it writes or nothing. References of other
 * APIs in the output folder stay. A configuration says which documents are meant; its output folders are those of the clients.
 *
 * @param whileWriting runs what writes, and may give it a signal of its own
 * @throws {UsageError} for options or a configuration that mean nothing
 * @throws {DocumentsRefused} when a document has errors or cannot be read; nothing was written
 * @throws {RefusedToWrite} when a file was edited by hand and `force` is not given, or the folder cannot be written to
 * @throws {Interrupted} when the signal came in time; nothing was written
 */
export async function docs(
  options: DocsOptions = {},
  whileWriting: <T>(
    work: (signal: AbortSignal | undefined) => Promise<T>,
  ) => Promise<T> = (work) => work(options.signal),
): Promise<DocsReport> {
  const { format = "html", force = false, dryRun = false } = options;
  const out = pathFrom(options.cwd, options.out ?? defaults.docs);
  const { files, apis } = await render(options, format);
  const folder = new OutputFolder(out);
  const run: Run = {
    tool: toolVersion(),
    apis,
    removedApis: [],
    isComplete: false,
  };
  return untilUnchanged(async () => {
    if (!dryRun) await recover(folder);
    const comparison: Comparison = compareOutput(folder, files, (path) =>
      apis.has(folderOf(path)),
    );
    const result = await whileWriting((signal) =>
      writeOutput(folder, comparison, run, { force, dryRun, signal }),
    );
    return {
      out,
      dryRun,
      apis: [...apis].map(([name, { id, revision }]) => ({
        id,
        revision,
        folder: name,
        start: `${name}/${firstPages[format]}`,
      })),
      ...result,
    };
  });
}

interface RenderedDocs {
  readonly files: ReadonlyMap<string, string>;
  readonly apis: ReadonlyMap<string, LockedApi>;
}

async function render(
  options: DocsOptions,
  format: DocsFormat,
): Promise<RenderedDocs> {
  const { jobs } = await toJobs(options);
  const { documents, generateOptions } = await loadDocuments(jobs, options);
  const files = new Map<string, string>();
  const apis = new Map<string, LockedApi>();
  for (const [document, plan] of planDocuments(documents, generateOptions)) {
    options.onApi?.(document.id, apis.size, documents.length);
    if (apis.has(plan.folder))
      throw new DuplicateApi(
        `two documents describe ${plan.folder}; write their references into different folders`,
      );
    apis.set(plan.folder, {
      id: document.id,
      revision: document.revision ?? "",
      document: sha256(canonicalJson(document)),
    });
    for (const [path, text] of docsFiles(plan, [format]))
      files.set(`${plan.folder}/${path}`, text);
  }
  return { files, apis };
}
