import { UnmatchedPattern } from "../plan/matching.js";
import { BrokenOverlay } from "../read/overlay.js";
import { DuplicateApi } from "../renderOutput.js";
import { BrokenLock } from "../write/parseLock.js";
import { RefusedToWrite } from "../write/refusedToWrite.js";
import { Interrupted, OutputChanged } from "../write/replaceFiles.js";
import { exitCodes, type ExitCode } from "./exitCodes.js";
import { DocumentsRefused } from "./loadDocuments.js";
import { UsageError } from "./usageError.js";

/** The exit code that the command line gives for an error; that of an internal error for one that is not the tool's. */
export function errorExitCode(error: unknown): ExitCode {
  if (error instanceof DocumentsRefused) return error.exitCode;
  if (
    error instanceof UsageError ||
    error instanceof DuplicateApi ||
    error instanceof BrokenLock ||
    error instanceof BrokenOverlay ||
    error instanceof UnmatchedPattern
  )
    return exitCodes.usage;
  if (error instanceof Interrupted) return exitCodes.interrupted;
  if (
    error instanceof RefusedToWrite ||
    error instanceof OutputChanged ||
    // A full disk, a folder that is read-only.
    (error instanceof Error && "syscall" in error)
  )
    return exitCodes.refusedToWrite;
  return exitCodes.internal;
}
