import { printedJson } from "../model/canonicalJson.js";
import { errorExitCode } from "../project/errorExitCode.js";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { DocumentsRefused } from "../project/loadDocuments.js";
import { UsageError } from "../project/usageError.js";
import { printable } from "../read/printable.js";
import { NoAnswer } from "./converse.js";
import { styled, type Terminal } from "./terminal.js";

/**
 * Tells what went wrong, and gives the exit code that says so.
 *
 * @param asJson Whether it is printed as data as well: `{ diagnostics }` of documents, else `{ error }`.
 */
export function tellError(
  error: unknown,
  terminal: Terminal,
  asJson = false,
): ExitCode {
  if (error instanceof Error && error.name === "YError")
    return tellError(new UsageError(error.message), terminal, asJson);
  if (asJson) terminal.stdout(`${printedJson(errorData(error))}\n`);
  const say = (text: string): void =>
    terminal.stderr(
      `${styled(terminal, "red", "error")}: ${text
        .split("\n")
        .map((line) => printable(line, 500))
        .join("\n")}\n`,
    );
  if (error instanceof NoAnswer) {
    terminal.stderr(`\n${error.message}; nothing was written\n`);
    return exitCodes.interrupted;
  }
  if (error instanceof UsageError) {
    say(`${error.message}\nSee discovery-codegen --help.`);
    return exitCodes.usage;
  }
  const code = errorExitCode(error);
  // What is wrong with documents has been told.
  if (error instanceof DocumentsRefused) return code;
  say(
    code === exitCodes.internal
      ? `this is a fault of discovery-codegen; please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
      : error instanceof Error
        ? error.message
        : String(error),
  );
  return code;
}

function errorData(error: unknown): object {
  if (error instanceof DocumentsRefused)
    return { diagnostics: error.diagnostics };
  const message = error instanceof Error ? error.message : String(error);
  return { error: { exitCode: errorExitCode(error), message } };
}
