import type { Argv } from "yargs";
import {
  defaults,
  type DocumentOptions as ProjectOptions,
} from "../project/options.js";
import { UsageError } from "../project/usageError.js";
import { fromYargs } from "./inputArguments.js";
import { tellDiagnostics } from "./tellDiagnostics.js";
import type { Terminal } from "./terminal.js";

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
  preset: string = defaults.out,
): Argv<T & { readonly out: string | undefined }> {
  return yargs.option("out", {
    type: "string",
    defaultDescription: `"${preset}"`,
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

/** Whether users' compilers check the inside of what is written; undefined where nothing is said. */
export function typeCheckOption<T>(
  yargs: Argv<T>,
): Argv<T & { readonly "type-check": boolean | undefined }> {
  return yargs.option("type-check", {
    type: "boolean",
    describe:
      "Let your compiler check the inside of the generated files, too, not their types alone",
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

/** The options of the command line in the words of the programmatic API, with what belongs to a terminal. */
export function toProjectOptions(
  options: DocumentOptions & SelectionOptions,
  terminal: Terminal,
  consequence = "",
): Required<Omit<ProjectOptions, "cwd">> {
  const { inputs, verbose } = options;
  return {
    inputs: inputs && fromYargs(inputs),
    overlay: options.overlay,
    allowHosts: options["allow-host"],
    strict: options.strict,
    verbose,
    include: options.include,
    exclude: options.exclude,
    schemas: options.schema,
    get stdin() {
      return terminal.stdin;
    },
    onDiagnostics: (diagnostics) =>
      tellDiagnostics(diagnostics, verbose, consequence, terminal),
  };
}

/** Of commands that write what is generated. */
export const writingOptions = {
  force: {
    type: "boolean",
    default: false,
    describe: "Overwrite files that were edited by hand",
  },
  "dry-run": {
    type: "boolean",
    default: false,
    describe: "Tell what would be written, and write nothing",
  },
  json: {
    type: "boolean",
    default: false,
    describe: "Print the result as JSON",
  },
} as const;
