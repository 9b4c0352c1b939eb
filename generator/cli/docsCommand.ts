import type { CommandModule } from "yargs";
import { docsFormats, type DocsFormat } from "../docs/formats.js";
import { printedJson } from "../model/canonicalJson.js";
import { docs, type DocsReport } from "../project/docs.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { defaults } from "../project/options.js";
import { count } from "../read/count.js";
import { folderOf } from "../write/lock.js";
import {
  documentOptions,
  outOption,
  selectionOptions,
  toProjectOptions,
  writingOptions,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import { tellApi } from "./tellOutput.js";
import { progress, type Terminal } from "./terminal.js";
import { whileUninterrupted } from "./whileUninterrupted.js";

interface DocsOptions extends DocumentOptions, SelectionOptions {
  readonly out?: string | undefined;
  readonly format: DocsFormat;
  readonly force: boolean;
  readonly "dry-run": boolean;
  readonly json: boolean;
}

export function docsCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, DocsOptions> {
  return {
    command: "docs [inputs..]",
    describe: "Write an API's reference, as a web site or as Markdown",
    builder: (yargs) =>
      outOption(
        selectionOptions(documentOptions(yargs)),
        "Folder to write into",
        defaults.docs,
      )
        .positional("inputs", {
          type: "string",
          array: true,
          describe: `Files, folders, URLs, API ids (drive:v3), or - for standard input; default: ${defaults.documents}/`,
        })
        .option("format", {
          choices: docsFormats,
          default: "html" as const,
          requiresArg: true,
          describe: "A web site that opens from disk, or Markdown for GitHub",
        })
        .options(writingOptions)
        .example(
          "$0 docs drive.json",
          "a web site: open reference/drive-v3/index.html",
        )
        .example(
          "$0 docs drive.json --format md --out docs",
          "docs/drive-v3/README.md and what it links to",
        ),
    handler: async (options) => exit(await writeDocs(options, terminal)),
  };
}

async function writeDocs(
  options: DocsOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { out, format, force, "dry-run": dryRun, json } = options;
  const bar = progress(terminal);
  const report = await docs(
    {
      ...toProjectOptions(options, terminal, "; nothing was written"),
      out,
      format,
      force,
      dryRun,
      onApi: bar.at,
    },
    whileUninterrupted,
  ).finally(bar.done);
  if (json) terminal.stdout(`${printedJson(report)}\n`);
  else tellDocs(report, terminal);
  return exitCodes.ok;
}

function tellDocs(
  { out, dryRun, apis, written, removed }: DocsReport,
  terminal: Terminal,
): void {
  for (const api of apis) {
    const { length } = written.filter((path) => folderOf(path) === api.folder);
    const files = `${dryRun ? "would write " : ""}${count(length, "file")}`;
    const what = length === 0 ? "unchanged" : files;
    tellApi(api, `${out}/${api.start}`, what, terminal);
  }
  if (removed.length > 0)
    terminal.stderr(
      `${dryRun ? "would remove" : "removed"} ${count(removed.length, "file")} that this reference does not have\n`,
    );
}
