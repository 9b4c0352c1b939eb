import { relative } from "node:path";
import type { CommandModule } from "yargs";
import { formatDiffMarkdown } from "../diff/formatMarkdown.js";
import { formatDiffText } from "../diff/formatText.js";
import type { DiffReport } from "../diff/report.js";
import { formatDiffHtml } from "../docs/html/diffPage.js";
import { printedJson } from "../model/canonicalJson.js";
import { diff } from "../project/diff.js";
import { diffSince, type DiffSinceReport } from "../project/diffSince.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { UsageError } from "../project/usageError.js";
import { count } from "../read/count.js";
import { printable } from "../read/printable.js";
import {
  documentOptions,
  selectionOptions,
  toProjectOptions,
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
  readonly old?: string | undefined;
  readonly new?: string | undefined;
  readonly since?: string | undefined;
  readonly format: keyof typeof formats;
  readonly "fail-on"?: "breaking" | undefined;
}

export function diffCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, DiffOptions> {
  return {
    command: "diff [old] [new]",
    describe: "Show what changed between two revisions, and whom it breaks",
    builder: (yargs) =>
      selectionOptions(documentOptions(yargs))
        .positional("old", {
          type: "string",
          describe:
            "A file, REV:PATH in git, an API id, a URL, or - for standard input; without any: the documents of the configuration, since HEAD",
        })
        .positional("new", {
          type: "string",
          describe: "The same",
        })
        .option("since", {
          type: "string",
          requiresArg: true,
          defaultDescription: '"HEAD"',
          describe: "Of the configuration's documents, another git revision",
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
        .example("$0 diff", "what the configuration's documents changed")
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
  const { old, new: next, format } = options;
  const { reports, removed }: Omit<DiffSinceReport, "added"> =
    old === undefined
      ? await compareSince(options, terminal)
      : {
          reports: [await compareTwo(old, next, options, terminal)],
          removed: [],
        };
  if (format === "html" && reports.length > 1)
    throw new UsageError(
      "a page is of one API, and several have changed; name two revisions of one",
    );
  terminal.stdout(
    old === undefined && format === "json"
      ? `${printedJson(reports)}\n`
      : reports.map(formats[format]).join("\n"),
  );
  const breaking = reports.reduce(
    (sum, { counts }) => sum + counts.breaking,
    removed.length,
  );
  if (options["fail-on"] !== "breaking" || breaking === 0) return exitCodes.ok;
  terminal.stderr(
    `${styled(terminal, "red", count(breaking, "breaking change"))}\n`,
  );
  return exitCodes.breaking;
}

function compareTwo(
  old: string,
  next: string | undefined,
  options: DiffOptions,
  terminal: Terminal,
): Promise<DiffReport> {
  if (next === undefined || options.since !== undefined)
    throw new UsageError(
      "diff takes two revisions, or none and --since, for the documents of discovery-codegen.json",
    );
  const [one = "", other = ""] = fromYargs([old, next]);
  return diff(one, other, toProjectOptions(options, terminal));
}

async function compareSince(
  options: DiffOptions,
  terminal: Terminal,
): Promise<DiffSinceReport> {
  for (const name of ["include", "exclude", "schema", "overlay"] as const)
    if (options[name] !== undefined)
      throw new UsageError(
        `--${name} is for documents that are named; for those of discovery-codegen.json it stands there`,
      );
  const { since } = options;
  const { allowHosts, strict, onDiagnostics } = toProjectOptions(
    options,
    terminal,
  );
  const report = await diffSince({
    since,
    allowHosts,
    strict,
    onDiagnostics,
  });
  const { reports, added, removed, problem } = report;
  if (problem !== undefined)
    terminal.stderr(
      `warning: it is not known which documents are gone: ${problem
        .split("\n")
        .map((line) => printable(line, 300))
        .join("\n")}\n`,
    );
  const tell = (what: string, path: string): void =>
    terminal.stderr(`${what}: ${printable(relative(".", path), 200)}\n`);
  for (const path of added) tell("new", path);
  for (const path of removed) tell("removed, which breaks its users", path);
  if (reports.length + removed.length === 0)
    terminal.stderr(`no document has changed since ${since ?? "HEAD"}\n`);
  return report;
}
