import { DuplicateApi } from "../renderOutput.js";
import { UnmatchedPattern } from "../plan/selection.js";
import { BrokenOverlay } from "../read/overlay.js";
import { printable } from "../read/printable.js";
import { BrokenLock } from "../write/lock.js";
import { Interrupted, OutputChanged } from "../write/replaceFiles.js";
import { RefusedToWrite } from "../write/refusedToWrite.js";
import { DocumentsRefused } from "./loadDocuments.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { NoAnswer, styled, type Terminal } from "./terminal.js";
import { UsageError } from "./usageError.js";

/** Tells what went wrong, and gives the exit code that says so. */
export function tellError(error: unknown, terminal: Terminal): ExitCode {
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
  if (error instanceof Interrupted) {
    say(error.message);
    return exitCodes.interrupted;
  }
  if (error instanceof RefusedToWrite || error instanceof OutputChanged) {
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
