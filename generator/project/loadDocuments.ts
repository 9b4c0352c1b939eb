import { readFile } from "node:fs/promises";
import type { Diagnostic } from "../read/diagnostic.js";
import { formatDiagnostic } from "../read/formatDiagnostic.js";
import { environmentFetch } from "../read/http/environmentFetch.js";
import { resolveInputs, type DocumentSource } from "../read/input.js";
import { BrokenOverlay, parseOverlay, type Overlay } from "../read/overlay.js";
import { readDocument } from "../read/readDocument.js";
import type { RestDescription } from "../read/restDescription.js";
import type { PlanOptions } from "../generate.js";
import type { Selection } from "../plan/matching.js";
import { directoryUrl } from "./directoryUrl.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import type { Job } from "./jobs.js";
import type { DocumentOptions } from "./options.js";

/** Documents have errors, or could not be read. Nothing was done. Exit code 2, 6 or 7. */
export class DocumentsRefused extends Error {
  override readonly name = "DocumentsRefused";
  /** All there is to say of all documents, notes as well. */
  readonly diagnostics: readonly Diagnostic[];
  readonly exitCode: ExitCode;

  constructor(diagnostics: readonly Diagnostic[]) {
    const errors = diagnostics.filter(isError);
    super(errors.map(formatDiagnostic).join("\n"));
    this.diagnostics = diagnostics;
    this.exitCode = exitCodeOf(errors);
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

/** Documents that are valid, and what is wanted of them. */
export interface LoadedDocuments {
  readonly documents: readonly RestDescription[];
  /** Which job each document is of. */
  readonly jobs: ReadonlyMap<RestDescription, Job>;
  readonly generateOptions: PlanOptions;
  /** By document, where a {@link Sieve} was asked. */
  readonly inputs: ReadonlyMap<RestDescription, string>;
}

/** Says which of the documents of a job need not be read. */
export interface Sieve {
  /**
   * Those to read, each with the digest of what its client is made from, if it can be known by that.
   *
   * @param overlay the text of the job's overlay
   */
  sift(
    job: Job,
    sources: readonly DocumentSource[],
    overlay: string | undefined,
  ): Promise<ReadonlyMap<DocumentSource, string | undefined>>;
}

/**
 * The documents of jobs. `onDiagnostics` of the options gets all there is to say of all of them.
 *
 * @throws {DocumentsRefused} when there is an error among it
 */
export async function loadDocuments(
  jobs: readonly Job[],
  options: DocumentOptions,
  {
    resolve = resolveInputs,
    sieve,
  }: {
    /** Finds the documents that inputs name. */
    readonly resolve?: typeof resolveInputs;
    /** Keeps documents from being read. */
    readonly sieve?: Sieve;
  } = {},
): Promise<LoadedDocuments> {
  const { strict = false } = options;
  const found: Diagnostic[] = [];
  const documents: RestDescription[] = [];
  const jobOf = new Map<RestDescription, Job>();
  const digests = new Map<RestDescription, string>();
  const selections = new Map<RestDescription, Selection>();
  for (const job of jobs) {
    const { inputs, allowHosts, overlay: file, selection } = job;
    const { sources, diagnostics } = await resolve(inputs, {
      // Opened when it is read: few inputs are.
      get stdin() {
        return options.stdin ?? process.stdin;
      },
      fetch: environmentFetch,
      directory: directoryUrl(),
    });
    found.push(...diagnostics.map((diagnostic) => withSource(diagnostic, job)));
    const patch = await readOverlay(file, sources.length);
    const overlay = patch && parseOverlay(patch.name, patch.text);
    const sifted = await sieve?.sift(job, sources, patch?.text);
    for (const source of sources) {
      if (sifted?.has(source) === false) continue;
      const result = await readDocument(source, {
        allowHosts,
        strict,
        ...(overlay && { overlay }),
      });
      found.push(...result.diagnostics);
      if (!result.ok) continue;
      documents.push(result.document);
      jobOf.set(result.document, job);
      const digest = sifted?.get(source);
      if (digest !== undefined) digests.set(result.document, digest);
      if (selection) selections.set(result.document, selection);
    }
  }
  options.onDiagnostics?.(found);
  if (found.some(isError)) throw new DocumentsRefused(found);
  // One selection for all documents of a command line may name each API in turn.
  const [only, ...others] = jobs;
  const selection = others.length === 0 ? only?.selection : undefined;
  return {
    documents,
    jobs: jobOf,
    generateOptions: selection ? { selection } : { selections },
    inputs: digests,
  };
}

/** A document that is not there may just not have been fetched. */
function withSource(diagnostic: Diagnostic, { source }: Job): Diagnostic {
  return source !== undefined && diagnostic.code === "input-not-found"
    ? { ...diagnostic, fix: `Run discovery-codegen fetch: it is at ${source}.` }
    : diagnostic;
}

/** A document that is wrong weighs more than one that did not come, and that more than a slip in a file's name. */
export function exitCodeOf(errors: readonly Diagnostic[]): ExitCode {
  const isInput = ({ code }: Diagnostic): boolean => code.startsWith("input-");
  const isFetch = ({ code }: Diagnostic): boolean =>
    /^(?:http-|api-unknown$|directory-invalid$)/.test(code);
  if (errors.every(isInput)) return exitCodes.usage;
  return errors.every((error) => isInput(error) || isFetch(error))
    ? exitCodes.fetchFailed
    : exitCodes.invalidDocument;
}

/** @throws {BrokenOverlay} when there is no such file, it is no JSON Patch, or several documents would be patched */
export async function loadOverlay(
  file: string | undefined,
  documents: number,
): Promise<Overlay | undefined> {
  const patch = await readOverlay(file, documents);
  return patch && parseOverlay(patch.name, patch.text);
}

async function readOverlay(
  file: string | undefined,
  documents: number,
): Promise<{ readonly name: string; readonly text: string } | undefined> {
  if (file === undefined) return undefined;
  if (documents > 1) {
    throw new BrokenOverlay(
      `--overlay ${file} is for one document, and the inputs name ${documents}; generate them one by one`,
    );
  }
  try {
    return { name: file, text: await readFile(file, "utf8") };
  } catch (error) {
    throw new BrokenOverlay(
      `the overlay cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
