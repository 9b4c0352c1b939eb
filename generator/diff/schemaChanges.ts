import { resolveType } from "../model/api.js";
import type { TypeModel } from "../model/schema.js";
import type { TypePlan } from "../plan/api.js";
import type { TypeNode } from "../plan/types.js";
import { change } from "./change.js";
import { isEqual } from "./isEqual.js";
import { bodiesFit } from "./fit.js";
import { nameChange } from "./nameChanges.js";
import { noteChanges } from "./noteChanges.js";
import type { Pairing } from "./pairing.js";
import { reach, typePlace } from "./places.js";
import { furtherFieldsChange, propertyChanges } from "./propertyChanges.js";
import type { Change, Place, Reach } from "./report.js";
import { directionsOf, type Revision, type Uses } from "./revision.js";
import { typeText } from "./shape.js";
import { differenceOf, enumChanges, typeVerdict } from "./typeChanges.js";

/** Schemas, and the types declared within them, that came, went or are called otherwise, and what changed in the others. */
export function schemaChanges(pairing: Pairing): readonly Change[] {
  const { old, new: next, nodes } = pairing;
  const kept = new Set(old.plan.types.map(({ node }) => nodes.get(node)));
  return [
    ...old.plan.types.flatMap((type): readonly Change[] => {
      const other = nodes.get(type.node);
      const plan = other && next.plan.typeOf.get(other);
      if (plan)
        return isSame(type, plan) ? [] : pairChanges(pairing, type, plan);
      // A type within another one goes with the property that holds it, and is told there.
      return type.node.isSchema
        ? [
            change("schema-removed", schemaPlace(type.node, old), {
              old: kindText(type.node),
              typescript: true,
              methods: reach(old.uses(type.node)),
            }),
          ]
        : [];
    }),
    ...next.plan.types.flatMap(({ node }) =>
      node.isSchema && !kept.has(node)
        ? [
            change("schema-added", schemaPlace(node, next), {
              new: kindText(node),
              methods: reach(next.uses(node)),
            }),
          ]
        : [],
    ),
  ];
}

/** Most types of two revisions are the same, and which methods use them need not be known. */
function isSame(old: TypePlan, next: TypePlan): boolean {
  return (
    old.name === next.name &&
    old.inputName === next.inputName &&
    old.isGiven === next.isGiven &&
    old.node.description === next.node.description &&
    old.node.deprecated === next.node.deprecated &&
    isEqual(old.node.type, next.node.type)
  );
}

function pairChanges(
  pairing: Pairing,
  old: TypePlan,
  next: TypePlan,
): readonly Change[] {
  const where = schemaPlace(old.node, pairing.old);
  const uses = pairing.old.uses(old.node);
  const methods = reach(uses);
  const before = old.node.type;
  const after = next.node.type;
  const isRenamed = pairing.renamedSchemas.has(old.node.schema);
  return [
    ...(isRenamed && old.node.isSchema
      ? [
          change("schema-renamed", where, {
            old: old.name,
            new: next.name,
            typescript: true,
            methods,
          }),
        ]
      : isRenamed
        ? []
        : [
            ...nameChange(where, old.name, next.name),
            ...(old.inputName && next.inputName
              ? nameChange(where, old.inputName, next.inputName)
              : []),
          ]),
    ...formChanges(pairing, where, old, next, methods),
    ...typeChanges(pairing, where, before, after, uses),
    ...(before.kind === "object" && after.kind === "object"
      ? [
          ...furtherFieldsChange(pairing, where, old.node, before, after),
          ...propertyChanges(pairing, old.node, next.node),
        ]
      : []),
    ...(old.node.isSchema
      ? noteChanges(where, old.node, next.node, methods)
      : []),
  ];
}

