import { count } from "../read/count.js";
import type { Diagnostic } from "../read/diagnostic.js";
import { formatDiagnostic } from "../read/formatDiagnostic.js";
import { styled, type Terminal } from "./terminal.js";

/** Prints diagnostics, how many errors there are, and how many notes were not worth it. */
export function tellDiagnostics(
  diagnostics: readonly Diagnostic[],
  verbose: boolean,
  consequence: string,
  terminal: Terminal,
): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const notes = diagnostics.filter(({ severity }) => severity === "note");
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "note" && !verbose) continue;
    const [first = "", ...rest] = formatDiagnostic(diagnostic).split("\n");
    const style =
      diagnostic.severity === "error"
        ? "red"
        : diagnostic.severity === "warning"
          ? "yellow"
          : "dim";
    terminal.stderr(
      `${[styled(terminal, style, first), ...rest].join("\n")}\n`,
    );
  }
  if (errors.length > 0) {
    terminal.stderr(
      `${styled(terminal, "red", count(errors.length, "error"))}${consequence}\n`,
    );
  } else if (notes.length > 0 && !verbose) {
    terminal.stderr(
      styled(
        terminal,
        "dim",
        `${count(notes.length, "note")} on quirks of the documents; --verbose shows them\n`,
      ),
    );
  }
}
