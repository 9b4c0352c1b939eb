/** The examples of docs/api.md compile, and do what they say, as they stand there. */
import { readFileSync } from "node:fs";
import { cp, mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runProgram } from "../support/commandLine.js";
import {
  examplesIn,
  expectToCompile,
  writeExamples,
} from "../support/examples.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";

const examples = examplesIn("docs/api.md");

/** Runs `work` in a project that has the tool installed and a document in git. */
function inProject(work: (folder: string) => Promise<void>): Promise<void> {
  return inTemporaryFolder(async (folder) => {
    await mkdir(join(folder, "node_modules"));
    await symlink(
      repositoryRoot,
      join(folder, "node_modules/discovery-codegen"),
      "junction",
    );
    await cp(
      join(repositoryRoot, "discovery/genomics-v1.json"),
      join(folder, "discovery/genomics-v1.json"),
    );
    await writeExamples(folder, examples);
    await work(folder);
  });
}

test("compile", () => inProject(expectToCompile));

describe("run", () => {
  const said = [
    /^generated genomics:v1 \d+\ntrue\n$/,
    /^$/,
    /Method removed/,
    /^reference\/genomics-v1\/README\.md\n$/,
    /^$/,
    /^genomics-v1\/index\.ts \d+\n/,
  ];
  test("one after the other", () =>
    inProject(async (folder) => {
      const run = (command: string, ...args: string[]) =>
        runProgram(command, args, { cwd: folder });
      await run("git", "init", "-q");
      await run("git", "add", "discovery");
      const who = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
      await run("git", ...who, "commit", "-qm", "Pin genomics v1");
      expect(examples).toHaveLength(said.length);
      for (const [index, example] of examples.entries()) {
        if (example.includes("HEAD:")) await withoutMethods(folder);
        // They have no types of their own.
        await writeFiles(folder, [[`example${index}.js`, example]]);
        const ran = await run(process.execPath, `example${index}.js`);
        expect(ran, example).toMatchObject({ code: 0, stderr: "" });
        expect(ran.stdout).toMatch(said[index] ?? "");
      }
    }));
});

async function withoutMethods(folder: string): Promise<void> {
  const path = "discovery/genomics-v1.json";
  const document = JSON.parse(
    readFileSync(join(folder, path), "utf8"),
  ) as Record<string, unknown>;
  await writeFiles(folder, [
    [path, JSON.stringify({ ...document, resources: {} })],
  ]);
}
