/** Every document's client compiles with every strict flag, and has nothing for a linter to say. Slow: a few minutes. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { wholeRuntime } from "../../generator/emit/runtimeFiles.js";
import { sharedFiles } from "../../generator/emit/sharedFiles.js";
import {
  compile,
  resolutions,
  strictestOptions,
  type Compiler,
} from "../generated/compile.js";
import { runProgram } from "../support/commandLine.js";
import { corpusDocuments, describeCorpus } from "../support/corpus.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";
import { generateKey } from "./generateKey.js";

/** Older compilers are slower; they see one document in this many. */
const sample = 15;

describeCorpus("the types of every document's client", () => {
  test.each(corpusDocuments().map((key, index) => [key, index] as const))(
    "%s",
    { timeout: 300_000 },
    async (key, index) => {
      await inTemporaryFolder(async (folder) => {
        await writeFiles(folder, [
          ["package.json", '{ "type": "module" }'],
          ...(await sharedFiles(wholeRuntime, { typeCheck: true })),
          ...(await generateKey(key)),
        ]);
        const older: readonly Compiler[] =
          index % sample === 0 ? ["typescript-5.9", "typescript-6"] : [];
        for (const compiler of ["typescript", ...older] as const) {
          const { code, stdout } = await compile(compiler, [folder], {
            ...strictestOptions(compiler),
            ...resolutions.NodeNext,
          });
          expect(`${compiler}: ${code} ${stdout}`).toBe(`${compiler}: 0 `);
        }
        const lint = await runProgram(process.execPath, [
          join(repositoryRoot, "node_modules/oxlint/bin/oxlint"),
          "--config",
          join(repositoryRoot, ".oxlintrc.json"),
          "--deny-warnings",
          folder,
        ]);
        expect(`${lint.code} ${lint.code === 0 ? "" : lint.stdout}`).toBe("0 ");
      });
    },
  );
});
