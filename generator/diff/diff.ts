import { toApiModel } from "../model/api.js";
import { planApi, type ApiPlan } from "../plan/api.js";
import { selectRevisions } from "../plan/selection.js";
import { type Selection } from "../plan/matching.js";
import type { RestDescription } from "../read/restDescription.js";
import { apiChanges } from "./apiChanges.js";
import { isEqual } from "./isEqual.js";
import { methodChanges } from "./methodChanges.js";
import { resourceChanges } from "./nameChanges.js";
import { pair } from "./pairing.js";
import {
  levels,
  type Bump,
  type Change,
  type DiffReport,
  type Level,
} from "./report.js";
import { toRevision } from "./revision.js";
import { schemaChanges } from "./schemaChanges.js";

/** How two revisions are compared. */
export interface DiffOptions {
  /** What is compared of both; all where this is absent. What it chooses need not be in both. */
  readonly selection?: Selection;
}

/**
 * What changed from one revision of an API to another, and whom it breaks, as `docs/diff.md` has it. A pure function.
 *
 * @param oldDocument a document that has passed validation, as is `newDocument`
 * @throws {UnmatchedPattern} when a pattern of the selection fits nothing in either of them
 */
export function diff(
  oldDocument: RestDescription,
  newDocument: RestDescription,
  { selection }: DiffOptions = {},
): DiffReport {
  const [old, next] = plansOf(oldDocument, newDocument, selection);
  const pairing = pair(toRevision(old), toRevision(next));
  const found = [
    ...apiChanges(pairing),
    ...resourceChanges(pairing),
    ...methodChanges(pairing),
    ...schemaChanges(pairing),
  ];
  const changes = levels.flatMap((level) =>
    found.filter((change) => change.level === level),
  );
  const counts = countLevels(changes);
  return {
    format: 1,
    old: { id: old.model.id, revision: old.model.revision },
    new: { id: next.model.id, revision: next.model.revision },
    notes: notesOn(old, next),
    bump: bumpFor(counts),
    counts,
    changes,
  };
}

function plansOf(
  oldDocument: RestDescription,
  newDocument: RestDescription,
  selection: Selection | undefined,
): readonly [ApiPlan, ApiPlan] {
  const old = planApi(toApiModel(oldDocument));
  // A document that did not change is planned once: that is most of the work.
  const next = isEqual(oldDocument, newDocument)
    ? old
    : planApi(toApiModel(newDocument));
  return selection ? selectRevisions(old, next, selection) : [old, next];
}

function countLevels(
  changes: readonly Change[],
): Readonly<Record<Level, number>> {
  const count = (level: Level): number =>
    changes.filter((change) => change.level === level).length;
  return {
    breaking: count("breaking"),
    compatible: count("compatible"),
    docs: count("docs"),
  };
}

function bumpFor({ breaking, compatible, docs }: DiffReport["counts"]): Bump {
  if (breaking > 0) return "major";
  if (compatible > 0) return "minor";
  return docs > 0 ? "patch" : "none";
}

function notesOn(
  { model: old }: ApiPlan,
  { model: next }: ApiPlan,
): readonly string[] {
  if (old.id !== next.id)
    return [
      `these are two APIs, ${old.id} and ${next.id}: what is told is what a move from one to the other changes`,
    ];
  // Dates, so that the order of the texts is theirs.
  const areDates = [old, next].every(({ revision }) =>
    /^\d{8}$/.test(revision),
  );
  return areDates && next.revision < old.revision
    ? [
        `the new revision, ${next.revision}, is older than the old one, ${old.revision}`,
      ]
    : [];
}
