/** The command line itself: words that are wrong, help, version. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { repositoryRoot } from "../support/temporary.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeAll(async () => {
  here = await workspace();
});
afterAll(() => here.remove());

describe("exit 2, with what was likely meant", () => {
  test.each([
    ["an unknown command", ["genrate"], /command genrate; did you mean gene/],
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
