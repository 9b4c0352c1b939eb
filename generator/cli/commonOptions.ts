import { stat } from "node:fs/promises";
import type { Argv } from "yargs";
import type { Selection } from "../plan/selection.js";
import { fromYargs } from "./inputArguments.js";
import { UsageError } from "./usageError.js";

/** Options of every command that reads documents. */
export interface DocumentOptions {
  readonly inputs?: readonly string[] | undefined;
  readonly "allow-host"?: readonly string[] | undefined;
  readonly strict: boolean;
  readonly verbose: boolean;
  readonly overlay?: string | undefined;
}

export function documentOptions<T>(yargs: Argv<T>): Argv<T & DocumentOptions> {
  return yargs
    .option("allow-host", {
      type: "string",
      array: true,
      requiresArg: true,
      describe:
        "Allow a document whose API is on this host, outside googleapis.com",
    })
    .option("strict", {
      type: "boolean",
      default: false,
      describe: "Treat quirks of a document as errors",
    })
    .option("overlay", {
      type: "string",
      requiresArg: true,
      describe: "A JSON Patch that mends the document before it is read",
    })
    .option("verbose", {
      type: "boolean",
      default: false,
      describe: "Tell quirks of a document",
    });
}

/** The output folder. */
export function outOption<T>(
  yargs: Argv<T>,
  describe: string,
): Argv<T & { readonly out: string | undefined }> {
  return yargs.option("out", {
    type: "string",
    defaultDescription: `"${defaults.out}"`,
    requiresArg: true,
    describe,
    coerce: (
      out: string | readonly string[] | undefined,
    ): string | undefined => {
      if (out !== undefined && (typeof out !== "string" || out === ""))
        throw new UsageError("--out takes one folder, once");
      return out;
    },
  });
}

/** Options of every command that renders clients: what is wanted of each API. */
export interface SelectionOptions {
  readonly include?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
  readonly schema?: readonly string[] | undefined;
}

export function selectionOptions<T>(
  yargs: Argv<T>,
): Argv<T & SelectionOptions> {
  const patterns = {
    type: "string",
    array: true,
    requiresArg: true,
  } as const;
  return yargs
    .option("include", {
      ...patterns,
      describe:
        "Only these methods or resources: drive.files.*, operations, **.list",
    })
    .option("exclude", { ...patterns, describe: "Not these" })
    .option("schema", {
      ...patterns,
      describe: "With --include: these schemas too, though no method uses them",
    });
}

/**
 * What is wanted; undefined for everything.
 *
 * @throws {UsageError} for schemas without methods to choose: all are written then
 */
export function toSelection({
  include = [],
  exclude = [],
  schema: schemas = [],
}: SelectionOptions): Selection | undefined {
  if (include.length + exclude.length > 0) return { include, exclude, schemas };
  if (schemas.length === 0) return undefined;
  throw new UsageError(
    "--schema goes with --include or --exclude: without them all schemas are written",
  );
}

/** Where documents are and where clients go when nothing is said. */
export const defaults = { documents: "discovery", out: "generated" } as const;

/**
 * The inputs that were given, or else the folder of documents.
 *
 * @throws {UsageError} when nothing was given and there is no such folder
 */
export async function inputsOrDefault(
  inputs: readonly string[] | undefined,
): Promise<readonly string[]> {
  if (inputs !== undefined && inputs.length > 0) return fromYargs(inputs);
  const found = await stat(defaults.documents).catch(() => null);
  if (found?.isDirectory() !== true) {
    throw new UsageError(
      `name a document: without one, all under ${defaults.documents}/ are meant, and there is no such folder here`,
    );
  }
  return [defaults.documents];
}
