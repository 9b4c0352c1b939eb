/** The client in other people's projects: ES modules and CommonJS, compiled file by file and bundled, run by Node. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../support/commandLine.js";
import type { Loopback } from "../support/loopback.js";
import { inTemporaryFolder, writeFiles } from "../support/temporary.js";
import {
  type Compiler,
  compileProject,
  copyGenerated,
  resolutions,
} from "./compile.js";
import { operationsServer, told } from "./operationsServer.js";

const programs = join(import.meta.dirname, "program");

let server: Loopback;
beforeAll(async () => {
  server = await operationsServer();
});
afterAll(() => server.close());

/** A project that has vendored the client into `src/google` and uses it from `src/main.ts`. */
async function makeProject(
  folder: string,
  type: "module" | "commonjs",
): Promise<void> {
  await copyGenerated(join(folder, "src/google"));
  for (const name of await readdir(programs)) {
    const text = await readFile(join(programs, name), "utf8");
    await writeFiles(folder, [
      [`src/${name}`, text.replaceAll("../../../generated/", "./google/")],
    ]);
  }
  await writeFiles(folder, [["package.json", JSON.stringify({ type })]]);
}

async function expectToRun(script: string): Promise<void> {
  const outcome = await runProgram(process.execPath, [script, server.url]);
  expect(outcome).toEqual({
    code: 0,
    stdout: `${told.join("\n")}\n`,
    stderr: "",
  });
}

const compiled: readonly [
  name: string,
  type: "module" | "commonjs",
  compiler: Compiler,
  options: object,
][] = [
  ["ES modules", "module", "typescript", resolutions.NodeNext],
  ["CommonJS", "commonjs", "typescript", resolutions.NodeNext],
  [
    "CommonJS, as before Node knew modules",
    "commonjs",
    "typescript-5.4",
    { module: "CommonJS", moduleResolution: "Node10" },
  ],
];

describe("compiled file by file", () => {
  test.each(compiled)("%s", async (_name, type, compiler, options) => {
    await inTemporaryFolder(async (folder) => {
      await makeProject(folder, type);
      await writeFiles(folder, [
        [
          "tsconfig.json",
          JSON.stringify({
            compilerOptions: {
              target: "ES2022",
              lib: ["ES2022", "DOM"],
              types: [],
              strict: true,
              skipLibCheck: true,
              rootDir: "src",
              outDir: "dist",
              ...options,
            },
          }),
        ],
      ]);
      expect(await compileProject(compiler, folder)).toMatchObject({
        code: 0,
        stdout: "",
      });
      const main = await readFile(join(folder, "dist/main.js"), "utf8");
      expect(main).toContain(type === "module" ? "import {" : "require(");
      await expectToRun(join(folder, "dist/main.js"));
    });
  });
});

describe("bundled", () => {
  test.each(["esm", "cjs"] as const)("%s", async (format) => {
    await inTemporaryFolder(async (folder) => {
      await makeProject(folder, format === "esm" ? "module" : "commonjs");
      const outfile = join(
        folder,
        format === "esm" ? "bundle.mjs" : "bundle.cjs",
      );
      const { warnings } = await build({
        entryPoints: [join(folder, "src/main.ts")],
        outfile,
        bundle: true,
        minify: true,
        format,
        platform: "node",
        logLevel: "silent",
      });
      expect(warnings).toEqual([]);
      await expectToRun(outfile);
    });
  });
});
