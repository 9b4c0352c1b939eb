/** Brings a generated client to life: its TypeScript is bundled, as a user's build does, and imported. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { inTemporaryFolder } from "./temporary.js";

/**
 * Loads a TypeScript module with all that it imports. Types are erased, not checked: that is for the compilers' tests.
 *
 * @param entry the module's path, such as that of a generated `index.ts`
 */
export function loadGenerated<M extends object>(entry: string): Promise<M> {
  return inTemporaryFolder(async (folder) => {
    const outfile = join(folder, "module.mjs");
    await build({
      entryPoints: [entry],
      outfile,
      bundle: true,
      format: "esm",
      target: "es2022",
      logLevel: "error",
    });
    return (await import(pathToFileURL(outfile).href)) as M;
  });
}
