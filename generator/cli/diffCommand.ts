import type { CommandModule } from "yargs";
import { diff } from "../diff/diff.js";
import { formatDiffMarkdown } from "../diff/formatMarkdown.js";
import { formatDiffText } from "../diff/formatText.js";
import type { DiffReport } from "../diff/report.js";
import { printedJson } from "../model/canonicalJson.js";
import { count } from "../read/count.js";
import {
  documentOptions,
  selectionOptions,
  toSelection,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { resolveWithGit } from "./gitInput.js";
import { fromYargs } from "./inputArguments.js";
import { loadDocuments } from "./loadDocuments.js";
import { styled, type Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/** How the report is printed. */
const formats = {
  text: formatDiffText,
  md: formatDiffMarkdown,
  json: (report: DiffReport) => `${printedJson(report)}\n`,
};

interface DiffOptions extends DocumentOptions, SelectionOptions {
  readonly old: string;
  readonly new: string;
  readonly format: keyof typeof formats;
  readonly "fail-on"?: "breaking" | undefined;
}

export function diffCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, DiffOptions> {
  return {
    command: "diff <old> <new>",
    describe: "Show what changed between two revisions, and whom it breaks",
    builder: (yargs) =>
      selectionOptions(documentOptions(yargs))
        .positional("old", {
          type: "string",
          demandOption: true,
          describe:
            "A file, REV:PATH in git, an API id, a URL, or - for standard input",
        })
        .positional("new", {
          type: "string",
          demandOption: true,
          describe: "The same",
        })
        .option("format", {
          choices: ["text", "md", "json"] as const,
          default: "text" as const,
          requiresArg: true,
          describe: "For a terminal, a pull request or a program",
        })
        .option("fail-on", {
          choices: ["breaking"] as const,
          requiresArg: true,
          describe: "Exit with 5 when there is such a change",
        })
        .example(
          "$0 diff HEAD:discovery/drive-v3.json discovery/drive-v3.json",
          "what is not committed yet",
        )
        .example(
          "$0 diff old.json new.json --format md --fail-on breaking",
          "for a pull request",
        ),
    handler: async (options) => exit(await diffDocuments(options, terminal)),
  };
}

async function diffDocuments(
  options: DiffOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const inputs = fromYargs([options.old, options.new]);
  if (inputs.every((input) => input === "-"))
    throw new UsageError("only one of the two can be standard input");
  const selection = toSelection(options);
  const { documents } = await loadDocuments(
    inputs.map((input) => ({
      inputs: [input],
      allowHosts: options["allow-host"] ?? [],
      overlay: options.overlay,
      selection: undefined,
    })),
    { ...options, json: options.format === "json" },
    terminal,
    "",
    resolveWithGit,
  );
  const [old, next, ...others] = documents;
  if (!old || !next || others.length > 0)
    throw new UsageError(
      `diff compares two documents; a folder with ${documents.length - 1} cannot be one of them`,
    );
  const report = diff(old, next, selection ? { selection } : {});
  terminal.stdout(formats[options.format](report));
  if (options["fail-on"] !== "breaking" || report.counts.breaking === 0)
    return exitCodes.ok;
  terminal.stderr(
    `${styled(terminal, "red", count(report.counts.breaking, "breaking change"))}\n`,
  );
  return exitCodes.breaking;
}
