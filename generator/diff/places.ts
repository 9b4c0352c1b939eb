import type { TypeNode } from "../plan/types.js";
import type { Reach } from "./report.js";
import type { Revision, Uses } from "./revision.js";

/** The methods that hold values of a type, each once. */
export function reach({ read, given }: Uses): Reach {
  return someOf([...new Set([...read, ...given])]);
}

/** How many methods there are, and the first of them. */
export function someOf(methods: readonly string[]): Reach {
  return { count: methods.length, some: methods.slice(0, 3) };
}

/** A type's place: in its schema, or in the body or the answer of its method, `drive.files.list(body).labels[]`. */
export function typePlace(
  { place, owner }: TypeNode,
  { methods }: Revision,
): string {
  if (!owner) return place;
  const method =
    [...methods.values()].find((one) => one.method.id === owner.methodId)
      ?.name ?? owner.methodId;
  const way = /^[^[]/.test(place) ? `.${place}` : place;
  return `${method}(${owner.part})${way}`;
}
