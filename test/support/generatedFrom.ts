import { join } from "node:path";
import { discoveryCodegen } from "./commandLine.js";
import { corpusPath } from "./corpus.js";
import { loadGenerated } from "./loadGenerated.js";
import { inTemporaryFolder } from "./temporary.js";

/**
 * Generates the client of a document of the corpus with the command line, as a user would, and loads it.
 *
 * @param folder the API's folder in the output: `genomics-v1`
 * @param options more of the command line
 */
export function generatedFromCorpus<M extends object>(
  key: string,
  folder: string,
  options: readonly string[] = [],
): Promise<M> {
  return inTemporaryFolder(async (out) => {
    const { code, stderr } = await discoveryCodegen([
      "generate",
      corpusPath(key),
      "--out",
      out,
      ...options,
    ]);
    if (code !== 0) throw new Error(`generate ended with ${code}: ${stderr}`);
    return loadGenerated<M>(join(out, folder, "index.ts"));
  });
}
