import type { CommandModule } from "yargs";
import { formatDiffMarkdown } from "../diff/formatMarkdown.js";
import { formatDiffText } from "../diff/formatText.js";
import type { DiffReport } from "../diff/report.js";
import { formatDiffHtml } from "../docs/html/diffPage.js";
import { printedJson } from "../model/canonicalJson.js";
import { diff } from "../project/diff.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { count } from "../read/count.js";
import {
  documentOptions,
  selectionOptions,
  toProjectOptions,
  withJsonErrors,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import { fromYargs } from "./inputArguments.js";
import { styled, type Terminal } from "./terminal.js";

/** How the report is printed. */
const formats = {
  text: formatDiffText,
  md: formatDiffMarkdown,
  html: formatDiffHtml,
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
          choices: ["text", "md", "html", "json"] as const,
          default: "text" as const,
          requiresArg: true,
          describe: "For a terminal, a pull request, a browser or a program",
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
  const [old = "", next = ""] = fromYargs([options.old, options.new]);
  const report = await withJsonErrors(options.format === "json", terminal, () =>
    diff(old, next, toProjectOptions(options, terminal)),
  );
  terminal.stdout(formats[options.format](report));
  if (options["fail-on"] !== "breaking" || report.counts.breaking === 0)
    return exitCodes.ok;
  terminal.stderr(
    `${styled(terminal, "red", count(report.counts.breaking, "breaking change"))}\n`,
  );
  return exitCodes.breaking;
}
