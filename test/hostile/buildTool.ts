/** Bundles the tool as it is, or with one of its escapes switched off, and loads it beside the real one. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { repositoryRoot } from "../support/temporary.js";
import type * as tool from "./tool.js";

export type Tool = typeof tool;

/** A change of one source file. */
export interface Sabotage {
  /** Relative to the repository. */
  readonly file: string;
  readonly change: (source: string) => string;
}

let bundles = 0;

export async function buildTool(sabotage?: Sabotage): Promise<Tool> {
  // As deep as the tool's own modules, which find the templates from where they are.
  const outfile = join(
    repositoryRoot,
    `node_modules/.cache/tool.${process.pid}.${bundles++}.mjs`,
  );
  const target = sabotage && join(repositoryRoot, sabotage.file);
  let isSabotaged = false;
  await build({
    entryPoints: [join(repositoryRoot, "test/hostile/tool.ts")],
    outfile,
    bundle: true,
    format: "esm",
    platform: "node",
    packages: "external",
    logLevel: "silent",
    plugins: [
      {
        name: "sabotage",
        setup: ({ onLoad }) => {
          // What is printed is what counts; prettier changes no syntax and would take most of the time.
          onLoad({ filter: /generator\/emit\/format\.ts$/ }, () => ({
            contents:
              "export const formatTypeScript = (text) => Promise.resolve(text);",
          }));
          // Scripts and styles are ours as they stand.
          onLoad({ filter: /generator\/docs\/html\/assets\.ts$/ }, () => ({
            contents: "export const htmlAssets = () => [];",
          }));
          onLoad({ filter: /generator\/.*\.ts$/ }, async ({ path }) => {
            if (!sabotage || path !== target) return undefined;
            const source = await readFile(path, "utf8");
            const contents = sabotage.change(source);
            isSabotaged = contents !== source;
            return { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  if (sabotage && !isSabotaged)
    throw new Error(`${sabotage.file} was not changed, or is not used`);
  return (await import(pathToFileURL(outfile).href)) as Tool;
}
