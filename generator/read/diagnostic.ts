import type { DiagnosticCode, Severity } from "./catalogue.js";

export type { DiagnosticCode, Severity } from "./catalogue.js";

/** A place in a document's text; line and column count from 1, columns in UTF-16 code units. */
export interface SourceLocation {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One problem of one document, ready to be shown. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  /** What is wrong: one printable line. */
  readonly message: string;
  /** The place as a JSON pointer (RFC 6901); "" is the whole document. Not made printable. */
  readonly pointer: string;
  readonly location: SourceLocation;
  /** The offending value as JSON, shortened and printable. */
  readonly value?: string;
  /** What to do about it: one printable line. */
  readonly fix: string;
}
