/** Colour and progress are for terminals. */
import { existsSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { main, type Outcome, runProgram } from "../support/commandLine.js";
import { describeIf } from "../support/describeIf.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
  });
});
afterEach(() => here.remove());

const escape = "\u001B";
const script = "/usr/bin/script";

test("into pipes: no colour and no progress", async () => {
  const { stdout, stderr } = await here.spawn(["generate"], {
    env: { TERM: "xterm-256color", COLORTERM: "truecolor" },
  });
  expect(stderr).toContain("museum:v2");
  expect(stdout + stderr).not.toContain(escape);
  expect(stdout + stderr).not.toContain("\r");
});

describeIf(
  existsSync(script),
  "a terminal",
  `there is no ${script} to make one`,
  () => {
    /** Runs the tool in a terminal, where standard output and error are one. */
    const inTerminal = (command: string, env = {}): Promise<Outcome> =>
      runProgram(
        script,
        ["-qec", `${process.execPath} ${main} ${command}`, "/dev/null"],
        { cwd: here.folder, env: { TERM: "xterm-256color", ...env } },
      );

    test("several documents: progress, which is wiped out in the end, and colour", async () => {
      const { code, stdout } = await inTerminal("generate");
      expect(stdout).toContain("[1/2] library:v1");
      expect(stdout).toContain("[2/2] museum:v2");
      const end = stdout.split(`\r${escape}[K`).at(-1);
      expect(end).not.toContain("[2/2]");
      expect(end).toContain(`${escape}[1mlibrary:v1${escape}[22m`);
      expect(code).toBe(0);
    });

    test("one document: no progress", async () => {
      const { stdout } = await inTerminal("generate discovery/museum.json");
      expect(stdout).not.toContain("[1/1]");
    });

    test("NO_COLOR: none", async () => {
      const { stdout } = await inTerminal("generate", { NO_COLOR: "1" });
      expect(stdout).not.toContain(`${escape}[1m`);
    });

    test("an error is red, and begins a line of its own", async () => {
      await here.write("discovery/museum.json", json(library()));
      const { code, stdout } = await inTerminal("generate");
      expect(stdout).toContain(
        `${escape}[K${escape}[31merror${escape}[39m: two`,
      );
      expect(code).toBe(2);
    });
  },
);
