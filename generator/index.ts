/**
 * The programmatic API. `generate`, `check`, `inspect`, `diff` and `docs` do what the commands of these names do, and are what these
 * are made of; what is below them works on documents in memory. docs/api.md tells about both.
 */
export type { ChangeCode } from "./diff/catalogue.js";
export {
  diff as diffDocuments,
  type DiffOptions as DiffDocumentsOptions,
} from "./diff/diff.js";
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
export { formatDiffHtml } from "./docs/html/diffPage.js";
export { docsFormats, type DocsFormat } from "./docs/formats.js";
export {
  docs as renderDocs,
  generate as renderClient,
  inspect as inspectDocument,
  type DocsOptions as RenderDocsOptions,
  type GenerateOptions as RenderClientOptions,
} from "./generate.js";
export type {
  ApiReport,
  MethodReport,
  ParameterReport,
} from "./inspect/inspectApi.js";
export { UnmatchedPattern, type Selection } from "./plan/matching.js";
export {
  check,
  type CheckedFile,
  type CheckedOutput,
  type CheckOptions,
  type CheckReport,
} from "./project/check.js";
export { diff, type DiffOptions } from "./project/diff.js";
export {
  diffSince,
  type DiffSinceOptions,
  type DiffSinceReport,
} from "./project/diffSince.js";
export {
  docs,
  type DocsOptions,
  type DocsReport,
  type DocumentedApi,
} from "./project/docs.js";
export { errorExitCode } from "./project/errorExitCode.js";
export { exitCodes, type ExitCode } from "./project/exitCodes.js";
export {
  generate,
  type GeneratedApi,
  type GeneratedOutput,
  type GenerateOptions,
  type GenerateReport,
} from "./project/generate.js";
export { inspect, type InspectOptions } from "./project/inspect.js";
export { DocumentsRefused } from "./project/loadDocuments.js";
export type {
  ClientOptions,
  DocumentOptions,
  OutputOptions,
  SelectionOptions,
} from "./project/options.js";
export { UsageError } from "./project/usageError.js";
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
export { BrokenOverlay, parseOverlay, type Overlay } from "./read/overlay.js";
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
export type { FileState } from "./write/compareOutput.js";
export { BrokenLock } from "./write/parseLock.js";
export { RefusedToWrite } from "./write/refusedToWrite.js";
export { Interrupted, OutputChanged } from "./write/replaceFiles.js";
