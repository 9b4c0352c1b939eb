/** Generated code, the runtime and programs that use them compile under each TypeScript with every strict flag. */
import { cp, readFile, rm } from "node:fs/promises";
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
import { generate } from "../../generator/generate.js";
import { readDocument } from "../../generator/read/readDocument.js";
import type { RestDescription } from "../../generator/read/restDescription.js";
import {
  compile,
  type Compiler,
  compilers,
  copyGenerated,
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
  let folder: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    await copyGenerated(join(folder, "generated"));
    await cp(types, join(folder, "test/generated/types"), { recursive: true });
    await writeFiles(folder, [["package.json", '{ "type": "module" }']]);
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.concurrent.each(combinations)("%s, %s", async (compiler, resolution) => {
    const options = {
      ...strictestOptions(compiler),
      ...resolutions[resolution],
    };
    expect(await compile(compiler, [folder], options)).toEqual(clean);
  });

  // What the programs mark as an error must be one there, too: the types are the same.
  test.concurrent.each(combinations)(
    "%s, %s, as the client is by default",
    async (compiler, resolution) => {
      const options = {
        ...strictestOptions(compiler),
        ...resolutions[resolution],
      };
      expect(
        await compile(compiler, [generated, types], options, true),
      ).toEqual(clean);
    },
  );
});

describe("an error in a generated file", () => {
  const planted = "export const planted: number = String(1);\n";
  /** The client of the pinned document, with an error in one of its files. */
  async function withError(folder: string, typeCheck: boolean): Promise<void> {
    const files = await generate(await readPinned(), { typeCheck });
    const path = "genomics-v1/schemas.ts";
    expect(files.has(path)).toBe(true);
    await copyGenerated(folder);
    await writeFiles(folder, [
      ...files,
      [path, `${files.get(path)}${planted}`],
      ["package.json", '{ "type": "module" }'],
    ]);
  }

  test.concurrent.each(compilers)("is found by %s", (compiler) =>
    inTemporaryFolder(async (folder) => {
      await withError(folder, true);
      const { stdout } = await compile(compiler, [folder], {
        ...strictestOptions(compiler),
        ...resolutions.NodeNext,
      });
      expect(stdout).toMatch(
        /^\S*genomics-v1\/schemas\.ts\(\d+,\d+\): error TS2322: .*\n$/,
      );
    }),
  );

  test.concurrent.each(compilers)(
    "is nothing to %s as clients are by default, and tests may not compile them so",
    (compiler) =>
      inTemporaryFolder(async (folder) => {
        await withError(folder, false);
        const options = {
          ...strictestOptions(compiler),
          ...resolutions.NodeNext,
        };
        expect(await compile(compiler, [folder], options, true)).toEqual(clean);
        await expect(compile(compiler, [folder], options)).rejects.toThrow(
          "not checked, render it with typeCheck: genomics-v1/",
        );
      }),
  );
});

async function readPinned(): Promise<RestDescription> {
  const path = join(repositoryRoot, "discovery/genomics-v1.json");
  const result = await readDocument({
    name: path,
    bytes: await readFile(path),
  });
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.document;
}

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
      "--type-check",
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
