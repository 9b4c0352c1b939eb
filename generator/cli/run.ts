import { readFile } from "node:fs/promises";
import yargs, { type Argv } from "yargs";
import { DuplicateApi } from "../renderOutput.js";
import { UnmatchedPattern } from "../plan/selection.js";
import { BrokenOverlay } from "../read/overlay.js";
import { nearest } from "../read/nearest.js";
import { printable } from "../read/printable.js";
import { BrokenLock } from "../write/lock.js";
import { RefusedToWrite } from "../write/refusedToWrite.js";
import { checkCommand } from "./checkCommand.js";
import { diffCommand } from "./diffCommand.js";
import { DocumentsRefused } from "./loadDocuments.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { fetchCommand } from "./fetchCommand.js";
import { generateCommand } from "./generateCommand.js";
import { toYargs } from "./inputArguments.js";
import { initCommand } from "./initCommand.js";
import { inspectCommand } from "./inspectCommand.js";
import { NoAnswer, styled, type Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

const commands = {
  init: initCommand,
  fetch: fetchCommand,
  generate: generateCommand,
  check: checkCommand,
  diff: diffCommand,
  inspect: inspectCommand,
};

/** Runs the command line and gives its exit code; throws nothing. */
export async function run(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let code: ExitCode = exitCodes.ok;
  const exit = (value: ExitCode): void => {
    code = value;
  };
  try {
    const parser = yargs();
    parser
      .scriptName("discovery-codegen")
      .usage(
        "$0 <command>\n\nTyped TypeScript clients for Google's JSON APIs, from Discovery documents.",
      )
      .command(commands.init(terminal, exit))
      .command(commands.fetch(terminal, exit))
      .command(commands.generate(terminal, exit))
      .command(commands.check(terminal, exit))
      .command(commands.diff(terminal, exit))
      .command(commands.inspect(terminal, exit))
      // "--include a b" would take an input for a second pattern.
      .parserConfiguration({ "greedy-arrays": false })
      .demandCommand(1, 1, "Name a command.", "Name one command.")
      .strict()
      .version(await packageVersion())
      .help()
      .alias("help", "h")
      .wrap(terminal.columns)
      .example("$0 fetch drive:v3", "Google's document into discovery/")
      .example("$0 generate", "every document under discovery/ into generated/")
      .example("$0 check", "exit 4 when generated/ does not fit discovery/")
      .example("$0 inspect genomics.json", "what a document's client offers")
      .epilogue(
        "Exit codes: 0 ok, 1 internal error, 2 usage, 4 drift, 5 breaking change, 6 invalid document, 7 fetch failed, 8 refused to write.",
      )
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new UsageError(withSuggestion(message, args, parser));
      });
    await parser.parseAsync([...toYargs(args)], {}, (_error, _argv, output) => {
      if (output !== "") terminal.stdout(`${output}\n`);
    });
    return code;
  } catch (error) {
    return tellError(error, terminal);
  }
}

/** yargs says which word it does not know; this adds the one that was likely meant. */
function withSuggestion(
  message: string,
  args: readonly string[],
  parser: Argv,
): string {
  const unknown = /^Unknown arguments?: (.*)$/.exec(message)?.[1]?.split(", ");
  if (!unknown) return message;
  // yargs can tell the options of the command at hand, but its types do not say so.
  const { key } = (
    parser as unknown as { getOptions(): { readonly key: object } }
  ).getOptions();
  // Options are also known by their names in camel case.
  const options = Object.keys(key).filter(
    (name) => name.length > 1 && name === name.toLowerCase(),
  );
  return unknown
    .map((word) => {
      // Options stand there with their dashes.
      if (args.includes(word))
        return did(`command ${word}`, nearest(word, Object.keys(commands)));
      const dashes = word.length === 1 ? "-" : "--";
      const meant = nearest(word, options);
      return did(`option ${dashes}${word}`, meant && `--${meant}`);
    })
    .join("\n");
}

function did(unknown: string, meant: string | undefined): string {
  return `unknown ${unknown}${meant === undefined ? "" : `; did you mean ${meant}?`}`;
}

function tellError(error: unknown, terminal: Terminal): ExitCode {
  const say = (text: string): void =>
    terminal.stderr(
      `${styled(terminal, "red", "error")}: ${text
        .split("\n")
        .map((line) => printable(line, 500))
        .join("\n")}\n`,
    );
  if (error instanceof DocumentsRefused) return error.exitCode;
  if (error instanceof NoAnswer) {
    terminal.stderr(`\n${error.message}; nothing was written\n`);
    return exitCodes.interrupted;
  }
  if (
    error instanceof UsageError ||
    (error instanceof Error && error.name === "YError")
  ) {
    say(`${error.message}\nSee discovery-codegen --help.`);
    return exitCodes.usage;
  }
  if (
    error instanceof DuplicateApi ||
    error instanceof BrokenLock ||
    error instanceof BrokenOverlay ||
    error instanceof UnmatchedPattern
  ) {
    say(error.message);
    return exitCodes.usage;
  }
  if (error instanceof RefusedToWrite) {
    say(error.message);
    return exitCodes.refusedToWrite;
  }
  if (error instanceof Error && "syscall" in error) {
    say(error.message);
    return exitCodes.refusedToWrite;
  }
  say(
    `this is a fault of discovery-codegen; please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  );
  return exitCodes.internal;
}

async function packageVersion(): Promise<string> {
  const text = await readFile(
    new URL("../../package.json", import.meta.url),
    "utf8",
  );
  const { version } = JSON.parse(text) as { version: string };
  return version;
}
