import type { ChangeCode } from "./catalogue.js";

/** What is different between two revisions of an API. `format` changes when a key changes its meaning. */
export interface DiffReport {
  readonly format: 1;
  readonly old: RevisionReport;
  readonly new: RevisionReport;
  /** What a reader should know first, such as that these are two APIs. */
  readonly notes: readonly string[];
  readonly bump: Bump;
  /** How many changes there are of each level. */
  readonly counts: Readonly<Record<Level, number>>;
  /** Breaking ones first, then compatible ones, then those of the documentation; within these in the order of the API. */
  readonly changes: readonly Change[];
}

/** Which revision of which API, as its document says; empty where it says nothing. */
export interface RevisionReport {
  readonly id: string;
  readonly revision: string;
}

/** How bad a change is: it breaks callers, or they may have something new, or just texts are different. */
export type Level = "breaking" | "compatible" | "docs";

/** The levels, the worst first. */
export const levels: readonly Level[] = ["breaking", "compatible", "docs"];

/**
 * Whom a change breaks: `wire`, requests as the old client sends them and answers as it reads them; `typescript`, code that
 * was written against the old client and is compiled with the new one.
 */
export type Audience = "wire" | "typescript";

/** The part of a version (semver.org) that a release with these changes should raise. */
export type Bump = "major" | "minor" | "patch" | "none";

/** One change. `old` and `new` are short texts for people; empty where there was, or is, nothing. */
export interface Change {
  readonly code: ChangeCode;
  readonly level: Level;
  /** Empty unless the level is `breaking`. */
  readonly breaks: readonly Audience[];
  readonly where: Place;
  readonly old: string;
  readonly new: string;
  /** Why it breaks whom it breaks, a sentence each; empty otherwise. */
  readonly why: string;
  /** For a change in a schema: the methods whose requests or answers hold it. */
  readonly methods: Reach | null;
}

/** Methods that reach a schema: how many, and the first of them. */
export interface Reach {
  readonly count: number;
  readonly some: readonly string[];
}

/**
 * Where something changed, by the names of the document: a method by its path in the resource tree behind the API's name
 * (`genomics.operations.list`), a type by its schema and the way in it (`File.owners[]`) or, where it stands in a method, by
 * the method and that (`drive.files.list(body)`). What is gone or renamed is at its old place.
 */
export type Place =
  | { readonly kind: "api" }
  | { readonly kind: "resource"; readonly resource: string }
  | { readonly kind: "method"; readonly method: string }
  /** A parameter; of every method, where `method` is null. */
  | {
      readonly kind: "parameter";
      readonly method: string | null;
      readonly parameter: string;
    }
  | { readonly kind: "schema"; readonly schema: string }
  /** A type that is declared where it stands: an object or an enum within a schema, a body or a response. */
  | { readonly kind: "type"; readonly type: string }
  | {
      readonly kind: "property";
      readonly schema: string;
      readonly property: string;
    };

/** A place in words: `genomics.operations.list parameter filter`, `Operation.done`, `schema Operation`. */
export function placeText(place: Place): string {
  switch (place.kind) {
    case "api":
      return "the API";
    case "resource":
      return `resource ${place.resource}`;
    case "method":
      return place.method;
    case "parameter":
      return `${place.method ?? "every method"} parameter ${place.parameter}`;
    case "schema":
      return `schema ${place.schema}`;
    case "type":
      return place.type;
    case "property":
      return `${place.schema}.${place.property}`;
  }
}
