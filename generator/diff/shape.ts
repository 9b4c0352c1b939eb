import type { TypeModel } from "../model/schema.js";

/**
 * A type as a text that is equal for equal types: all that counts on the wire and in TypeScript, without descriptions.
 *
 * @param refName what stands for a reference to a schema
 */
export function shapeOf(
  type: TypeModel,
  refName: (schema: string) => string,
): string {
  return JSON.stringify(shape(type, refName));
}

function shape(
  type: TypeModel,
  refName: (schema: string) => string,
): readonly unknown[] {
  switch (type.kind) {
    case "any":
    case "boolean":
    case "null":
      return [type.kind];
    case "number":
    case "string":
      return [type.kind, type.format];
    case "enum":
      return [type.kind, type.values.map(({ value }) => value)];
    case "ref":
      return [type.kind, refName(type.schema)];
    case "array":
      return [type.kind, shape(type.items, refName)];
    case "map":
      return [type.kind, shape(type.values, refName)];
    case "object":
      return [
        type.kind,
        type.additional && shape(type.additional, refName),
        type.properties.map((property) => [
          property.name,
          property.readOnly,
          property.requiredFor,
          property.default,
          property.pattern,
          property.minimum,
          property.maximum,
          shape(property.type, refName),
        ]),
      ];
    case "variant":
      return [
        type.kind,
        type.discriminant,
        type.cases.map(({ value, schema }) => [value, refName(schema)]),
      ];
  }
}

/** Every reference in a type, with the way to it. */
export function refsIn(
  type: TypeModel,
  way = "",
): readonly { readonly schema: string; readonly way: string }[] {
  switch (type.kind) {
    case "ref":
      return [{ schema: type.schema, way }];
    case "array":
      return refsIn(type.items, `${way}[]`);
    case "map":
      return refsIn(type.values, `${way}{}`);
    case "object":
      return [
        ...type.properties.flatMap(({ name, type: value }) =>
          refsIn(value, `${way}.${JSON.stringify(name)}`),
        ),
        ...(type.additional ? refsIn(type.additional, `${way}{}`) : []),
      ];
    case "variant":
      return type.cases.map(({ value, schema }) => ({
        schema,
        way: `${way}?${JSON.stringify(value)}`,
      }));
    default:
      return [];
  }
}

/** A type in a few words: `string (int64)`, `Operation[]`, `map of string`, `enum A | B`. */
export function typeText(type: TypeModel): string {
  switch (type.kind) {
    case "number":
    case "string":
      return type.format === "" ? type.kind : `${type.kind} (${type.format})`;
    case "enum":
      return `enum ${type.values.map(({ value }) => value).join(" | ")}`;
    case "ref":
      return type.schema;
    case "array":
      return type.items.kind === "map" || type.items.kind === "enum"
        ? `(${typeText(type.items)})[]`
        : `${typeText(type.items)}[]`;
    case "map":
      return `map of ${typeText(type.values)}`;
    case "object":
      return `object with ${type.properties.map(({ name }) => name).join(", ") || "no fields"}`;
    case "variant":
      return `one of ${type.cases.map(({ schema }) => schema).join(", ")}`;
    default:
      return type.kind;
  }
}
