/** A folder that a user stands in, and the command line at work there. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { run as runCommandLine } from "../../generator/cli/run.js";
import { NoAnswer } from "../../generator/cli/converse.js";
import type { Ask } from "../../generator/cli/terminal.js";
import {
  discoveryCodegen,
  type Outcome,
  type RunOptions,
} from "../support/commandLine.js";
import { temporaryFolder, writeFiles } from "../support/temporary.js";

export interface Workspace {
  readonly folder: string;
  /** Runs the command line in this process, without the second that a new one takes to start. */
  run(...args: readonly string[]): Promise<Outcome>;
  /** The same at a terminal, where a person answers; gives the questions as well. */
  answer(
    answers: readonly string[],
    ...args: readonly string[]
  ): Promise<Outcome & { readonly questions: readonly string[] }>;
  /** Runs it as a user does: a process, from `dist/`. */
  spawn(args: readonly string[], options?: RunOptions): Promise<Outcome>;
  write(path: string, text: string): Promise<void>;
  read(path: string): string;
  has(path: string): boolean;
  /** Every file below a folder, sorted; empty where there is none. */
  list(path: string): readonly string[];
  remove(): Promise<void>;
}

export async function workspace(
  files: Readonly<Record<string, string>> = {},
): Promise<Workspace> {
  const folder = await temporaryFolder();
  await writeFiles(folder, Object.entries(files));
  return {
    folder,
    run: (...args) => runHere(folder, args),
    answer: async (answers, ...args) => {
      const questions: string[] = [];
      const outcome = await runHere(folder, args, (question) => {
        const answer = answers[questions.push(question) - 1];
        return answer === undefined
          ? Promise.reject(new NoAnswer("nothing was answered"))
          : Promise.resolve(answer);
      });
      return { ...outcome, questions };
    },
    spawn: (args, options) =>
      discoveryCodegen(args, { cwd: folder, ...options }),
    write: (path, text) => writeFiles(folder, [[path, text]]),
    read: (path) => readFileSync(join(folder, path), "utf8"),
    has: (path) => existsSync(join(folder, path)),
    list: (path) => filesUnder(join(folder, path)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runHere(
  folder: string,
  args: readonly string[],
  ask?: Ask,
): Promise<Outcome> {
  const before = process.cwd();
  let stdout = "";
  let stderr = "";
  process.chdir(folder);
  try {
    const code = await runCommandLine(args, {
      stdin: (async function* () {})(),
      stdout: (text) => (stdout += text),
      stderr: (text) => (stderr += text),
      isInteractive: false,
      hasColour: false,
      columns: 80,
      converse: ask && ((talk) => talk(ask)),
    });
    return { code, stdout, stderr };
  } finally {
    process.chdir(before);
  }
}

function filesUnder(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}