/** Changes of a schema that is no object, or became one. */
function typeChanges(
  pairing: Pairing,
  where: Place,
  old: TypeModel,
  next: TypeModel,
  uses: Uses,
): readonly Change[] {
  const { isRead, isGiven } = directionsOf(uses);
  const methods = reach(uses);
  if (old.kind === "object" && next.kind === "object") return [];
  if (old.kind === "enum" && next.kind === "enum")
    return enumChanges(where, old.values, next.values, isGiven, methods);
  const text = { old: typeText(old), new: typeText(next) };
  const isSame =
    old.kind === next.kind &&
    old.kind !== "object" &&
    old.kind !== "enum" &&
    differenceOf(pairing, old, next) === "same";
  if (isSame) return [];
  // Of an object without fields nobody reads or gives any.
  const isEmpty =
    old.kind === "object" && old.properties.length === 0 && next.kind === "map";
  const breaks = (audience: "wire" | "typescript"): boolean =>
    !isEmpty &&
    ((isRead && !bodiesFit(pairing, old, next, audience, "read")) ||
      (isGiven && !bodiesFit(pairing, old, next, audience, "given")));
  // Whoever fills one in field by field no longer can.
  const losesFields =
    isGiven &&
    next.kind === "any" &&
    old.kind === "object" &&
    old.properties.some(({ readOnly }) => !readOnly);
  const isFormat =
    old.kind === next.kind && (old.kind === "string" || old.kind === "number");
  const inner =
    old.kind === "array" || old.kind === "map"
      ? typeVerdict(pairing, old, next, { isRead, isGiven })
      : { wire: false, typescript: false };
  return [
    change(isFormat ? "format-changed" : "schema-type-changed", where, {
      ...text,
      wire: breaks("wire"),
      typescript: breaks("typescript") || inner.typescript || losesFields,
      methods,
    }),
  ];
}

/** How a type is declared: once, as what is read or as what is given (or both alike), or apart. */
type Form = "read" | "given" | "apart";

function formOf({ inputName, isGiven }: TypePlan): Form {
  return inputName ? "apart" : isGiven ? "given" : "read";
}

/**
 * That a type is declared otherwise since values of it go another way, or fields of it do.
 *
 * What is given takes undefined for every field and closed enums; what is read has open enums and read-only fields.
 */
function formChanges(
  pairing: Pairing,
  where: Place,
  old: TypePlan,
  next: TypePlan,
  methods: Reach,
): readonly Change[] {
  const before = formOf(old);
  const after = formOf(next);
  if (before === after || old.node.type.kind === "enum") return [];
  if (before === "apart")
    return [
      change("input-type-removed", where, {
        old: old.inputName ?? "",
        new: next.name,
        typescript: true,
        methods,
      }),
    ];
  if (before === "given" && after === "apart")
    return [
      change("type-split", where, {
        old: old.name,
        new: `${next.name} read, ${next.inputName} given`,
        typescript: isMissed(pairing, old.node.type, next.node.type),
        methods,
      }),
    ];
  if (
    before === "given" &&
    after === "read" &&
    takesUndefined(pairing.old, old.node.type)
  )
    return [directionChange(where, "given", "read", methods)];
  if (before === "read" && after === "given" && hidesFields(next))
    return [directionChange(where, "read", "given", methods)];
  return [];
}

function directionChange(
  where: Place,
  old: Form,
  next: Form,
  methods: Reach,
): Change {
  return change("type-direction-changed", where, {
    old,
    new: next,
    typescript: true,
    methods,
  });
}

/** Whether callers tell what is read from what is given: they may say undefined, or give what they have read. */
function isMissed(
  { old: before, new: after }: Pairing,
  old: TypeModel,
  next: TypeModel,
): boolean {
  const isInputEmpty =
    next.kind === "object" && next.properties.every(({ readOnly }) => readOnly);
  return (
    takesUndefined(before, old) || takesUndefined(after, next) || isInputEmpty
  );
}

/** Whether an object has a field that may be given as undefined, which no `unknown` needs to say. */
function takesUndefined({ plan }: Revision, type: TypeModel): boolean {
  return (
    type.kind === "object" &&
    type.properties.some(
      (property) =>
        !property.readOnly &&
        resolveType(plan.model.schemas, property.type)?.kind !== "any",
    )
  );
}

/** Whether a type that is declared as what is given has fields that nobody gives. */
function hidesFields({ node: { type } }: TypePlan): boolean {
  return (
    type.kind === "object" && type.properties.some(({ readOnly }) => readOnly)
  );
}

function schemaPlace(node: TypeNode, revision: Revision): Place {
  const place = typePlace(node, revision);
  return node.isSchema
    ? { kind: "schema", schema: place }
    : { kind: "type", type: place };
}

function kindText({ type }: TypeNode): string {
  return type.kind === "object" ? "object" : typeText(type);
}
