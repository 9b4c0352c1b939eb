import type { Method } from "../model/method.js";
import type { ObjectType, Property } from "../model/schema.js";
import { reachableNodes } from "../plan/usage.js";
import type { TypeNode } from "../plan/types.js";
import type { Pairing } from "./pairing.js";
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

/** Whether some method whose body held an object, and now holds another one, asks for a property that it did not ask for. */
export function asksForMore(
  { old: before, new: after, methods }: Pairing,
  old: ObjectType,
  next: ObjectType,
): boolean {
  const known = new Map(old.properties.map((one) => [one.name, one]));
  return methods.some(
    (pair) =>
      next.properties.some(
        (property) =>
          isAsked(property, pair.new.method) &&
          !isAsked(known.get(property.name), pair.old.method),
      ) &&
      holds(before, pair.old.method, old) &&
      holds(after, pair.new.method, next),
  );
}

function isAsked(property: Property | undefined, { id }: Method): boolean {
  return (
    property !== undefined &&
    !property.readOnly &&
    property.requiredFor.includes(id)
  );
}

/** Whether a method's body has a place for a type. */
function holds(
  { plan: { graph } }: Revision,
  { request }: Method,
  type: ObjectType,
): boolean {
  return (
    request !== null &&
    [...reachableNodes(graph, [request], "given")].some(
      (node) => node.type === type,
    )
  );
}
