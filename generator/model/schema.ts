import type { Dictionary, RestSchema } from "../read/restDescription.js";
import { sortedEntries } from "../read/sorted.js";

/** One value of an enum with what the document says of it. */
export interface EnumValue {
  readonly value: string;
  readonly description: string;
  readonly deprecated: boolean;
}

/** A case of a discriminated union (`variant` of the format). */
export interface VariantCase {
  readonly value: string;
  readonly schema: string;
}

/**
 * A type of the document: what a schema, a property, an element or a parameter holds.
 *
 * `string` includes the 64-bit integers, bytes and dates, which JSON carries as strings; `format` tells.
 */
export type TypeModel =
  | { readonly kind: "any" }
  | { readonly kind: "boolean" }
  | { readonly kind: "null" }
  | { readonly kind: "number"; readonly format: string }
  | { readonly kind: "string"; readonly format: string }
  | { readonly kind: "enum"; readonly values: readonly EnumValue[] }
  | { readonly kind: "ref"; readonly schema: string }
  | { readonly kind: "array"; readonly items: TypeModel }
  | {
      readonly kind: "map";
      readonly values: TypeModel;
      /** What is said of the values, whatever their keys. */
      readonly description: string;
    }
  | ObjectType
  | {
      readonly kind: "variant";
      readonly discriminant: string;
      readonly cases: readonly VariantCase[];
    };

/** A type with named properties, and perhaps others of one type beside them. */
export interface ObjectType {
  readonly kind: "object";
  readonly properties: readonly Property[];
  readonly additional: TypeModel | null;
  /** What is said of the object itself where it stands inline, as an element or a value. */
  readonly description: string;
}

/** What the document says of a value beyond its type. Empty strings where it says nothing. */
export interface ValueNotes {
  readonly description: string;
  readonly deprecated: boolean;
  readonly default: string;
  readonly pattern: string;
  readonly minimum: string;
  readonly maximum: string;
}

/** A field of an object. */
export interface Property extends ValueNotes {
  readonly name: string;
  readonly type: TypeModel;
  /** Set by the server; ignored or refused when given. */
  readonly readOnly: boolean;
  /** Ids of the methods whose body must hold the field (`annotations.required`). */
  readonly requiredFor: readonly string[];
}

/** A schema of the document's `schemas`. */
export interface NamedSchema {
  readonly name: string;
  readonly type: TypeModel;
  readonly description: string;
  readonly deprecated: boolean;
}

export function toNamedSchema(name: string, schema: RestSchema): NamedSchema {
  return {
    name,
    type: toType(schema),
    description: schema.description ?? "",
    deprecated: schema.deprecated === true,
  };
}

/** The type that a schema describes; an unknown `type` is `any`, as the format's own readers take it. */
export function toType(schema: RestSchema): TypeModel {
  if (schema.$ref !== undefined) return { kind: "ref", schema: schema.$ref };
  if (schema.variant !== undefined) {
    return {
      kind: "variant",
      discriminant: schema.variant.discriminant,
      cases: schema.variant.map.map((entry) => ({
        value: entry.type_value,
        schema: entry.$ref,
      })),
    };
  }
  switch (schema.type) {
    case "array":
      return {
        kind: "array",
        items: schema.items ? toType(schema.items) : { kind: "any" },
      };
    case "object":
      return toObject(schema);
    case "boolean":
      return { kind: "boolean" };
    case "integer":
    case "number":
      return { kind: "number", format: schema.format ?? "" };
    case "string":
      // google.protobuf.NullValue: declared as an enum, but its JSON is null (ProtoJSON).
      if (schema.enum?.length === 1 && schema.enum[0] === "NULL_VALUE")
        return { kind: "null" };
      return schema.enum && schema.enum.length > 0
        ? { kind: "enum", values: toEnumValues(schema) }
        : { kind: "string", format: schema.format ?? "" };
    case undefined:
      return schema.properties || schema.additionalProperties
        ? toObject(schema)
        : { kind: "any" };
    default:
      return { kind: "any" };
  }
}

function toObject(schema: RestSchema): TypeModel {
  const additional = schema.additionalProperties
    ? toType(schema.additionalProperties)
    : null;
  const map = {
    kind: "map",
    values: additional ?? { kind: "any" },
    description: schema.additionalProperties?.description ?? "",
  } as const;
  if (schema.properties === undefined) return map;
  const properties = toProperties(schema.properties);
  if (properties.length === 0 && additional) return map;
  return {
    kind: "object",
    properties,
    additional,
    description: schema.description ?? "",
  };
}

function toProperties(properties: Dictionary<RestSchema>): readonly Property[] {
  return sortedEntries(properties).map(([name, schema]) => ({
    name,
    type: toType(schema),
    readOnly: schema.readOnly === true,
    requiredFor: schema.annotations?.required ?? [],
    ...toValueNotes(schema),
  }));
}

export function toValueNotes(schema: RestSchema): ValueNotes {
  return {
    description: schema.description ?? "",
    deprecated: schema.deprecated === true,
    default: schema.default ?? "",
    pattern: schema.pattern ?? "",
    minimum: schema.minimum ?? "",
    maximum: schema.maximum ?? "",
  };
}

/** The values in the document's order, each once. */
function toEnumValues(schema: RestSchema): readonly EnumValue[] {
  const values = new Map<string, EnumValue>();
  for (const [index, value] of (schema.enum ?? []).entries()) {
    if (values.has(value)) continue;
    values.set(value, {
      value,
      description: schema.enumDescriptions?.[index] ?? "",
      deprecated: schema.enumDeprecated?.[index] === true,
    });
  }
  return [...values.values()];
}
