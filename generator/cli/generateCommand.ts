import type { CommandModule } from "yargs";
import { printedJson } from "../model/canonicalJson.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import {
  generate,
  type GeneratedOutput,
  type GenerateReport,
} from "../project/generate.js";
import { inputFiles } from "../project/inputFiles.js";
import { defaults } from "../project/options.js";
import { UsageError } from "../project/usageError.js";
import { count } from "../read/count.js";
import {
  documentOptions,
  outOption,
  selectionOptions,
  toProjectOptions,
  typeCheckOption,
  writingOptions,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import { tellChangedDocuments } from "./tellChangedDocuments.js";
import { tellApi } from "./tellOutput.js";
import { progress, styled, type Terminal } from "./terminal.js";
import { watch } from "./watch.js";
import { whileUninterrupted } from "./whileUninterrupted.js";

interface GenerateOptions extends DocumentOptions, SelectionOptions {
  readonly out?: string | undefined;
  readonly "type-check"?: boolean | undefined;
  readonly force: boolean;
  readonly "dry-run": boolean;
  readonly json: boolean;
  readonly watch: boolean;
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
        typeCheckOption(selectionOptions(documentOptions(yargs))),
        "Folder to write into",
      )
        .positional("inputs", {
          type: "string",
          array: true,
          describe: `Files, folders, URLs, API ids (drive:v3), or - for standard input; default: ${defaults.documents}/`,
        })
        .options(writingOptions)
        .option("watch", {
          type: "boolean",
          default: false,
          describe: "Write again whenever a document changes, until Ctrl-C",
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
    handler: async (options) =>
      exit(
        await (options.watch
          ? watchInputs(options, terminal)
          : generateOutputs(options, terminal)),
      ),
  };
}

async function watchInputs(
  options: GenerateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  if (options.json || options["dry-run"])
    throw new UsageError("--watch goes without --json and --dry-run");
  const { out } = options;
  return watch(
    () => inputFiles({ ...toProjectOptions(options, terminal), out }),
    () => generateOutputs(options, terminal),
    terminal,
  );
}

async function generateOutputs(
  options: GenerateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { "dry-run": dryRun, json, force, out } = options;
  const bar = progress(terminal);
  const report = await generate(
    {
      ...toProjectOptions(options, terminal, "; nothing was written"),
      out,
      typeCheck: options["type-check"],
      force,
      dryRun,
      onApi: bar.at,
    },
    whileUninterrupted,
  ).finally(bar.done);
  if (!json) tellChangedDocuments(report.changedDocuments, false, terminal);
  if (json) printReport(report, terminal);
  else
    for (const output of report.outputs) tellOutput(output, dryRun, terminal);
  return exitCodes.ok;
}

/** One output is an object of its own; several are a list in one. */
function printReport(
  { dryRun, outputs, changedDocuments }: GenerateReport,
  terminal: Terminal,
): void {
  const data = outputs.map(({ out, ...output }) => ({
    out,
    dryRun,
    ...output,
  }));
  const [only, ...others] = data;
  const documents = changedDocuments.length > 0 && { changedDocuments };
  terminal.stdout(
    `${printedJson(others.length === 0 ? { ...only, ...documents } : { dryRun, ...documents, outputs: data })}\n`,
  );
}

function tellOutput(
  { out, apis, written, removed }: GeneratedOutput,
  isDryRun: boolean,
  terminal: Terminal,
): void {
  const changed = (isOwn: (path: string) => boolean): string => {
    const { length } = written.filter(isOwn);
    if (length === 0) return "unchanged";
    return `${isDryRun ? "would write " : ""}${count(length, "file")}`;
  };
  for (const api of apis) {
    const what = changed((path) => path.startsWith(`${api.folder}/`));
    tellApi(api, `${out}/${api.folder}`, what, terminal);
  }
  const runtime = "runtime/";
  const isRuntime = (path: string): boolean => path.startsWith(runtime);
  if (written.some(isRuntime))
    terminal.stderr(
      `${styled(terminal, "bold", "runtime")} -> ${out}/runtime: ${changed(isRuntime)}\n`,
    );
  const folders = [runtime, ...apis.map(({ folder }) => `${folder}/`)];
  // What stands beside the folders comes with them, unless it was missing by itself.
  if (
    !written.some((path) => folders.some((folder) => path.startsWith(folder)))
  )
    for (const path of written)
      terminal.stderr(
        `${out}/${path}: ${isDryRun ? "would be written" : "written"}\n`,
      );
  if (removed.length > 0) {
    terminal.stderr(
      `${isDryRun ? "would remove" : "removed"} ${count(removed.length, "file")} no longer generated\n`,
    );
  }
}
