import type { CommandModule } from "yargs";
import { printedJson } from "../model/canonicalJson.js";
import {
  check,
  type CheckedOutput,
  type CheckReport,
} from "../project/check.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { defaults } from "../project/options.js";
import {
  documentOptions,
  outOption,
  selectionOptions,
  toProjectOptions,
  typeCheckOption,
  type DocumentOptions,
  type SelectionOptions,
} from "./commonOptions.js";
import { tellChangedDocuments } from "./tellChangedDocuments.js";
import { isDrifted, tellDrift } from "./tellDrift.js";
import { tellFresh } from "./tellOutput.js";
import { progress, styled, type Terminal } from "./terminal.js";

interface CheckOptions extends DocumentOptions, SelectionOptions {
  readonly out?: string | undefined;
  readonly "type-check"?: boolean | undefined;
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
        typeCheckOption(selectionOptions(documentOptions(yargs))),
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
    handler: async (options) => exit(await checkOutputs(options, terminal)),
  };
}

async function checkOutputs(
  options: CheckOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const { json, out } = options;
  const bar = progress(terminal);
  const report = await check({
    ...toProjectOptions(options, terminal),
    out,
    typeCheck: options["type-check"],
    onApi: bar.at,
  }).finally(bar.done);
  if (json) printReport(report, terminal);
  else {
    for (const output of report.outputs) tellOutput(output, terminal);
    // Last, where whoever wonders at the exit code looks.
    tellChangedDocuments(report.changedDocuments, true, terminal);
  }
  return report.fresh ? exitCodes.ok : exitCodes.drift;
}

/** One output is an object of its own; several are a list in one. */
function printReport(
  { fresh, outputs, changedDocuments }: CheckReport,
  terminal: Terminal,
): void {
  const data = outputs.map(({ out, fresh, interrupted, files }) => ({
    out,
    fresh,
    ...(interrupted && { interrupted }),
    files: files.map(({ path, state }) => ({ path, state })),
  }));
  const [only, ...others] = data;
  const documents = changedDocuments.length > 0 && { changedDocuments };
  terminal.stdout(
    `${printedJson(others.length === 0 ? { ...only, fresh, ...documents } : { fresh, ...documents, outputs: data })}\n`,
  );
}

function tellOutput(
  { out, files, interrupted }: CheckedOutput,
  terminal: Terminal,
): void {
  if (interrupted) {
    terminal.stderr(
      `${styled(terminal, "red", "interrupted")}: a generate was killed while it put files into ${out}; run generate, which finishes that first\n`,
    );
    return;
  }
  const drifted = files.filter(isDrifted);
  if (drifted.length === 0) tellFresh(out, files.length, terminal);
  else tellDrift(out, drifted, files.length, terminal);
}
