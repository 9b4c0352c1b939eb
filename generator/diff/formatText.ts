import { printable } from "../read/printable.js";
import {
  audienceText,
  groupsOf,
  levelTitles,
  reachText,
  revisionsText,
  summaryText,
} from "./groups.js";
import { placeText, type Change, type DiffReport } from "./report.js";

/**
 * A report for a terminal: a heading for each level, a line for each kind of change with whom it breaks and why, and a line for
 * each change below it.
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
    for (const { title, code, breaks, why, changes } of groups) {
      const reason = breaks.length > 0 ? ` (${audienceText(breaks)})` : "";
      lines.push("", `  ${title}${reason} [${code}]`);
      if (why !== "") lines.push(`  ${why}`);
      lines.push(...changeLines(changes));
    }
  }
  return `${lines.map((line) => printable(line, 1000)).join("\n")}\n`;
}

function changeLines(changes: readonly Change[]): readonly string[] {
  const places = changes.map(({ where }) => placeText(where));
  const width = Math.min(48, Math.max(...places.map(({ length }) => length)));
  return changes.map((change, index) =>
    [
      `    ${(places[index] ?? "").padEnd(width)}`,
      valuesText(change),
      reachText(change.methods),
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
