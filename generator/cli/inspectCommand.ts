import type { CommandModule } from "yargs";
import { formatReport } from "../inspect/formatReport.js";
import { printedJson } from "../model/canonicalJson.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { inspect } from "../project/inspect.js";
import { defaults } from "../project/options.js";
import {
  documentOptions,
  selectionOptions,
  toProjectOptions,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import type { Terminal } from "./terminal.js";

interface InspectOptions extends DocumentOptions, SelectionOptions {
  readonly json: boolean;
}

export function inspectCommand(
  terminal: Terminal,
  exit: (code: ExitCode) => void,
): CommandModule<object, InspectOptions> {
  return {
    command: "inspect [inputs..]",
    describe: "Show an API's resources, methods and how the client names them",
    builder: (yargs) =>
      selectionOptions(documentOptions(yargs))
        .positional("inputs", {
          type: "string",
          array: true,
          describe: `Files, folders, URLs, API ids (drive:v3), or - for standard input; default: ${defaults.documents}/`,
        })
        .option("json", {
          type: "boolean",
          default: false,
          describe: "Print an array of reports as JSON",
        })
        .example("$0 inspect genomics.json", "the surface as text")
        .example("$0 inspect genomics.json --json", "the same for other tools"),
    handler: async (options) => exit(await inspectDocuments(options, terminal)),
  };
}

async function inspectDocuments(
  options: InspectOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const reports = await inspect(toProjectOptions(options, terminal));
  terminal.stdout(
    options.json
      ? `${printedJson(reports)}\n`
      : reports.map(formatReport).join("\n"),
  );
  return exitCodes.ok;
}
