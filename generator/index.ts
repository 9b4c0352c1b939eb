/**
 * The programmatic API. A whole output folder in memory:
 *
 *     const { sources } = await resolveInputs(["discovery"], { stdin: process.stdin, fetch });
 *     const results = await Promise.all(sources.map((source) => readDocument(source)));
 *     const documents = results.flatMap((result) => (result.ok ? [result.document] : []));
 *     const { files } = await renderOutput(documents); // path relative to the output folder -> text
 */
export { exitCodes, type ExitCode } from "./cli/exitCodes.js";
export type { ChangeCode } from "./diff/catalogue.js";
export { diff, type DiffOptions } from "./diff/diff.js";
export { formatDiffMarkdown } from "./diff/formatMarkdown.js";
export { formatDiffText } from "./diff/formatText.js";
export type {
  Audience,
  Bump,
  Change,
  DiffReport,
  Level,
  Place,
  Reach,
  RevisionReport,
} from "./diff/report.js";
export { generate, inspect, type GenerateOptions } from "./generate.js";
export type {
  ApiReport,
  MethodReport,
  ParameterReport,
} from "./inspect/inspectApi.js";
export { UnmatchedPattern, type Selection } from "./plan/selection.js";
export type {
  Diagnostic,
  Severity,
  SourceLocation,
} from "./read/diagnostic.js";
export { formatDiagnostic } from "./read/formatDiagnostic.js";
export {
  resolveInputs,
  type DocumentSource,
  type InputEnvironment,
  type ResolvedInputs,
} from "./read/input.js";
export { parseOverlay, type Overlay } from "./read/overlay.js";
export {
  readDocument,
  validateDocument,
  type ReadOptions,
  type ReadResult,
} from "./read/readDocument.js";
export type { RestDescription } from "./read/restDescription.js";
export {
  DuplicateApi,
  renderOutput,
  type RenderedOutput,
} from "./renderOutput.js";
