import { randomBytes } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  statSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { isCode } from "./errorCode.js";
import { startFinisher } from "./finisher.js";
import { readJournal, redo, undo } from "./journal.js";
import { stagingFolder, type OutputFolder } from "./outputFolder.js";
import { RefusedToWrite } from "./refusedToWrite.js";
import { isProcess, parseOwner, type Owner } from "./stagingOwner.js";

/** Milliseconds after which nobody can still be at work: whoever is adds to the folder all the time. */
const longAgo = 60_000;
/** The same for a folder without a name in it: it is written at once. */
const justNow = 1_000;
/** Milliseconds to wait for another process. */
const patience = 90_000;

/** Those that this process has open: its number alone would not tell them from what an earlier one of it left. */
const own = new Set<string>();

/** A staging folder that is this run's alone. */
export interface Staging {
  readonly path: string;
  /** Begins the name of each file in it; no other run has it. */
  readonly id: string;
  /** Removes it, with what is in it. */
  close(): void;
  /** Leaves it as it is, for the next to finish. */
  leave(): void;
}

/**
 * Opens the staging folder of an output folder. Waits while another process has it open, and finishes what one that is
 * gone has left.
 *
 * @throws {RefusedToWrite} when another process does not come to an end
 */
export async function openStaging(folder: OutputFolder): Promise<Staging> {
  const path = join(folder.path, stagingFolder);
  const id = randomBytes(8).toString("hex");
  // First, so that there is no moment in which a killed process leaves so much as the folder.
  const finisher = startFinisher(folder.path, id);
  const pids = [process.pid, ...(finisher ? [finisher.pid] : [])];
  const owner: Owner = { pids, host: hostname() };
  try {
    for (;;) {
      await recover(folder);
      if (!take(path, id, owner)) continue;
      return {
        path,
        id,
        close: () => {
          if (own.has(id)) closeStaging(path, id);
          finisher?.dismiss();
        },
        leave: () => {
          own.delete(id);
          finisher?.dismiss();
        },
      };
    }
  } catch (error) {
    finisher?.dismiss();
    throw error;
  }
}

/** Makes the folder, unless another is faster. */
function take(path: string, id: string, owner: Owner): boolean {
  try {
    mkdirSync(path);
    writeFileSync(join(path, `${id}.owner`), JSON.stringify(owner));
    own.add(id);
    return true;
  } catch (error) {
    // Or it took the empty folder for an old one.
    if (isCode(error, "EEXIST", "ENOENT")) return false;
    closeStaging(path, id);
    throw error;
  }
}

/**
 * Finishes what a process left that was stopped while it put files in place: all of its files are put there. What had not
 * come so far is dropped.
 *
 * @throws {RefusedToWrite} when another process is at work and does not come to an end
 */
export async function recover(folder: OutputFolder): Promise<void> {
  const root = folder.path;
  const path = join(root, stagingFolder);
  const begin = Date.now();
  for (;;) {
    const found = look(path);
    if (!found) return;
    if (!found.isAlive) return settle(folder, found.id, found.names);
    if (Date.now() - begin > patience)
      throw new RefusedToWrite(
        `another discovery-codegen is writing to ${root}; if there is none, delete ${path}`,
      );
    await delay(50);
  }
}

/**
 * Finishes what one run left, whoever is said to have the folder.
 *
 * @throws {RefusedToWrite} for a journal that this tool did not write
 */
export function finish(folder: OutputFolder, id: string): void {
  const found = look(join(folder.path, stagingFolder));
  const own = found?.names.filter((name) => isOwnName(name, id)) ?? [];
  settle(folder, id, own);
}

function settle(
  folder: OutputFolder,
  id: string,
  names: readonly string[],
): void {
  const root = folder.path;
  const path = join(root, stagingFolder);
  const foreign = names.find((name) => !isOwnName(name, id));
  if (foreign !== undefined)
    throw new RefusedToWrite(
      `${join(path, foreign)} is not discovery-codegen's; delete ${path}`,
    );
  if (names.includes(`${id}.undo`))
    undo(root, path, readJournal(folder, join(path, `${id}.undo`)));
  else if (names.includes(`${id}.journal`))
    redo(root, path, readJournal(folder, join(path, `${id}.journal`)));
  closeStaging(path, id);
}

