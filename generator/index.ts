/** The programmatic API. */
export { exitCodes, type ExitCode } from "./cli/exitCodes.js";
export { generate } from "./generate.js";
export {
  inspectApi,
  type ApiReport,
  type MethodReport,
  type ParameterReport,
} from "./inspect/inspectApi.js";
export type {
  Diagnostic,
  Severity,
  SourceLocation,
} from "./read/diagnostic.js";
export {
  readDocument,
  validateDocument,
  type ReadOptions,
  type ReadResult,
} from "./read/readDocument.js";
export type { RestDescription } from "./read/restDescription.js";
