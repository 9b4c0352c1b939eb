/** Bundles the tool as it is, or with some of its escapes switched off, and loads it beside the real one. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { repositoryRoot } from "../support/temporary.js";
import type * as tool from "./tool.js";

export type Tool = typeof tool;

/** A change of one source file: a text that stands in it, and what stands in its place. */
export interface Edit {
  /** Relative to the repository. */
  readonly file: string;
  readonly from: string;
  readonly to: string;
}

let bundles = 0;

export async function buildTool(edits: readonly Edit[] = []): Promise<Tool> {
  // As deep as the tool\'s own modules, which find the templates from where they are.
  const outfile = join(
    repositoryRoot,
    `node_modules/.cache/tool.${process.pid}.${bundles++}.mjs`,
  );
  const made = new Set<Edit>();
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
            contents:
              'export const htmlAssets = () => []; export const asset = () => "";',
          }));
          onLoad({ filter: /generator\/.*\.ts$/ }, async ({ path }) => {
            const here = edits.filter(
              ({ file }) => path === join(repositoryRoot, file),
            );
            if (here.length === 0) return undefined;
            let contents = await readFile(path, "utf8");
            for (const edit of here) {
              if (contents.includes(edit.from)) made.add(edit);
              contents = contents.replace(edit.from, () => edit.to);
            }
            return { contents, loader: "ts" };
          });
        },
      },
    ],
  });
  for (const edit of edits)
    if (!made.has(edit))
      throw new Error(
        `${edit.file} is not used, or does not hold ${edit.from}`,
      );
  return (await import(pathToFileURL(outfile).href)) as Tool;
}
