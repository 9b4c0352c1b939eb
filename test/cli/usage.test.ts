/** The command line itself: words that are wrong, help, version. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { discoveryCodegen } from "../support/commandLine.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeAll(async () => {
  here = await workspace();
});
afterAll(() => here.remove());

describe("exit 2, with what was likely meant", () => {
  test.each([
    ["an unknown command", ["genrate"], /command genrate; did you mean gene/],
    [
      "one with inputs",
      ["genrate", "x", "y"],
      /^error: unknown command genrate; did you mean generate\?\n/,
    ],
    ["a command like no other", ["frobnicate"], /unknown command frobnicate\n/],
    ["no command", [], /Name a command/],
    [
      "an unknown option",
      ["generate", "--frce"],
      /unknown option --frce; did you mean --force\?/,
    ],
    [
      "an option without its dash",
      ["generate", "--dryrun"],
      /--dryrun; did you mean --dry-run\?/,
    ],
    [
      "an option of another command",
      ["check", "--force"],
      /unknown option --force\n/,
    ],
    ["a letter", ["generate", "-x.json"], /unknown option -x\n/],
    [
      "a switch that is turned off",
      ["generate", "--no-strct"],
      /unknown option --strct; did you mean --strict\?/,
    ],
    [
      "two of them",
      ["generate", "--jsn", "--ot=x"],
      /--jsn; did you mean --json\?\nunknown option --ot; did you mean --out\?/,
    ],
    ["an option without its value", ["generate", "--out"], /out/],
    ["an option given twice", ["generate", "--out=a", "--out=b"], /once/],
    ["an empty folder", ["check", "--out="], /--out takes one folder/],
  ])("%s", async (_name, args, message) => {
    const { code, stdout, stderr } = await here.run(...args);
    expect(stderr).toMatch(message);
    expect(stderr).toContain("See discovery-codegen --help.");
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });
});

describe("as data where data is wanted", () => {
  test.each([
    [["generate", "--frce", "--json"], "unknown option --frce"],
    [["check", "--json", "--out"], "Not enough arguments following: out"],
    [["docs", "--json", "--format=pdf"], 'Argument: format, Given: "pdf"'],
    [["fetch", "--timeout=0", "--json"], "--timeout takes seconds"],
    [["inspect", "--json", "none.json"], undefined],
    [["diff", "one.json", "--format", "json"], "diff takes two revisions"],
    [["diff", "--format=json", "--fail-on=x"], 'Argument: fail-on, Given: "x"'],
    [["check", "--json=true", "--force"], "unknown option --force"],
    [["frobnicate", "--json"], "unknown command frobnicate"],
  ])("%j", async (args, message) => {
    const { code, stdout, stderr } = await here.run(...args);
    expect(code).toBe(2);
    const data: unknown = JSON.parse(stdout);
    expect(data).toEqual(
      message === undefined
        ? { diagnostics: [expect.objectContaining({ severity: "error" })] }
        : { error: { exitCode: 2, message: expect.stringContaining(message) } },
    );
    expect(stderr).toContain(message ?? "none.json");
  });

  test.each([
    ["generate", "--frce", "--", "--json"],
    ["docs", "--frce", "--format", "md", "json"],
  ])("not otherwise: %s %s %s %s", async (...args) => {
    const { code, stdout } = await here.run(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });

  test.each(["generate", "check", "docs", "fetch", "inspect"])(
    "a broken configuration, %s",
    async (command) => {
      await inTemporaryFolder(async (folder) => {
        await writeFiles(folder, [["discovery-codegen.json", "{"]]);
        const { code, stdout } = await discoveryCodegen([command, "--json"], {
          cwd: folder,
        });
        expect(code).toBe(2);
        expect(JSON.parse(stdout)).toEqual({
          error: {
            exitCode: 2,
            message: expect.stringContaining("discovery-codegen.json:1:2"),
          },
        });
      });
    },
  );
});

describe("--help", () => {
  test("the commands, examples and exit codes", async () => {
    const { code, stdout, stderr } = await here.run("--help");
    for (const text of ["generate", "check", "inspect", "Examples:"])
      expect(stdout).toContain(text);
    expect(stdout).toMatch(/Exit codes: 0 ok.*2 usage.*4 drift/);
    expect(stderr).toBe("");
    expect(code).toBe(0);
  });

  test.each(["generate", "check", "inspect"])("of %s", async (command) => {
    const { code, stdout } = await here.run(command, "--help");
    expect(stdout).toMatch(/Examples:\n {2}discovery-codegen /);
    expect(stdout).toContain("--allow-host");
    expect(code).toBe(0);
  });

  test.each([
    ["fetch", "--directory"],
    ["init", "--include"],
  ])("of %s", async (command, option) => {
    const { code, stdout } = await here.run(command, "--help");
    expect(stdout).toMatch(/Examples:\n {2}discovery-codegen /);
    expect(stdout).toContain(option);
    expect(code).toBe(0);
  });

  test("fits a terminal of 80 columns", async () => {
    for (const args of [["-h"], ["generate", "-h"], ["fetch", "-h"]]) {
      const { stdout } = await here.run(...args);
      expect(
        Math.max(...stdout.split("\n").map(({ length }) => length)),
      ).toBeLessThanOrEqual(80);
    }
  });
});

test("--version", async () => {
  const { version } = JSON.parse(
    readFileSync(join(repositoryRoot, "package.json"), "utf8"),
  ) as { version: string };
  expect(await here.run("--version")).toEqual({
    code: 0,
    stdout: `${version}\n`,
    stderr: "",
  });
});
