import { markdownText, type Markdown } from "../prose/markdown.js";
import { printable } from "../read/printable.js";
import {
  groupsOf,
  levelTitles,
  reachText,
  revisionsText,
  summaryText,
  type ChangeGroup,
} from "./groups.js";
import { placeText, type Change, type DiffReport } from "./report.js";

/** A report for a pull request, as GitHub Flavored Markdown: a table for each kind of change; those that break nobody are folded. */
export function formatDiffMarkdown(report: DiffReport): string {
  const parts = [
    `## ${text(revisionsText(report))}`,
    ...report.notes.map((note) => `> **Note:** ${text(note)}`),
    `**${text(summaryText(report))}**`,
  ];
  for (const { level, groups } of groupsOf(report)) {
    if (groups.length === 0) continue;
    const title = `${levelTitles[level]} (${report.counts[level]})`;
    const tables = groups.flatMap(groupParts);
    if (level === "breaking") parts.push(`### ${title}`, ...tables);
    else
      parts.push(
        `<details><summary>${title}</summary>`,
        ...tables,
        "</details>",
      );
  }
  return `${parts.join("\n\n")}\n`;
}

function groupParts({
  title,
  code,
  reasons,
  changes,
}: ChangeGroup): readonly string[] {
  const hasMethods = changes.some(({ methods }) => methods !== null);
  const rows = changes.map((change) => row(change, hasMethods));
  return [
    [
      `**${title}** (\`${code}\`)`,
      ...reasons.map((reason) => `- ${reason}`),
    ].join("\n"),
    [
      hasMethods ? "| where | old | new | methods |" : "| where | old | new |",
      hasMethods ? "| --- | --- | --- | --- |" : "| --- | --- | --- |",
      ...rows,
    ].join("\n"),
  ];
}

function row(change: Change, hasMethods: boolean): string {
  const cells = [
    text(placeText(change.where)),
    text(change.old),
    text(change.new),
    ...(hasMethods ? [text(reachText(change.methods))] : []),
  ];
  return `| ${cells.join(" | ")} |`;
}

/** How much of a text a cell shows. */
const cellLength = 300;

function text(value: string): Markdown {
  return markdownText(printable(value, cellLength));
}
