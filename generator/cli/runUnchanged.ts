import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { findUnchanged } from "../project/unchanged.js";
import { tellFresh, tellUnchanged } from "./tellOutput.js";
import type { Terminal } from "./terminal.js";

/**
 * Runs a plain `check` or `generate`, as scripts have them, where nothing has changed since the last `generate`: this is
 * told from hashes or, of many files, from states kept in `node_modules/.cache`, without a parser, a formatter or the rest of the command line. Gives undefined for anything else: then
 * nothing was said or done, and {@link run} is to do it.
 */
export async function runUnchanged(
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode | undefined> {
  const [command, ...rest] = args;
  if ((command !== "check" && command !== "generate") || rest.length > 0)
    return undefined;
  const outputs = await findUnchanged();
  if (!outputs) return undefined;
  for (const [out, lock] of outputs)
    if (command === "check") tellFresh(out, lock.files.size, terminal);
    else tellUnchanged(out, lock.apis, terminal);
  return exitCodes.ok;
}
