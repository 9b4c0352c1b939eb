import type { CommandModule } from "yargs";
import { printedJson } from "../model/canonicalJson.js";
import { count } from "../read/count.js";
import { OutputChanged } from "../write/replaceFiles.js";
import { recover } from "../write/staging.js";
import { writeOutput, type WriteResult } from "../write/writeOutput.js";
import {
  defaults,
  documentOptions,
  outOption,
  selectionOptions,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import { compareJobs, type ComparedOutput } from "./compareJobs.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { tellApi } from "./tellOutput.js";
import { styled, type Terminal } from "./terminal.js";

interface GenerateOptions extends DocumentOptions, SelectionOptions {
  readonly out?: string | undefined;
  readonly force: boolean;
  readonly "dry-run": boolean;
  readonly json: boolean;
}

export function generateCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, GenerateOptions> {
  return {
    command: "generate [inputs..]",
    describe: "Write typed clients from Discovery documents",
    builder: (yargs) =>
      outOption(
        selectionOptions(documentOptions(yargs)),
        "Folder to write into",
      )
        .positional("inputs", {
          type: "string",
          array: true,
          describe: `Files, folders, URLs, API ids (drive:v3), or - for standard input; default: ${defaults.documents}/`,
        })
        .option("force", {
          type: "boolean",
          default: false,
          describe: "Overwrite files that were edited by hand",
        })
        .option("dry-run", {
          type: "boolean",
          default: false,
          describe: "Tell what would be written, and write nothing",
        })
        .option("json", {
          type: "boolean",
          default: false,
          describe: "Print the result as JSON",
        })
        .example(
          "$0 generate",
          "every document under discovery/ into generated/",
        )
        .example(
          "$0 generate genomics.json --out src/google",
          "one document into a folder of your choice",
        )
        .example(
          "curl -s URL | $0 generate - --out src/google",
          "a document from elsewhere",
        ),
    handler: async (options) => exit(await generateOutput(options, terminal)),
  };
}

async function generateOutput(
  options: GenerateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { "dry-run": dryRun, json } = options;
  const written = await untilUnchanged(() => writeOutputs(options, terminal));
  if (json) printResults(written, dryRun, terminal);
  else for (const output of written) tellResult(output, dryRun, terminal);
  return exitCodes.ok;
}

async function writeOutputs(
  options: GenerateOptions,
  terminal: Terminal,
): Promise<readonly WrittenOutput[]> {
  const { force, "dry-run": dryRun } = options;
  const outputs = await compareJobs(
    options,
    terminal,
    "; nothing was written",
    async (folder) => {
      if (!dryRun) await recover(folder);
    },
  );
  const write = (
    { folder, comparison, run }: ComparedOutput,
    onlyTry: boolean,
    signal?: AbortSignal,
  ): Promise<WriteResult> =>
    writeOutput(folder, comparison, run, { force, dryRun: onlyTry, signal });
  // What one folder refuses keeps the others from being written as well.
  for (const output of outputs) await write(output, true);
  return whileUninterrupted(async (signal) => {
    const written: WrittenOutput[] = [];
    for (const output of outputs)
      written.push({ ...output, result: await write(output, dryRun, signal) });
    return written;
  });
}

/** Begins anew when another process wrote to a folder between the look at it and the writing. */
async function untilUnchanged<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof OutputChanged) || attempt === 5) throw error;
    }
  }
}

/** While files are written, a signal that asks the process to end lets it clear away what it has begun. */
async function whileUninterrupted<T>(
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const abort = (): void => controller.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, abort);
  try {
    return await work(controller.signal);
  } finally {
    for (const signal of signals) process.off(signal, abort);
  }
}

interface WrittenOutput extends ComparedOutput {
  readonly result: WriteResult;
}

/** One output is an object of its own; several are a list in one. */
function printResults(
  outputs: readonly WrittenOutput[],
  dryRun: boolean,
  terminal: Terminal,
): void {
  const data = outputs.map(({ out, run, result }) => ({
    out,
    dryRun,
    apis: [...run.apis].map(([folder, { id, revision }]) => ({
      id,
      revision,
      folder,
    })),
    ...result,
  }));
  const [only, ...others] = data;
  terminal.stdout(
    `${printedJson(others.length === 0 ? only : { dryRun, outputs: data })}\n`,
  );
}

function tellResult(
  { out, run: { apis }, result }: WrittenOutput,
  isDryRun: boolean,
  terminal: Terminal,
): void {
  const changed = (isOwn: (path: string) => boolean): string => {
    const { length } = result.written.filter(isOwn);
    if (length === 0) return "unchanged";
    return `${isDryRun ? "would write " : ""}${count(length, "file")}`;
  };
  for (const [folder, api] of apis) {
    const what = changed((path) => path.startsWith(`${folder}/`));
    tellApi(api, `${out}/${folder}`, what, terminal);
  }
  const isShared = (path: string): boolean =>
    !apis.has(path.slice(0, path.indexOf("/")));
  if (result.written.some(isShared))
    terminal.stderr(
      `${styled(terminal, "bold", "runtime")} -> ${out}/runtime: ${changed(isShared)}\n`,
    );
  if (result.removed.length > 0) {
    terminal.stderr(
      `${isDryRun ? "would remove" : "removed"} ${count(result.removed.length, "file")} no longer generated\n`,
    );
  }
}
