import type { Method } from "../model/method.js";
import type { Property } from "../model/schema.js";
import { reachableNodes } from "../plan/usage.js";
import type { TypeNode } from "../plan/types.js";
import type { Revision } from "./revision.js";

/** The properties that a method asks of its body, by the type that has them; a read-only one is not given at all. */
export function requiredNow(
  { plan: { graph } }: Revision,
  { id, request }: Method,
): ReadonlySet<Property> {
  if (!request) return new Set();
  return new Set(
    [...reachableNodes(graph, [request], "given")].flatMap(({ type }) =>
      type.kind === "object"
        ? type.properties.filter(
            ({ readOnly, requiredFor }) =>
              !readOnly && requiredFor.includes(id),
          )
        : [],
    ),
  );
}

/** The names of the methods that ask for a property of a type, of those whose bodies hold the type. */
export function methodsAsking(
  revision: Revision,
  node: TypeNode,
  { readOnly, requiredFor }: Property,
): readonly string[] {
  if (readOnly || requiredFor.length === 0) return [];
  const givers = new Set(revision.uses(node).given);
  return [...revision.methods.values()]
    .filter(
      ({ name, method }) => givers.has(name) && requiredFor.includes(method.id),
    )
    .map(({ name }) => name);
}
