import type { DiagnosticCode } from "./catalogue.js";
import type { Place } from "./place.js";

/** A problem as a check finds it: where it is in the document's tree, not yet in its text. */
export interface Problem {
  readonly code: DiagnosticCode;
  /** What is wrong, in one line; text from the document goes in through {@link quoted}. */
  readonly message: string;
  readonly place?: Place | undefined;
  /** The problem is the member's key rather than its value. */
  readonly onKey?: boolean;
  /** Where it is in the text, if that is known better than by `place`; UTF-16 units from 0. */
  readonly offset?: number;
  /** The offending value; absent where there is none to show. */
  readonly value?: unknown;
  /** Better advice than the catalogue's. */
  readonly fix?: string;
}

/** Takes a problem down. */
export type Report = (problem: Problem) => void;

/** Takes a problem with an input down, under the name of the input. */
export type ReportInput = (name: string, problem: Problem) => void;
