import type { Diagnostic } from "./diagnostic.js";
import { printable } from "./printable.js";

/**
 * A diagnostic as plain text, several lines without a final line end:
 *
 *     file:line:column: error[code] message
 *         at #/pointer  value "..."
 *         fix: ...
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column } = diagnostic.location;
  const value =
    diagnostic.value === undefined ? "" : `  value ${diagnostic.value}`;
  return [
    `${printable(file)}:${line}:${column}: ${diagnostic.severity}[${diagnostic.code}] ${printable(diagnostic.message)}`,
    `    at #${printable(diagnostic.pointer, 400)}${printable(value)}`,
    `    fix: ${printable(diagnostic.fix)}`,
  ].join("\n");
}
