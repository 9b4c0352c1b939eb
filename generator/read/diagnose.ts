import { catalogue } from "./catalogue.js";
import type { Diagnostic, Severity } from "./diagnostic.js";
import { locate } from "./locate.js";
import { pointerOf } from "./place.js";
import { printable, quoted } from "./printable.js";
import type { Problem } from "./problem.js";
import { positionsIn } from "./textPosition.js";

/** More than anybody reads; keeps a hostile document from filling the memory with its problems. */
const most = 1000;

/** The worst first. */
const severities: readonly Severity[] = ["error", "warning", "note"];

/** What the problems are about. */
export interface Subject {
  readonly name: string;
  /** The document's text without its byte order mark; absent if locations are unknown. */
  readonly text?: string | undefined;
  /** Notes and warnings become errors. */
  readonly strict?: boolean | undefined;
}

/** Turns problems into diagnostics in the order of the text. Loads the position finder if there is any. */
export async function diagnose(
  problems: readonly Problem[],
  subject: Subject,
): Promise<readonly Diagnostic[]> {
  if (problems.length === 0) return [];
  const listed = mostSevere(problems);
  const offsets = await offsetsOf(listed, subject.text);
  const position = positionsIn(subject.text ?? "");
  return listed
    .map((problem) => ({ problem, offset: offsets.get(problem) ?? 0 }))
    .sort(
      (one, other) =>
        one.offset - other.offset ||
        severities.indexOf(severityOf(one.problem)) -
          severities.indexOf(severityOf(other.problem)),
    )
    .map(({ problem, offset }) => ({
      code: problem.code,
      severity: subject.strict === true ? "error" : severityOf(problem),
      message: printable(problem.message),
      pointer: pointerOf(problem.place),
      location: { file: subject.name, ...position(offset) },
      ...("value" in problem && { value: describe(problem.value) }),
      fix: printable(problem.fix ?? catalogue[problem.code].fix),
    }));
}

function severityOf(problem: Problem): Severity {
  return catalogue[problem.code].severity;
}

function mostSevere(problems: readonly Problem[]): readonly Problem[] {
  if (problems.length <= most) return problems;
  const ranked = severities.flatMap((severity) =>
    problems.filter((problem) => severityOf(problem) === severity),
  );
  return [
    ...ranked.slice(0, most),
    {
      code: "too-many-problems",
      message: `${problems.length - most} more problems are not listed`,
      offset: Number.MAX_SAFE_INTEGER,
    },
  ];
}

async function offsetsOf(
  problems: readonly Problem[],
  text: string | undefined,
): Promise<ReadonlyMap<Problem, number>> {
  if (text === undefined) return new Map();
  if (problems.every(({ place, offset }) => offset !== undefined || !place))
    return new Map(problems.map((problem) => [problem, problem.offset ?? 0]));
  const { parseTree } = await import("jsonc-parser");
  const root = parseTree(text);
  return root === undefined ? new Map() : locate(root, problems);
}

/** A value as a person would name it: scalars themselves, objects and arrays by their size. */
function describe(value: unknown): string {
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (typeof value === "object" && value !== null)
    return `object with ${Object.keys(value).length} members`;
  return String(value);
}
