/** The command line as a user runs it: a process of its own, from `dist/`. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { repositoryRoot } from "./temporary.js";

/** The program that `package.json` calls `discovery-codegen`. */
export const main: string = join(repositoryRoot, "dist/cli/main.js");

/** What a process left behind. */
export interface Outcome {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Written to standard input, which is empty otherwise. */
  readonly stdin?: string;
  /** Beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `discovery-codegen`. A code other than 0 is an outcome, no error. */
export function discoveryCodegen(
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return runProgram(process.execPath, [main, ...args], options);
}

/** Runs any program to its end. */
export function runProgram(
  command: string,
  args: readonly string[],
  { cwd, stdin = "", env = {} }: RunOptions = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...environment(), ...env },
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    // A program may end before it has read everything.
    child.stdin.on("error", () => {});
    child.stdin.end(stdin);
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** This process's environment without what vitest, npm and CI put there, and without wishes for colour. */
function environment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) =>
        !/^(npm_|VITEST|NODE_ENV$|NODE_OPTIONS$|CI$|GITHUB_ACTIONS$|(NO|FORCE)_COLOR$|COLUMNS$)/i.test(
          name,
        ),
    ),
  );
}
