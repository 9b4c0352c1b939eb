import type { ObjectType, Property } from "../model/schema.js";
import type { TypeNode } from "../plan/types.js";
import { change } from "./change.js";
import { fits } from "./fit.js";
import { constraintChanges, noteChanges } from "./noteChanges.js";
import type { Pairing } from "./pairing.js";
import type { Change, Place, Reach } from "./report.js";
import { methodsAsking } from "./requirements.js";
import { directionsOf } from "./revision.js";
import { reach, someOf, typePlace } from "./places.js";
import { typeText } from "./shape.js";
import {
  losesDeclaration,
  typeChange,
  type Directions,
} from "./typeChanges.js";

/** Changes of the properties of an object that both revisions declare. */
export function propertyChanges(
  pairing: Pairing,
  old: TypeNode,
  next: TypeNode,
): readonly Change[] {
  if (old.type.kind !== "object" || next.type.kind !== "object") return [];
  const before = new Map(old.type.properties.map((one) => [one.name, one]));
  const after = new Map(next.type.properties.map((one) => [one.name, one]));
  const uses = pairing.old.uses(old);
  const directions = directionsOf(uses);
  const methods = reach(uses);
  const placeOf = (property: string): Place => ({
    kind: "property",
    schema: typePlace(old, pairing.old),
    property,
  });
  return [
    ...[...before.values()].flatMap((property): readonly Change[] => {
      const where = placeOf(property.name);
      const other = after.get(property.name);
      return other
        ? pairChanges(pairing, where, { old, next }, property, other)
        : [removal(pairing, where, property, directions, methods)];
    }),
    ...[...after.values()].flatMap((property) =>
      before.has(property.name)
        ? []
        : addition(pairing, placeOf(property.name), next, property, methods),
    ),
  ];
}

/** A read-only property is seen by those who read alone; a type that stands inline in it is exported all the same. */
function removal(
  pairing: Pairing,
  where: Place,
  property: Property,
  { isRead, isGiven }: Directions,
  methods: Reach,
): Change {
  const isMissed = isRead || (isGiven && !property.readOnly);
  return change("property-removed", where, {
    old: declaration(property),
    wire: isMissed,
    typescript: isMissed || losesDeclaration(pairing, property.type),
    methods,
  });
}

function addition(
  pairing: Pairing,
  where: Place,
  node: TypeNode,
  property: Property,
  methods: Reach,
): readonly Change[] {
  const asking = askingOld(pairing, node, property);
  return [
    change("property-added", where, { new: declaration(property), methods }),
    ...(asking.length === 0 ? [] : [required(where, asking)]),
  ];
}

function pairChanges(
  pairing: Pairing,
  where: Place,
  nodes: { readonly old: TypeNode; readonly next: TypeNode },
  old: Property,
  next: Property,
): readonly Change[] {
  const uses = pairing.old.uses(nodes.old);
  const methods = reach(uses);
  const { isRead, isGiven } = directionsOf(uses);
  const directions: Directions = {
    isRead,
    isGiven: isGiven && !old.readOnly && !next.readOnly,
  };
  return [
    ...typeChange(pairing, where, old.type, next.type, directions, methods),
    ...(old.readOnly === next.readOnly
      ? []
      : next.readOnly
        ? [
            change("property-read-only", where, {
              old: "writable",
              new: "read-only",
              wire: isGiven,
              typescript: isGiven,
              methods,
            }),
          ]
        : [
            change("property-writable", where, {
              old: "read-only",
              new: "writable",
              methods,
            }),
          ]),
    ...requirementChanges(pairing, where, nodes, old, next),
    ...constraintChanges(where, old, next, directions.isGiven, methods),
    ...noteChanges(where, old, next, methods),
  ];
}

function requirementChanges(
  pairing: Pairing,
  where: Place,
  nodes: { readonly old: TypeNode; readonly next: TypeNode },
  old: Property,
  next: Property,
): readonly Change[] {
  const before = new Set(methodsAsking(pairing.old, nodes.old, old));
  const after = askingOld(pairing, nodes.next, next);
  const more = after.filter((method) => !before.has(method));
  const less = [...before].filter((method) => !after.includes(method));
  return [
    ...(more.length === 0 ? [] : [required(where, more)]),
    ...(less.length === 0 || next.readOnly
      ? []
      : [
          change("property-optional", where, {
            old: "required",
            new: "optional",
            methods: someOf(less),
          }),
        ]),
  ];
}

/** The methods that ask for a property now, under their old names; those that are new ask nothing of old callers. */
function askingOld(
  { new: next, methods }: Pairing,
  node: TypeNode,
  property: Property,
): readonly string[] {
  const oldNames = new Map(methods.map((one) => [one.new.name, one.old.name]));
  return methodsAsking(next, node, property).flatMap(
    (name) => oldNames.get(name) ?? [],
  );
}

function required(where: Place, methods: readonly string[]): Change {
  return change("property-required", where, {
    old: "optional",
    new: "required",
    wire: true,
    typescript: true,
    methods: someOf(methods),
  });
}

/** Fields of an object beyond those that it names. In TypeScript they are unknown, whatever they are on the wire. */
export function furtherFieldsChange(
  pairing: Pairing,
  where: Place,
  node: TypeNode,
  old: ObjectType,
  next: ObjectType,
): readonly Change[] {
  const from = old.additional;
  const to = next.additional;
  const text = {
    old: from ? typeText(from) : "",
    new: to ? typeText(to) : "",
  };
  if (text.old === text.new) return [];
  const uses = pairing.old.uses(node);
  const { isRead, isGiven } = directionsOf(uses);
  const breaksWire =
    from !== null &&
    (to === null ||
      (isRead && !fits(pairing, from, to, "wire", "read")) ||
      (isGiven && !fits(pairing, from, to, "wire", "given")));
  return [
    change("further-fields-changed", where, {
      ...text,
      wire: breaksWire,
      typescript: from !== null && to === null,
      methods: reach(uses),
    }),
  ];
}

function declaration({ type, readOnly }: Property): string {
  return `${readOnly ? "read-only " : ""}${typeText(type)}`;
}
