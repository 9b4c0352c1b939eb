/** As much of JSON Schema (draft 7) as the configuration's schema uses. */
export interface Schema {
  readonly type: "object" | "array" | "string" | "boolean";
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: false;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly pattern?: string;
}

/**
 * Whether a value that JSON.parse gave is as a schema says. It says no more than that, and needs nothing to be loaded or
 * compiled for it; what is wrong with a value is for ajv to tell.
 */
export function fits<T>(value: unknown, schema: Schema): value is T {
  const { items, minItems = 0, minLength = 0, pattern } = schema;
  switch (schema.type) {
    case "string":
      return (
        typeof value === "string" &&
        [...value].length >= minLength &&
        (pattern === undefined || new RegExp(pattern, "u").test(value))
      );
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return (
        Array.isArray(value) &&
        value.length >= minItems &&
        (!items || value.every((item) => fits(item, items)))
      );
    case "object":
      return isObject(value) && fitsObject(value, schema);
  }
}

function fitsObject(
  value: Readonly<Record<string, unknown>>,
  {
    required = [],
    properties = {},
    patternProperties = {},
    additionalProperties,
  }: Schema,
): boolean {
  if (!required.every((key) => Object.hasOwn(value, key))) return false;
  return Object.entries(value).every(([key, member]) => {
    const own = Object.hasOwn(properties, key) ? [properties[key]] : [];
    const matching = Object.entries(patternProperties)
      .filter(([pattern]) => new RegExp(pattern, "u").test(key))
      .map(([, schema]) => schema);
    const schemas = [...own, ...matching];
    if (schemas.length === 0) return additionalProperties !== false;
    return schemas.every((schema) => !schema || fits(member, schema));
  });
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
