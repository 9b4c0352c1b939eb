import { markdownText } from "../read/markdownText.js";
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
    `## ${markdownText(revisionsText(report))}`,
    ...report.notes.map((note) => `> **Note:** ${markdownText(note)}`),
    `**${markdownText(summaryText(report))}**`,
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
    markdownText(placeText(change.where)),
    markdownText(change.old),
    markdownText(change.new),
    ...(hasMethods ? [markdownText(reachText(change.methods))] : []),
  ];
  return `| ${cells.join(" | ")} |`;
}
