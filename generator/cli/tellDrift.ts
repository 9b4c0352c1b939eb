import type { CheckedFile } from "../project/check.js";
import { count } from "../read/count.js";
import { printable } from "../read/printable.js";
import type { FileState } from "../write/compareOutput.js";
import { errorAnnotation } from "./annotation.js";
import { repositoryPath } from "./repositoryPath.js";
import { styled, type Terminal } from "./terminal.js";
import { unifiedDiff, type TextDiff } from "./unifiedDiff.js";

/** A file that is not as `generate` would leave it. */
export type DriftedFile = CheckedFile & {
  readonly state: Exclude<FileState, "same">;
};

export function isDrifted(file: CheckedFile): file is DriftedFile {
  return file.state !== "same";
}

/** What each state means to whoever reads it. */
const meanings: Record<DriftedFile["state"], string> = {
  stale: "generate would write it anew",
  edited: "was edited by hand, or is not discovery-codegen's",
  missing: "is not there",
  orphan: "is no longer generated",
};

/** Lines of differences that are shown of one file, and of all of an output folder. */
const linesOfFile = 30;
const linesOfAll = 150;

/** Errors that GitHub shows of a step; those after them are lost without a word. */
const mostAnnotations = 10;

/** Tells which files of an output folder have drifted, each with the beginning of its differences, and what to do. */
export function tellDrift(
  out: string,
  files: readonly DriftedFile[],
  total: number,
  terminal: Terminal,
): void {
  let room = linesOfAll;
  const isNew =
    files.length === total && files.every(({ state }) => state === "missing");
  if (isNew) terminal.stderr(`${printable(out)} has not been generated yet\n`);
  for (const file of isNew ? [] : files) {
    const { path, state } = file;
    const name = styled(terminal, "yellow", state.padEnd(8));
    terminal.stderr(
      `${name}${printable(`${out}/${path}`)} ${meanings[state]}\n`,
    );
    // GitHub would take a line of a file for a command; there they stand in the annotation.
    if (terminal.annotates) continue;
    const lines = shownLines(differences(file), Math.min(room, linesOfFile));
    room -= lines.length;
    for (const line of lines)
      terminal.stderr(`${styledLine(terminal, line)}\n`);
  }
  const advice = files.some(({ state }) => state === "edited")
    ? "keep what was edited elsewhere, then run generate --force and commit what it writes"
    : "run generate and commit what it writes";
  const summary = `${count(files.length, "file")} of ${total} ${files.length === 1 ? "differs" : "differ"}; ${advice}`;
  terminal.stderr(`${summary}\n`);
  if (terminal.annotates) annotate(out, files, summary, terminal);
}

function annotate(
  out: string,
  files: readonly DriftedFile[],
  summary: string,
  terminal: Terminal,
): void {
  for (const file of files.slice(0, mostAnnotations)) {
    const { path, state } = file;
    const found = differences(file);
    const place = repositoryPath(out, path);
    const message = [
      meanings[state],
      ...shownLines(found, linesOfFile),
      summary,
    ].join("\n");
    terminal.stdout(
      `${errorAnnotation(place, found?.line ?? 1, state, message)}\n`,
    );
  }
}

function differences({ actual, expected }: DriftedFile): TextDiff | undefined {
  return typeof actual === "string" && typeof expected === "string"
    ? unifiedDiff(actual, expected)
    : undefined;
}

/** As many as there is room for, in characters that can do no harm to a terminal. */
function shownLines(
  diff: TextDiff | undefined,
  room: number,
): readonly string[] {
  const { lines = [] } = diff ?? {};
  const shown = lines
    .slice(0, Math.max(0, room))
    .map((line) => printable(line, 200));
  const left = lines.length - shown.length;
  return left > 0 ? [...shown, `... ${count(left, "line")} more`] : shown;
}

function styledLine(terminal: Terminal, line: string): string {
  if (line.startsWith("+")) return styled(terminal, "green", line);
  if (line.startsWith("-")) return styled(terminal, "red", line);
  return styled(terminal, "dim", line);
}
