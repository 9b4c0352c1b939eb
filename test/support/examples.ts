/** The programs that pages of the documentation show. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { compile, resolutions } from "../generated/compile.js";
import { repositoryRoot, writeFiles } from "./temporary.js";

/** The TypeScript of a page, block by block. */
export function examplesIn(page: string): readonly string[] {
  const text = readFileSync(join(repositoryRoot, page), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, example = ""]) => example,
  );
}

/** Puts programs into a folder as `example0.ts` and so on, in a package of ES modules. */
export function writeExamples(
  folder: string,
  examples: readonly string[],
): Promise<void> {
  return writeFiles(folder, [
    ["package.json", '{ "type": "module" }'],
    ...examples.map((text, index): [string, string] => [
      `example${index}.ts`,
      text,
    ]),
  ]);
}

/** Expects that all of a folder compiles as in a strict project of Node. */
export async function expectToCompile(folder: string): Promise<void> {
  const { code, stdout } = await compile("typescript", [folder], {
    target: "ES2022",
    lib: ["ES2023", "DOM", "DOM.AsyncIterable"],
    types: ["node"],
    typeRoots: [join(repositoryRoot, "node_modules/@types")],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    noEmit: true,
    ...resolutions.NodeNext,
  });
  expect(`${code} ${stdout}`).toBe("0 ");
}
