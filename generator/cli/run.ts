import { readFile } from "node:fs/promises";
import yargs from "yargs";
import { DuplicateApi } from "../renderOutput.js";
import { UnmatchedPattern } from "../plan/selection.js";
import { BrokenOverlay } from "../read/overlay.js";
import { printable } from "../read/printable.js";
import { BrokenLock } from "../write/lock.js";
import { RefusedToWrite } from "../write/refusedToWrite.js";
import { checkCommand } from "./checkCommand.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { generateCommand } from "./generateCommand.js";
import { inspectCommand } from "./inspectCommand.js";
import { styled, type Terminal } from "./terminal.js";

/** Wrong words on the command line. */
class UsageError extends Error {
  override readonly name = "UsageError";
}

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
    const parser = yargs()
      .scriptName("discovery-codegen")
      .usage(
        "$0 <command>\n\nTyped TypeScript clients for Google's JSON APIs, from Discovery documents.",
      )
      .command(generateCommand(terminal, exit))
      .command(checkCommand(terminal, exit))
      .command(inspectCommand(terminal, exit))
      .demandCommand(1, 1, "Name a command.", "Name one command.")
      .strict()
      .recommendCommands()
      .version(await packageVersion())
      .help()
      .alias("help", "h")
      .wrap(terminal.columns)
      .epilogue(
        "Exit codes: 0 ok, 1 internal error, 2 usage, 4 drift, 6 invalid document, 8 refused to write.",
      )
      .exitProcess(false)
      .fail((message, error) => {
        throw error ?? new UsageError(message);
      });
    await parser.parseAsync([...args], {}, (_error, _argv, output) => {
      if (output !== "") terminal.stdout(`${output}\n`);
    });
    return code;
  } catch (error) {
    return tellError(error, terminal);
  }
}

function tellError(error: unknown, terminal: Terminal): ExitCode {
  const say = (text: string): void =>
    terminal.stderr(
      `${styled(terminal, "red", "error")}: ${text
        .split("\n")
        .map((line) => printable(line, 500))
        .join("\n")}\n`,
    );
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
