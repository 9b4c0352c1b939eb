import { isApiId } from "./apiId.js";
import { collectBytes, TooManyBytesError, tooLarge } from "./boundedBytes.js";
import { diagnose } from "./diagnose.js";
import type { Diagnostic } from "./diagnostic.js";
import { apiLocator, readApi } from "./inputApi.js";
import { readPath } from "./inputFile.js";
import { readUrl } from "./inputUrl.js";
import { isUrl } from "./isUrl.js";
import type { Limits } from "./limits.js";
import { defaultLimits } from "./limits.js";
import type { Problem, ReportInput } from "./problem.js";

/** The bytes of one document and the name under which it is reported. */
export interface DocumentSource {
  /** As the user wrote it; below a directory, that directory and the path in it; standard input is `<stdin>`. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** The id of the API whose document was asked for; another's is an error. */
  readonly api?: string;
}

/** The world around the inputs, so that a test can give its own. */
export interface InputEnvironment {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly fetch: typeof fetch;
  readonly limits?: Partial<Limits>;
  /** The URL of the list that API ids are looked up in; default: Google's. */
  readonly directory?: string;
}

/** What was found; a diagnostic stands for each input that could not be read. */
export interface ResolvedInputs {
  readonly sources: readonly DocumentSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The documents that the inputs name, in the order of the inputs: files, directories (every `*.json` below,
 * sorted), `-` for standard input, http and https URLs, API ids (`drive:v3`). Never throws for an input that cannot be
 * read.
 */
export async function resolveInputs(
  inputs: readonly string[],
  env: InputEnvironment,
): Promise<ResolvedInputs> {
  const limits = { ...defaultLimits, ...env.limits };
  const sources: DocumentSource[] = [];
  const problems: { readonly name: string; readonly problem: Problem }[] = [];
  const report: ReportInput = (name, problem) => {
    problems.push({ name, problem });
  };

  const locate = apiLocator(env, limits);
  for (const input of inputs) {
    if (input === "-") {
      try {
        const bytes = await collectBytes(env.stdin, limits.documentBytes);
        sources.push({ name: "<stdin>", bytes });
      } catch (error) {
        report(
          "<stdin>",
          error instanceof TooManyBytesError
            ? tooLarge(limits.documentBytes)
            : {
                code: "input-unreadable",
                message: `standard input cannot be read: ${String(error)}`,
              },
        );
      }
    } else if (isUrl(input)) {
      const source = await readUrl(input, env.fetch, limits, report);
      if (source !== undefined) sources.push(source);
    } else if (isApiId(input)) {
      const source = await readApi(input, locate, env.fetch, limits, report);
      if (source !== undefined) sources.push(source);
    } else sources.push(...(await readPath(input, limits, report)));
  }

  const diagnostics: Diagnostic[] = [];
  for (const { name, problem } of problems)
    diagnostics.push(...(await diagnose([problem], { name })));
  return { sources, diagnostics };
}
