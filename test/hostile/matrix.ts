/** Every string at every place of a document, through every sink. */
import type { RestDescription } from "../../generator/read/restDescription.js";
import type { Tool } from "./buildTool.js";
import { judge, type Reads, type Sink, type Verdict } from "./judge.js";
import {
  escapePointer,
  isFree,
  isFormatKey,
  parentOf,
  placesIn,
  type Place,
} from "./places.js";
import { wholeDocument } from "./wholeDocument.js";

/** A text that got out of its place. */
export interface Escape {
  readonly pointer: string;
  readonly isKey: boolean;
  readonly text: string;
  readonly sink: Sink | "crash";
  readonly fault: string;
}

export interface MatrixResult {
  /** Strings and places that were tried. */
  readonly cases: number;
  /** Of these, those that were refused with a diagnostic. */
  readonly refused: number;
  readonly escapes: readonly Escape[];
}

/** One for each way in which a harmless text may show: as a name, as what is no name, and not at all. */
const harmlessStrings = ["harmless", "harm-less", ""];

/** Texts that may be more than words: the reference has the lists, the code and the lines that their authors meant. */
const hasBlocks = /[\n\r]|^\s*(?:[-*+•]|\d{1,3}[.)])(?:\s|$)|```|<(?:br|p)\b/i;

export const wholePlaces: readonly Place[] = [...placesIn(wholeDocument)];

/**
 * @param stringsFor the strings that a place is tried with
 * @param enough stops as soon as it holds
 * @param reads what of the nth case is parsed
 */
export async function runMatrix(
  tool: Tool,
  places: readonly Place[],
  stringsFor: (place: Place) => readonly string[],
  enough: (escapes: readonly Escape[]) => boolean = () => false,
  reads: (place: number) => Reads = () => ({ changes: true, docs: true }),
): Promise<MatrixResult> {
  const base = await validBase(tool);
  const escapes: Escape[] = [];
  let cases = 0;
  let refused = 0;
  for (const place of places) {
    const { pointer, isKey, replace } = place;
    const harmless = lazily(harmlessStrings, (text) =>
      judge(tool, replace(text), base, { changes: false, docs: false }),
    );
    const harmlessDocs = lazily(harmlessStrings, (text) =>
      judge(tool, replace(text), base, { changes: false, docs: true }),
    );
    for (const text of stringsFor(place)) {
      if (isFormatKey(place, text)) continue;
      cases++;
      const blame = (sink: Escape["sink"], fault: string): void => {
        escapes.push({ pointer, isKey, text, sink, fault });
      };
      const verdict = await judge(tool, replace(text), base, reads(cases));
      for (const { sink, fault } of verdict.faults) blame(sink, fault);
      if (verdict.ok) {
        if (
          !(await harmless(
            (other) => other.ok && other.shape === verdict.shape,
          ))
        )
          blame("code", "another syntax than with a harmless text");
        if (
          reads(cases).docs &&
          !hasBlocks.test(text) &&
          !(await harmlessDocs(
            (other) => other.ok && other.docsBlocks === verdict.docsBlocks,
          ))
        )
          blame("docs: Markdown", "other blocks than with a harmless text");
        if (
          reads(cases).docs &&
          isKey &&
          !(await harmlessDocs(
            (other) => other.ok && other.docsLinks === verdict.docsLinks,
          ))
        )
          blame("docs: Markdown", "other links than with a harmless text");
      } else {
        refused++;
        if (!(await isToldAt(place, text, verdict, harmless)))
          blame(
            "terminal: diagnostics",
            `is refused elsewhere: ${verdict.pointers.join(" ")}`,
          );
      }
      if (enough(escapes)) return { cases, refused, escapes };
    }
  }
  return { cases, refused, escapes };
}

async function validBase(tool: Tool): Promise<RestDescription> {
  const result = await tool.validateDocument(wholeDocument, "whole.json");
  if (!result.ok) throw new Error("the whole document is not valid");
  return result.document;
}

/** Whether a refusal points at the place; what has lost its name is missed elsewhere, whatever it is called now. */
async function isToldAt(
  { pointer, isKey }: Place,
  text: string,
  verdict: Extract<Verdict, { ok: false }>,
  harmless: (holds: (other: Verdict) => boolean) => Promise<boolean>,
): Promise<boolean> {
  const at = isKey ? `${parentOf(pointer)}/${escapePointer(text)}` : pointer;
  return (
    verdict.pointers.some((told) => told !== "" && at.startsWith(told)) ||
    !(await harmless(({ ok }) => ok))
  );
}

/** Whether a test holds for the result of one of several values, each worked out when it is first needed. */
function lazily<T, R>(
  values: readonly T[],
  work: (value: T) => Promise<R>,
): (holds: (result: R) => boolean) => Promise<boolean> {
  const results: Promise<R>[] = [];
  return async (holds) => {
    for (const [index, value] of values.entries())
      if (holds(await (results[index] ??= work(value)))) return true;
    return false;
  };
}

/** Of a list, a few that differ from place to place: each comes up somewhere. */
export function few(
  strings: readonly string[],
  count: number,
): (place: Place) => readonly string[] {
  let next = 0;
  return (place) =>
    Array.from(
      { length: isFree(place) ? count : 1 },
      () => strings[next++ % strings.length] ?? "",
    );
}

/** Escapes for a person: each kind once, with how many there are of it. */
export function summary(escapes: readonly Escape[]): readonly string[] {
  const kinds = new Map<string, { first: Escape; count: number }>();
  for (const escape of escapes) {
    const kind = `${escape.sink}: ${escape.fault.slice(0, 60)}`;
    const known = kinds.get(kind);
    if (known) known.count++;
    else kinds.set(kind, { first: escape, count: 1 });
  }
  return [...kinds.values()].map(
    ({ first: { sink, fault, pointer, isKey, text }, count }) =>
      `${count} x ${sink}: ${fault} | ${isKey ? "key" : "string"} at ${pointer} is ${JSON.stringify(text).slice(0, 80)}`,
  );
}
