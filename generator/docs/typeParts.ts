import { resolveType } from "../model/api.js";
import type { TypeModel } from "../model/schema.js";
import { isMemberName } from "../plan/identifier.js";
import type { Direction } from "../plan/usage.js";
import { escapeInvisible } from "../prose/invisible.js";
import type { Reference } from "./reference.js";
import type { Target } from "./target.js";

/** A piece of a type in TypeScript's notation, with the place that says more of it. */
export interface TypePart {
  readonly text: string;
  readonly target: Target | null;
}

/** How long a union of literals may be; a longer one stands as its name, and its values are told beside it. */
const unionLength = 60;

/** A type as the client has it. Objects that are drawn elsewhere are `{ ... }`. */
export function typeParts(
  reference: Reference,
  type: TypeModel,
  direction: Direction,
): readonly TypePart[] {
  switch (type.kind) {
    case "any":
      return [word("unknown")];
    case "boolean":
    case "null":
    case "number":
    case "string":
      return [word(type.kind)];
    case "enum":
      return enumParts(reference, type);
    case "ref":
      return [schemaPart(reference, type.schema, direction)];
    case "array": {
      const item = typeParts(reference, type.items, direction);
      const isUnion =
        type.items.kind === "variant" ||
        item.some(({ text }) => text.includes(" | "));
      return isUnion
        ? [word("("), ...item, word(")[]")]
        : [...item, word("[]")];
    }
    case "map":
      return [
        word("{ [key: string]: "),
        ...typeParts(reference, type.values, direction),
        word(" }"),
      ];
    case "object": {
      const name = declaredName(reference, type, direction);
      return [word(name ?? "{ ... }")];
    }
    case "variant":
      return type.cases.flatMap(({ value, schema }, index) => [
        ...(index > 0 ? [word(" | ")] : []),
        word(`({ ${propertyKey(type.discriminant)}: ${quoted(value)} } & `),
        schemaPart(reference, schema, direction),
        word(")"),
      ]);
  }
}

/** The text alone. */
export function typeText(parts: readonly TypePart[]): string {
  return parts.map(({ text }) => text).join("");
}

/** A string literal that holds just this text. */
export function quoted(text: string): string {
  return escapeInvisible(JSON.stringify(text));
}

/** A key of an object: bare where that is legal. */
export function propertyKey(name: string): string {
  return isMemberName(name) ? name : quoted(name);
}

export function word(text: string, target: Target | null = null): TypePart {
  return { text, target };
}

function enumParts(
  reference: Reference,
  type: TypeModel & { kind: "enum" },
): readonly TypePart[] {
  const union = type.values.map(({ value }) => quoted(value)).join(" | ");
  const name = declaredName(reference, type, "read");
  return [word(union.length <= unionLength || name === null ? union : name)];
}

function schemaPart(
  reference: Reference,
  schema: string,
  direction: Direction,
): TypePart {
  const entry = reference.schema(schema);
  if (!entry) return word("unknown");
  const { name, inputName, node } = entry.type;
  const isEnum =
    resolveType(reference.plan.model.schemas, node.type)?.kind === "enum";
  const own = direction === "given" && inputName && !isEnum ? inputName : name;
  return word(own, entry.target);
}

/** The name of a type that is declared where it stands inline. */
function declaredName(
  { plan }: Reference,
  type: TypeModel,
  direction: Direction,
): string | null {
  const node = plan.graph.byType.get(type);
  const declared = node && plan.typeOf.get(node);
  if (!declared) return null;
  return direction === "given" && declared.inputName
    ? declared.inputName
    : declared.name;
}
