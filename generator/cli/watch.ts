import { relative } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { exitCodes, type ExitCode } from "../project/exitCodes.js";
import { count } from "../read/count.js";
import { printable } from "../read/printable.js";
import { styled, type Terminal } from "./terminal.js";
import { tellError } from "./tellError.js";

/** Milliseconds between two looks. Files are looked at, since not every file system tells of changes (networks, containers). */
const interval = 200;

/**
 * Works now and whenever files have changed, until the process is asked to end. An error is told, and the next change
 * waited for.
 *
 * @param look the files, each with its state
 */
export async function watch(
  look: () => Promise<ReadonlyMap<string, string>>,
  work: () => Promise<unknown>,
  terminal: Terminal,
): Promise<ExitCode> {
  const stopped = new AbortController();
  const stop = (): void => stopped.abort();
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  for (const signal of signals) process.on(signal, stop);
  try {
    let seen = await look();
    while (!stopped.signal.aborted) {
      try {
        await work();
      } catch (error) {
        const code = tellError(error, terminal);
        if (code === exitCodes.interrupted) break;
      }
      terminal.stderr(
        `${styled(terminal, "dim", `watching ${count(seen.size, "file")}; Ctrl-C ends`)}\n`,
      );
      const next = await nextState(look, seen, stopped.signal);
      if (!next) break;
      terminal.stderr(`${changed(seen, next)}\n`);
      seen = next;
    }
    return exitCodes.interrupted;
  } finally {
    for (const signal of signals) process.off(signal, stop);
  }
}

/** The files when they differ and have come to rest; undefined when it is over. */
async function nextState(
  look: () => Promise<ReadonlyMap<string, string>>,
  seen: ReadonlyMap<string, string>,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, string> | undefined> {
  let last = seen;
  for (;;) {
    try {
      await delay(interval, undefined, { signal });
    } catch {
      return undefined;
    }
    const now = await look();
    // Whoever writes a file does so in parts.
    if (isSame(now, last) && !isSame(now, seen)) return now;
    last = now;
  }
}

function isSame(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): boolean {
  return one.size === other.size && differing(one, other).length === 0;
}

/** Paths whose state is not the same in both. */
function differing(
  one: ReadonlyMap<string, string>,
  other: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (path) => one.get(path) !== other.get(path),
  );
}

function changed(
  before: ReadonlyMap<string, string>,
  now: ReadonlyMap<string, string>,
): string {
  const [first = "", ...others] = differing(before, now);
  const more = others.length === 0 ? "" : ` and ${others.length} more`;
  return `changed: ${printable(relative(".", first), 200)}${more}`;
}
