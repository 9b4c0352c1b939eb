import type { Node } from "jsonc-parser";

import { segmentsOf } from "./place.js";
import type { Problem } from "./problem.js";

/** A wanted place: its problems and the wanted places below it. */
interface Wanted {
  readonly problems: Problem[];
  readonly members: Map<string, Wanted>;
}

/**
 * Finds the offsets of problems in one pass over the text's syntax tree. A problem whose place the text does
 * not have (a member that was assumed) gets the offset of the nearest place above it.
 */
export function locate(
  root: Node,
  problems: readonly Problem[],
): ReadonlyMap<Problem, number> {
  const offsets = new Map<Problem, number>();
  const wanted: Wanted = { problems: [], members: new Map() };
  for (const problem of problems) {
    if (problem.offset !== undefined) {
      offsets.set(problem, problem.offset);
      continue;
    }
    let at = wanted;
    for (const segment of segmentsOf(problem.place)) {
      const key = String(segment);
      let member = at.members.get(key);
      if (member === undefined) {
        member = { problems: [], members: new Map() };
        at.members.set(key, member);
      }
      at = member;
    }
    at.problems.push(problem);
  }

  const found = (at: Wanted, keyOffset: number, valueOffset: number): void => {
    for (const problem of at.problems)
      offsets.set(problem, problem.onKey === true ? keyOffset : valueOffset);
  };
  const descend = (at: Wanted, node: Node): void => {
    const missing = new Set(at.members.values());
    node.children?.forEach((child, index) => {
      const isMember = child.type === "property";
      const value = isMember ? child.children?.[1] : child;
      const key = isMember ? child.children?.[0]?.value : index;
      const member = at.members.get(String(key));
      if (member === undefined || value === undefined) return;
      missing.delete(member);
      found(member, child.offset, value.offset);
      descend(member, value);
    });
    for (const member of missing) all(member, node.offset);
  };
  const all = (at: Wanted, offset: number): void => {
    found(at, offset, offset);
    for (const member of at.members.values()) all(member, offset);
  };

  found(wanted, root.offset, root.offset);
  descend(wanted, root);
  return offsets;
}
