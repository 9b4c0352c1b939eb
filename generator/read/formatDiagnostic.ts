import type { Diagnostic } from "./diagnostic.js";
import { findingCatalogue } from "./inputCatalogue.js";
import { printable } from "./printable.js";

/**
 * A diagnostic as plain text, several lines without a final line end:
 *
 *     file:line:column: error[code] message
 *         at #/pointer  value "..."
 *         fix: ...
 *
 * What could not be found, or did not come, has no place in it.
 */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { file, line, column } = diagnostic.location;
  const value =
    diagnostic.value === undefined ? "" : `  value ${diagnostic.value}`;
  const said = `${diagnostic.severity}[${diagnostic.code}] ${printable(diagnostic.message)}`;
  const fix = `    fix: ${printable(diagnostic.fix)}`;
  if (Object.hasOwn(findingCatalogue, diagnostic.code))
    return `${printable(file)}: ${said}\n${fix}`;
  return [
    `${printable(file)}:${line}:${column}: ${said}`,
    `    at #${printable(diagnostic.pointer, 400)}${printable(value)}`,
    fix,
  ].join("\n");
}
