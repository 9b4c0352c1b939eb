/** Generated code, the runtime and programs that use them compile under each TypeScript with every strict flag. */
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discoveryCodegen } from "../support/commandLine.js";
import { corpusPath, describeCorpus } from "../support/corpus.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  temporaryFolder,
  writeFiles,
} from "../support/temporary.js";
import {
  compile,
  type Compiler,
  compilers,
  resolutions,
  strictestOptions,
} from "./compile.js";

const generated = join(repositoryRoot, "generated");
const types = join(import.meta.dirname, "types");
const clean = { code: 0, stdout: "", stderr: "" };

type Resolution = keyof typeof resolutions;
const combinations = compilers.flatMap((compiler) =>
  (Object.keys(resolutions) as Resolution[]).map(
    (resolution): [Compiler, Resolution] => [compiler, resolution],
  ),
);

describe("generated/ and programs that use it", () => {
  test.concurrent.each(combinations)("%s, %s", async (compiler, resolution) => {
    const options = {
      ...strictestOptions(compiler),
      ...resolutions[resolution],
    };
    expect(await compile(compiler, [generated, types], options)).toEqual(clean);
  });
});

test("the programs notice when the client has lost its types", async () => {
  const { stdout } = await inTemporaryFolder(async (folder) => {
    await cp(types, join(folder, "test/generated/types"), { recursive: true });
    await writeFiles(folder, [
      ["package.json", '{ "type": "module" }'],
      [
        // On purpose: without types every `@ts-expect-error` of the programs must be told as unused.
        "generated/genomics-v1/index.ts",
        "export declare const Genomics: any;\n",
      ],
    ]);
    return compile("typescript", [folder], {
      ...strictestOptions("typescript"),
      ...resolutions.NodeNext,
    });
  });
  expect(stdout).toContain("TS2578: Unused '@ts-expect-error' directive");
});

describeCorpus("clients of real documents", () => {
  const keys = ["genomics.v1-2021", "genomics.v1alpha2", "genomics.v2alpha1"];
  let out: string;
  beforeAll(async () => {
    out = await temporaryFolder();
    await writeFiles(out, [["package.json", '{ "type": "module" }']]);
    const { code } = await discoveryCodegen([
      "generate",
      ...keys.map(corpusPath),
      "--out",
      join(out, "google"),
    ]);
    expect(code).toBe(0);
  });
  afterAll(() => rm(out, { recursive: true }));

  test.concurrent.each(compilers)("%s", async (compiler) => {
    const options = {
      ...strictestOptions(compiler),
      ...resolutions.NodeNext,
    };
    expect(await compile(compiler, [out], options)).toEqual(clean);
  });
});
