import type { CommandModule } from "yargs";
import { printedJson } from "../model/canonicalJson.js";
import type { ComparedFile } from "../write/compareOutput.js";
import {
  essentials,
  formatLock,
  lockFile,
  parseLock,
  updateLock,
  type Lock,
} from "../write/lock.js";
import {
  defaults,
  documentOptions,
  outOption,
  selectionOptions,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import { compareJobs } from "./compareJobs.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { isInterrupted } from "../write/staging.js";
import { tellDrift, type DriftedFile } from "./tellDrift.js";
import { tellFresh } from "./tellOutput.js";
import { styled, type Terminal } from "./terminal.js";

interface CheckOptions extends DocumentOptions, SelectionOptions {
  readonly out?: string | undefined;
  readonly json: boolean;
}

export function checkCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, CheckOptions> {
  return {
    command: "check [inputs..]",
    describe:
      "Tell whether the generated files are what generate would write (for CI)",
    builder: (yargs) =>
      outOption(
        selectionOptions(documentOptions(yargs)),
        "The folder that generate wrote",
      )
        .positional("inputs", {
          type: "string",
          array: true,
          describe: `The inputs that generate was given; default: ${defaults.documents}/`,
        })
        .option("json", {
          type: "boolean",
          default: false,
          describe: "Print each file and its state as JSON",
        })
        .example("$0 check", "exit 4 when generated/ does not fit discovery/")
        .example(
          "$0 check genomics.json --out src/google",
          "the same for one document",
        ),
    handler: async (options) => exit(await checkOutput(options, terminal)),
  };
}

type FoundFile = Pick<ComparedFile, "path" | "state"> & Partial<ComparedFile>;

async function checkOutput(
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const outputs: CheckedOutput[] = [];
  for (const output of await compareJobs(options, terminal)) {
    const { out, folder, comparison, run } = output;
    const { lock, files: compared } = comparison;
    const expectedLock = updateLock(lock, compared, run);
    const files: readonly FoundFile[] = [
      ...compared,
      ...lockState(expectedLock, await folder.read(lockFile)),
    ];
    const differing = files.filter(isDrifted);
    const interrupted = isInterrupted(folder);
    outputs.push({ out, files, differing, interrupted });
  }
  if (options.json) printOutputs(outputs, terminal);
  else for (const output of outputs) tell(output, terminal);
  return outputs.every(isFresh) ? exitCodes.ok : exitCodes.drift;
}

interface CheckedOutput {
  readonly out: string;
  readonly files: readonly FoundFile[];
  /** Those of the files that are not as they are to be. */
  readonly differing: readonly DriftedFile[];
  /** Whether a generate was killed while it put files in place. */
  readonly interrupted: boolean;
}

function isDrifted(file: FoundFile): file is DriftedFile {
  return file.state !== "same";
}

function isFresh({ differing, interrupted }: CheckedOutput): boolean {
  return differing.length === 0 && !interrupted;
}

/**
 * The lock, if generate would change in it what says what the output is: then its commit would be missing something. What
 * only spares work may be missing.
 */
function lockState(
  expected: Lock,
  actual: string | null,
): readonly FoundFile[] {
  if (actual === null) return [{ path: lockFile, state: "missing" }];
  const lock = parseLock(actual);
  const isFresh =
    actual === formatLock(lock) &&
    formatLock(essentials(lock)) === formatLock(essentials(expected));
  return isFresh ? [] : [{ path: lockFile, state: "stale" }];
}

/** One output is an object of its own; several are a list in one. */
function printOutputs(
  outputs: readonly CheckedOutput[],
  terminal: Terminal,
): void {
  const data = outputs.map((output) => ({
    out: output.out,
    fresh: isFresh(output),
    ...(output.interrupted && { interrupted: true }),
    files: output.files.map(({ path, state }) => ({ path, state })),
  }));
  const [only, ...others] = data;
  const all = { fresh: outputs.every(isFresh), outputs: data };
  terminal.stdout(`${printedJson(others.length === 0 ? only : all)}\n`);
}

function tell(
  { out, files, differing, interrupted }: CheckedOutput,
  terminal: Terminal,
): void {
  if (interrupted) {
    terminal.stderr(
      `${styled(terminal, "red", "interrupted")}: a generate was killed while it put files into ${out}; run generate, which finishes that first\n`,
    );
    return;
  }
  if (differing.length === 0) tellFresh(out, files.length, terminal);
  else tellDrift(out, differing, files.length, terminal);
}
