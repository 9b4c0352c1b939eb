import type { Argv } from "yargs";

/** Options of every command that reads documents. */
export interface DocumentOptions {
  readonly "allow-host": readonly string[];
  readonly strict: boolean;
  readonly verbose: boolean;
}

export function documentOptions<T>(yargs: Argv<T>): Argv<T & DocumentOptions> {
  return yargs
    .option("allow-host", {
      type: "string",
      array: true,
      default: [] as string[],
      requiresArg: true,
      describe:
        "Allow a document whose API is on this host, outside googleapis.com",
    })
    .option("strict", {
      type: "boolean",
      default: false,
      describe: "Treat quirks of a document as errors",
    })
    .option("verbose", {
      type: "boolean",
      default: false,
      describe: "Tell quirks of a document",
    });
}

/** Where documents are and where clients go when nothing is said. */
export const defaults = { documents: "discovery", out: "generated" } as const;
