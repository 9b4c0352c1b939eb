/** Prints what was measured, and holds it against the budgets. */
import { styleText } from "node:util";

/** Whether a figure of this run was over its budget. */
let isOver = false;

export function heading(text: string): void {
  console.log(`\n${styleText("bold", text)}`);
}

/** Rows below the names of their columns, numbers to the right. */
export function table(
  columns: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): void {
  const texts = [columns, ...rows.map((row) => row.map(cell))];
  const widths = columns.map((_, column) =>
    Math.max(...texts.map((row) => row[column]?.length ?? 0)),
  );
  for (const row of texts)
    console.log(
      row
        .map((text, column) =>
          column === 0
            ? text.padEnd(widths[column] ?? 0)
            : text.padStart(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    );
}

function cell(value: string | number): string {
  if (typeof value === "string") return value;
  return Number.isInteger(value) ? String(value) : value.toPrecision(3);
}

/** A figure that has a budget. */
export function budget(
  name: string,
  value: number,
  rule: "at most" | "at least" | "less than",
  limit: number,
): void {
  const holds = {
    "at most": value <= limit,
    "at least": value >= limit,
    "less than": value < limit,
  }[rule];
  isOver ||= !holds;
  const mark = holds ? styleText("green", "ok  ") : styleText("red", "OVER");
  console.log(`${mark} ${name}: ${cell(value)}, ${rule} ${limit}`);
}

export function note(text: string): void {
  console.log(styleText("dim", text));
}

/** Sets the exit status: 1 when a budget was missed. */
export function conclude(): void {
  if (isOver) process.exitCode = 1;
}
