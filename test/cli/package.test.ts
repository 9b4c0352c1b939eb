/** The package as npm packs it, installed into an empty project and used there. */
import { existsSync } from "node:fs";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runProgram } from "../support/commandLine.js";
import { loopback } from "../support/loopback.js";
import {
  repositoryRoot,
  temporaryFolder,
  writeFiles,
} from "../support/temporary.js";

const pinned = join(repositoryRoot, "discovery/genomics-v1.json");

describe("npm pack", () => {
  let folder: string;
  let tarball: string;
  beforeAll(async () => {
    folder = await temporaryFolder();
    // `prepare` would build dist/ anew under the feet of other tests; it is built already, by the same command.
    const { stdout, stderr, code } = await runProgram(
      "npm",
      ["pack", "--ignore-scripts", "--json", "--pack-destination", folder],
      { cwd: repositoryRoot },
    );
    expect(code, stderr).toBe(0);
    const [packed] = JSON.parse(stdout) as [
      { filename: string; files: { path: string }[] },
    ];
    tarball = join(folder, packed.filename);
    files = packed.files.map(({ path }) => path);
  });
  let files: readonly string[];
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("holds the tool, the runtime and what npm wants, and nothing else", () => {
    expect(files).toEqual(
      expect.arrayContaining([
        "LICENSE",
        "README.md",
        "dist/cli/main.js",
        "dist/index.d.ts",
        "package.json",
        "templates/runtime/index.ts",
      ]),
    );
    const folders = new Set(files.map((path) => path.split("/")[0]));
    expect([...folders].sort()).toEqual([
      "LICENSE",
      "README.md",
      "dist",
      "docs",
      "package.json",
      "templates",
    ]);
  });

  test("holds no module whose source is gone", () => {
    const modules = files.flatMap(
      (path) => /^dist\/(.*)\.js$/.exec(path)?.[1] ?? [],
    );
    expect(modules.length).toBeGreaterThan(100);
    expect(
      modules.filter(
        (module) => !existsSync(join(repositoryRoot, `generator/${module}.ts`)),
      ),
    ).toEqual([]);
  });

  test("installed, it generates a client that runs", async ({ skip }) => {
    const project = join(folder, "project");
    await writeFiles(project, [
      ["package.json", JSON.stringify({ name: "project", type: "module" })],
      ["genomics.json", await readFile(pinned, "utf8")],
      ["src/main.ts", program],
      [
        "tsconfig.json",
        JSON.stringify({
          compilerOptions: {
            module: "NodeNext",
            target: "ES2022",
            lib: ["ES2022", "DOM"],
            types: [],
            strict: true,
            rootDir: "src",
            outDir: "out",
          },
          include: ["src"],
        }),
      ],
    ]);

    const installed = await runProgram(
      "npm",
      ["install", tarball, "--prefer-offline", "--no-audit", "--no-fund"],
      { cwd: project },
    );
    if (/ENOTFOUND|EAI_AGAIN|ENOTCACHED|ETIMEDOUT/.test(installed.stderr))
      skip("the npm registry is out of reach");
    expect(installed.code, installed.stderr).toBe(0);

    const generated = await runProgram(
      "npx",
      [
        "--no-install",
        "discovery-codegen",
        "generate",
        "genomics.json",
        "--out",
        "src/google",
      ],
      { cwd: project },
    );
    expect(generated.stderr).toContain("-> src/google/genomics-v1: 5 files");
    expect(generated.stdout).toBe("");
    expect(generated.code).toBe(0);
    expect((await readdir(join(project, "src/google"))).sort()).toEqual([
      ".gitattributes",
      "discovery-codegen.lock",
      "genomics-v1",
      "runtime",
    ]);

    await expectToOutlivePatches(project);

    const compiled = await runProgram(process.execPath, [
      join(repositoryRoot, "node_modules/typescript/bin/tsc"),
      "-p",
      project,
    ]);
    expect(compiled).toMatchObject({ code: 0, stdout: "" });
    const server = await loopback([
      { body: { operations: [{ name: "a" }], nextPageToken: "2" } },
      { body: { operations: [{ name: "b" }] } },
    ]);
    const used = await runProgram(process.execPath, [
      join(project, "out/main.js"),
      server.url,
    ]);
    await server.close();
    expect(used).toEqual({ code: 0, stdout: "a\nb\n", stderr: "" });
    expect(server.received.map(({ url }) => url)).toEqual([
      "/v1/operations?pageSize=1&alt=json",
      "/v1/operations?pageSize=1&pageToken=2&alt=json",
    ]);
  }, 180_000);
});

/** Releases that write the same leave the lock and the clients alone, whatever else is in them. */
async function expectToOutlivePatches(project: string): Promise<void> {
  const out = ["genomics.json", "--out", "src/google"];
  const run = (...args: string[]) =>
    runProgram("npx", ["--no-install", "discovery-codegen", ...args, ...out], {
      cwd: project,
    });
  const lock = join(project, "src/google/discovery-codegen.lock");
  const before = await readFile(lock, "utf8");
  const modules = join(project, "node_modules");
  const edit = async (
    path: string,
    change: (text: string) => string,
  ): Promise<void> => {
    const text = await readFile(join(modules, path), "utf8");
    expect(change(text)).not.toBe(text);
    await writeFiles(modules, [[path, change(text)]]);
  };
  const nextPatch = (text: string): string =>
    text.replace(/"version": "(\d+\.\d+)\.\d+"/, '"version": "$1.99"');
  await edit("discovery-codegen/package.json", nextPatch);
  await edit("prettier/package.json", nextPatch);
  await edit("discovery-codegen/dist/emit/format.js", (text) => `${text}\n`);
  // With hashes alone: this emitter could not render.
  await edit(
    "discovery-codegen/dist/emit/apiFiles.js",
    (text) => `throw new Error("loaded");\n${text}`,
  );
  expect(await run("check")).toMatchObject({ code: 0 });
  expect(await run("generate")).toMatchObject({ code: 0 });
  expect(await readFile(lock, "utf8")).toBe(before);

  // One that writes something else is not taken for the one before.
  await edit("discovery-codegen/dist/toolState.json", (text) =>
    text.replace(/"output":"..../, '"output":"ffff'),
  );
  expect(await run("check")).toMatchObject({
    code: 1,
    stderr: expect.stringContaining("loaded") as string,
  });
  await edit("discovery-codegen/dist/emit/apiFiles.js", (text) =>
    text.replace('throw new Error("loaded");\n', ""),
  );
  // What it writes for this document is still the same.
  expect(await run("check")).toMatchObject({ code: 0 });
}

const program = `import { Genomics } from "./google/genomics-v1/index.js";

declare const process: { readonly argv: string[] };

const genomics = new Genomics({ rootUrl: process.argv[2] });
for await (const operation of genomics.operations.list({ name: "operations", pageSize: 1 }))
  console.log(operation.name);
`;
