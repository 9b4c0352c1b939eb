import { printable } from "../read/printable.js";
import {
  groupsOf,
  levelTitles,
  reachText,
  revisionsText,
  summaryText,
} from "./groups.js";
import { placeText, type Change, type DiffReport } from "./report.js";

/**
 * A report for a terminal: a heading for each level, a line for each kind of change, lines that say whom it breaks and why, and a
 * line for each change.
 */
export function formatDiffText(report: DiffReport): string {
  const lines = [
    revisionsText(report),
    ...report.notes.map((note) => `note: ${note}`),
    summaryText(report),
  ];
  for (const { level, groups } of groupsOf(report)) {
    if (groups.length === 0) continue;
    lines.push("", `${levelTitles[level]}: ${report.counts[level]}`);
    for (const { title, code, reasons, changes } of groups) {
      lines.push("", `  ${title} [${code}]`);
      lines.push(...reasons.map((reason) => `  ${reason}`));
      for (const line of changeLines(changes)) lines.push(line);
    }
  }
  return `${lines.map((line) => printable(line, 1000)).join("\n")}\n`;
}

function changeLines(changes: readonly Change[]): readonly string[] {
  const places = changes.map(({ where }) => printable(placeText(where)));
  const width = Math.min(
    48,
    places.reduce((most, { length }) => Math.max(most, length), 0),
  );
  return changes.map((change, index) =>
    [
      `    ${(places[index] ?? "").padEnd(width)}`,
      valuesText(change),
      change.methods ? `in ${reachText(change.methods)}` : "",
    ]
      .filter((part) => part !== "")
      .join("  ")
      .trimEnd(),
  );
}

/** How much of a value is shown. */
const valueLength = 100;

function valuesText({ old, new: next }: Change): string {
  const short = (text: string): string => printable(text, valueLength);
  if (old === "" && next === "") return "";
  if (old === "") return `+ ${short(next)}`;
  return next === "" ? `- ${short(old)}` : `${short(old)} -> ${short(next)}`;
}
