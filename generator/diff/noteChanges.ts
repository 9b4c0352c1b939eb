import type { ValueNotes } from "../model/schema.js";
import { change } from "./change.js";
import type { Change, Place, Reach } from "./report.js";

/** What a document says of a thing beside what it is. */
interface Notes {
  readonly description: string;
  readonly deprecated: boolean;
}

/** Changes of description and deprecation. */
export function noteChanges(
  where: Place,
  old: Notes,
  next: Notes,
  methods: Reach | null = null,
): readonly Change[] {
  return [
    ...(old.deprecated === next.deprecated
      ? []
      : [
          change(
            next.deprecated ? "deprecated" : "no-longer-deprecated",
            where,
            {
              methods,
            },
          ),
        ]),
    ...descriptionChange(where, old.description, next.description, methods),
  ];
}

/** A text for people, shortened to where the two begin to differ. */
export function descriptionChange(
  where: Place,
  old: string,
  next: string,
  methods: Reach | null = null,
): readonly Change[] {
  if (old === next) return [];
  const start = wordBefore(old, firstDifference(old, next));
  return [
    change("description-changed", where, {
      old: excerpt(old, start),
      new: excerpt(next, start),
      methods,
    }),
  ];
}

/** How many UTF-16 units of an excerpt are shown. */
const excerptLength = 60;

function excerpt(text: string, start: number): string {
  const shown = text
    .slice(start, start + excerptLength)
    .replaceAll(/\s+/g, " ")
    .trim();
  const before = start > 0 && shown !== "" ? "…" : "";
  return `${before}${shown}${start + excerptLength < text.length ? "…" : ""}`;
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function wordBefore(text: string, at: number): number {
  // A difference near the start is shown from the start.
  return at < 20 ? 0 : text.lastIndexOf(" ", at - 1) + 1;
}

/**
 * Changes of default, pattern and range.
 *
 * That a default changes breaks callers who leave the value out (AIP-180); that one is told, or no longer told, does not.
 * Of two patterns nobody can tell whether the new one takes all that the old one took: it is taken not to.
 */
export function constraintChanges(
  where: Place,
  old: ValueNotes,
  next: ValueNotes,
  isGiven: boolean,
  methods: Reach | null = null,
): readonly Change[] {
  const range = (notes: ValueNotes): string =>
    notes.minimum + notes.maximum === ""
      ? ""
      : `${notes.minimum}..${notes.maximum}`;
  return [
    ...(old.default === next.default
      ? []
      : [
          change("default-changed", where, {
            old: old.default,
            new: next.default,
            wire: isGiven && old.default !== "" && next.default !== "",
            methods,
          }),
        ]),
    ...(old.pattern === next.pattern
      ? []
      : [
          change("pattern-changed", where, {
            old: old.pattern,
            new: next.pattern,
            wire: isGiven && next.pattern !== "",
            isDocs: !isGiven,
            methods,
          }),
        ]),
    ...(range(old) === range(next)
      ? []
      : [
          change("range-changed", where, {
            old: range(old),
            new: range(next),
            wire: isGiven && isNarrower(old, next),
            isDocs: !isGiven,
            methods,
          }),
        ]),
  ];
}

/** Numbers as the document writes them: decimal texts, which a bound may exceed what a number holds exactly. */
function isNarrower(old: ValueNotes, next: ValueNotes): boolean {
  const excludes = (
    from: string,
    to: string,
    isTighter: (from: number, to: number) => boolean,
  ): boolean =>
    to !== "" &&
    to !== from &&
    (from === "" || isTighter(Number(from), Number(to)));
  return (
    excludes(old.minimum, next.minimum, (from, to) => to > from) ||
    excludes(old.maximum, next.maximum, (from, to) => to < from)
  );
}
