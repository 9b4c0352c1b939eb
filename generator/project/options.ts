import { statSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import type { Selection } from "../plan/matching.js";
import { isApiId } from "../read/apiId.js";
import type { Diagnostic } from "../read/diagnostic.js";
import { isUrl } from "../read/isUrl.js";
import { UsageError } from "./usageError.js";

/** What is wanted of each API. Patterns are dotted paths: `drive.files.*`, `operations`, `**.list`. */
export interface SelectionOptions {
  /** Only these methods or resources. */
  readonly include?: readonly string[] | undefined;
  /** Not these. */
  readonly exclude?: readonly string[] | undefined;
  /** With one of the two: these schemas too, though no method uses them. */
  readonly schemas?: readonly string[] | undefined;
}

/** Which documents are meant, and how they are read. */
export interface DocumentOptions extends SelectionOptions {
  /**
   * The folder that relative paths begin in, and from which a configuration is looked for upwards; the working directory
   * unless given.
   */
  readonly cwd?: string | undefined;
  /**
   * Files, folders, `-` for standard input, http(s) URLs and API ids (`drive:v3`). Without any, what `discovery-codegen.json`
   * says, and without that every document under `discovery/`.
   */
  readonly inputs?: readonly string[] | undefined;
  /** The file of a JSON Patch that mends the document before it is read; for a single input. */
  readonly overlay?: string | undefined;
  /** Hosts outside googleapis.com that an API may be on. */
  readonly allowHosts?: readonly string[] | undefined;
  /** Treat quirks of a document as errors. */
  readonly strict?: boolean | undefined;
  /** Read every document, also of an API that has not changed, so that all notes on it are given. */
  readonly verbose?: boolean | undefined;
  /** Read for the input `-`; the process's own unless given. */
  readonly stdin?: AsyncIterable<Uint8Array> | undefined;
  /** Gets all that there is to say of the documents, once, before anything else is done with them. */
  readonly onDiagnostics?:
    ((diagnostics: readonly Diagnostic[]) => void) | undefined;
}

/** Documents, and the folder that their clients go to. */
export interface OutputOptions extends DocumentOptions {
  /** The output folder; what the configuration says, or `generated`, unless given. */
  readonly out?: string | undefined;
  /** Called before the client of each document is rendered, for who watches. */
  readonly onApi?:
    ((id: string, index: number, total: number) => void) | undefined;
}

/** Clients, and what their files are like. */
export interface ClientOptions extends OutputOptions {
  /**
   * Whether users' compilers check the inside of the generated files, too, not their types alone; without a configuration
   * only.
   */
  readonly typeCheck?: boolean | undefined;
}

/** Where documents are, and where clients and references go, when nothing is said. */
export const defaults = {
  documents: "discovery",
  out: "generated",
  docs: "reference",
} as const;

/**
 * What is wanted; undefined for everything.
 *
 * @throws {UsageError} for schemas without methods to choose: all are written then
 */
export function toSelection({
  include = [],
  exclude = [],
  schemas = [],
}: SelectionOptions): Selection | undefined {
  if (include.length + exclude.length > 0) return { include, exclude, schemas };
  if (schemas.length === 0) return undefined;
  throw new UsageError(
    "--schema goes with --include or --exclude: without them all schemas are written",
  );
}

/** A path that begins in a folder, as seen from the working directory; an absolute one begins nowhere. */
export function pathFrom(cwd: string | undefined, path: string): string {
  return cwd === undefined || cwd === "." || isAbsolute(path)
    ? path
    : join(cwd, path);
}

/**
 * The inputs that were given, or else the folder of documents.
 *
 * @throws {UsageError} when nothing was given and there is no such folder
 */
export async function inputsOrDefault({
  inputs = [],
  cwd,
}: Pick<DocumentOptions, "inputs" | "cwd">): Promise<readonly string[]> {
  if (inputs.length > 0)
    return inputs.map((input) =>
      input === "-" || isUrl(input) || isApiId(input)
        ? input
        : pathFrom(cwd, input),
    );
  const folder = pathFrom(cwd, defaults.documents);
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) {
    throw new UsageError(
      `name a document: without one, all under ${folder}/ are meant, and there is no such folder here`,
    );
  }
  return [folder];
}