/** Whether a file is of one run, as far as its name tells. */
function isOwnName(name: string, id: string): boolean {
  return (
    /^[0-9a-f]{16}$/.test(id) &&
    name.startsWith(`${id}.`) &&
    /^(?:owner|draft|journal|undo|\d+\.(?:new|old))$/.test(
      name.slice(id.length + 1),
    )
  );
}

/** Whether somebody is writing to a folder at this moment. */
export function isOccupied(folder: OutputFolder): boolean {
  return look(join(folder.path, stagingFolder))?.isAlive ?? false;
}

/** Whether a run was stopped while it put files in place, so that some may be old and some new until `generate` runs. */
export function isInterrupted(folder: OutputFolder): boolean {
  const found = look(join(folder.path, stagingFolder));
  return (
    found !== undefined &&
    !found.isAlive &&
    found.names.some((name) => /\.(?:journal|undo)$/.test(name))
  );
}

interface Found {
  readonly names: readonly string[];
  readonly id: string;
  readonly isAlive: boolean;
}

/** What is in a staging folder, of one run; undefined where there is none. */
function look(path: string): Found | undefined {
  try {
    // Names first: those of a run that begins meanwhile are not among them.
    const names = readdirSync(path);
    const status = lstatSync(path);
    if (status.isSymbolicLink())
      throw new RefusedToWrite(`${path} is a symbolic link`);
    const age = Date.now() - status.mtimeMs;
    const owner = names.find((name) => name.endsWith(".owner"));
    if (owner === undefined) {
      const [id = ""] = (names[0] ?? "").split(".");
      return { names, id, isAlive: age < justNow };
    }
    const id = owner.slice(0, -".owner".length);
    const text = readFileSync(join(path, owner), "utf8");
    const isAlive = age < longAgo && isRunning(text, id, age);
    return { names, id, isAlive };
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    if (isCode(error, "EISDIR", "ENOTDIR")) {
      const file = fileAbove(path);
      throw new RefusedToWrite(
        file === undefined
          ? `${path} holds what is not discovery-codegen's; delete it`
          : `${file} is a file, where a folder is to be; choose another output folder`,
      );
    }
    throw error;
  }
}

/** The file that stands where a path needs a folder; undefined where none does. */
function fileAbove(path: string): string | undefined {
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if (existsSync(folder))
      return statSync(folder).isFile() ? folder : undefined;
    if (folder === dirname(folder)) return undefined;
  }
}

function isRunning(text: string, id: string, age: number): boolean {
  const owner = parseOwner(text);
  // Its process was stopped before it had written its number, or is about to.
  if (!owner) return age < justNow;
  // Of another machine's processes nothing is known.
  if (owner.host !== hostname()) return true;
  return owner.pids.some((pid) =>
    pid === process.pid ? own.has(id) : isProcess(pid),
  );
}

/** Removes what is of one run: what decides about the rest goes first, and who had it goes last. */
function closeStaging(path: string, id: string): void {
  own.delete(id);
  try {
    const rank = (name: string): number =>
      name.endsWith(".owner") ? 2 : /\.(?:journal|undo)$/.test(name) ? 0 : 1;
    const names = readdirSync(path)
      .filter((name) => id !== "" && name.startsWith(`${id}.`))
      .sort((a, b) => rank(a) - rank(b));
    for (const name of names) {
      try {
        unlinkSync(join(path, name));
      } catch (error) {
        if (!isCode(error, "ENOENT")) throw error;
      }
    }
    rmdirSync(path);
  } catch (error) {
    if (!isCode(error, "ENOENT", "ENOTEMPTY", "EEXIST", "ENOTDIR")) throw error;
  }
}
