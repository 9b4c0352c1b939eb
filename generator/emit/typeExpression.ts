import { resolveType } from "../model/api.js";
import type { Method } from "../model/method.js";
import type { TypeModel } from "../model/schema.js";
import type { ApiPlan, TypePlan } from "../plan/api.js";
import type { Identifier } from "../plan/identifier.js";
import type { Direction } from "../plan/usage.js";
import {
  code,
  joinCode,
  literalUnion,
  propertyKey,
  stringLiteral,
  type Code,
} from "./code.js";
import type { FileImports } from "./fileImports.js";

/** Writes types of the model as TypeScript, and notes in the file's imports what they name. */
export interface TypeWriter {
  readonly plan: ApiPlan;
  readonly imports: FileImports;
  /** How this file refers to a declaration of `schemas.ts`. */
  readonly schema: (name: Identifier) => Identifier;
}

/**
 * The type of a value that goes in a direction. An enum is closed where it is given and open where it is read; `any` is
 * `unknown`. Nothing but names of our own is used, so that a schema called `Array` or `Record` changes nothing.
 */
export function typeExpression(
  writer: TypeWriter,
  type: TypeModel,
  direction: Direction,
): Code {
  switch (type.kind) {
    case "any":
      return code`unknown`;
    case "boolean":
      return code`boolean`;
    case "null":
      return code`null`;
    case "number":
      return code`number`;
    case "string":
      return code`string`;
    case "enum": {
      const declared = declaredName(writer, type, direction);
      return declared
        ? inDirection(writer, declared, direction)
        : literalUnion(type.values.map(({ value }) => value));
    }
    case "ref": {
      const name = declaredName(writer, type, direction);
      if (!name) return code`unknown`;
      return isEnum(writer, type)
        ? inDirection(writer, name, direction)
        : code`${name}`;
    }
    case "object": {
      const name = declaredName(writer, type, direction);
      return name ? code`${name}` : code`{ [key: string]: unknown }`;
    }
    case "array":
      return arrayOf(writer, type.items, direction);
    case "map":
      return code`{ [key: string]: ${typeExpression(writer, type.values, direction)} }`;
    case "variant":
      return variantUnion(writer, type, direction);
  }
}

function isEnum(
  { plan }: TypeWriter,
  type: TypeModel & { kind: "ref" },
): boolean {
  return plan.graph.bySchema.get(type.schema)?.type.kind === "enum";
}

function inDirection(
  { imports }: TypeWriter,
  name: Identifier,
  direction: Direction,
): Code {
  return direction === "given"
    ? code`${name}`
    : code`${imports.runtimeType("OpenEnum")}<${name}>`;
}

/** The name under which a type is declared, if it is. */
function declaredName(
  { plan, schema }: TypeWriter,
  type: TypeModel,
  direction: Direction,
): Identifier | null {
  const node =
    type.kind === "ref"
      ? plan.graph.bySchema.get(type.schema)
      : plan.graph.byType.get(type);
  const declared = node && plan.typeOf.get(node);
  return declared ? schema(nameIn(declared, direction)) : null;
}

/** The name of a declared type for a direction. */
export function nameIn(
  { name, inputName }: TypePlan,
  direction: Direction,
): Identifier {
  return direction === "given" && inputName ? inputName : name;
}

function arrayOf(
  writer: TypeWriter,
  type: TypeModel,
  direction: Direction,
): Code {
  const item = typeExpression(writer, type, direction);
  const isUnion =
    type.kind === "variant" ||
    (type.kind === "enum" &&
      type.values.length > 1 &&
      !declaredName(writer, type, direction));
  return isUnion ? code`(${item})[]` : code`${item}[]`;
}

/**
 * Each case with its discriminant as a literal: `({ type: "a" } & A) | ...`. A case that is a union again adds nothing
 * that TypeScript could tell apart, and would refer to itself where the two are one.
 */
function variantUnion(
  writer: TypeWriter,
  type: TypeModel & { kind: "variant" },
  direction: Direction,
): Code {
  const key = propertyKey(type.discriminant);
  const cases = type.cases.map(({ value, schema }) => {
    const ref = resolveType(writer.plan.model.schemas, { kind: "ref", schema });
    if (ref?.kind === "variant")
      return code`{ ${key}: ${stringLiteral(value)} }`;
    const member = typeExpression(writer, { kind: "ref", schema }, direction);
    return code`({ ${key}: ${stringLiteral(value)} } & ${member})`;
  });
  return cases.length > 0 ? joinCode(cases, " | ") : code`unknown`;
}

/** What a method answers. */
export function responseType(
  writer: TypeWriter,
  { response, streams }: Method,
): Code {
  if (!response) return code`void`;
  const type: TypeModel = streams
    ? { kind: "array", items: response }
    : response;
  return typeExpression(writer, type, "read");
}
