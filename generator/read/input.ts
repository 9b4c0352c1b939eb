import type { Diagnostic } from "./diagnostic.js";
import type { Limits } from "./limits.js";

/** The bytes of one document and the name under which it is reported. */
export interface DocumentSource {
  /** As the user wrote it; below a directory, that directory and the path in it; standard input is `<stdin>`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The world around the inputs, so that a test can give its own. */
export interface InputEnvironment {
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly fetch: typeof fetch;
  readonly limits?: Partial<Limits>;
}

/** What was found; a diagnostic stands for each input that could not be read. */
export interface ResolvedInputs {
  readonly sources: readonly DocumentSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The documents that the inputs name: files, directories (every `*.json` below, sorted), `-` for standard
 * input, http and https URLs. Never throws for an input that cannot be read.
 */
export async function resolveInputs(
  inputs: readonly string[],
  env: InputEnvironment,
): Promise<ResolvedInputs> {
  void inputs;
  void env;
  return { sources: [], diagnostics: [] };
}
