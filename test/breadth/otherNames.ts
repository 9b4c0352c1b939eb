/**
 * Documents as the corpus has them, with other names: what a name looks like decides where lines break, and the corpus has only so
 * many names.
 */
import type { RestDescription } from "../../generator/read/restDescription.js";

type Json = Record<string, unknown>;

/** Names that rules of the format go by. */
const telling =
  /^(nextPageToken|pageToken|name|done|items|response|error|metadata|alt|key|fields)$/;

/**
 * A copy in which schemas, properties, methods, resources and values of enums have, each with an even chance, another name, of 1 to
 * 90 characters, and some properties have become lists, maps, or read-only.
 */
export function withOtherNames(
  document: RestDescription,
  random: () => number,
): Json {
  const copy = structuredClone(document) as unknown as Json;
  const names = new Names(random);
  const schemas = new Map(
    Object.keys(object(copy["schemas"])).map((name) => [
      name,
      names.maybe(name, true),
    ]),
  );
  const properties = new Map<string, string>();

  const chance = (share: number): boolean => random() < share;

  const renameSchema = (schema: Json): void => {
    for (const key of ["$ref", "id"]) {
      const other = schemas.get(String(schema[key]));
      if (other !== undefined) schema[key] = other;
    }
    if (Array.isArray(schema["enum"])) renameValues(schema);
    if (schema["properties"])
      schema["properties"] = Object.fromEntries(
        Object.entries(object(schema["properties"])).map(([key, property]) => {
          renameSchema(object(property));
          const other = properties.get(key) ?? names.maybe(key);
          properties.set(key, other);
          return [other, otherwise(object(property))];
        }),
      );
    for (const key of ["items", "additionalProperties"])
      if (schema[key]) renameSchema(object(schema[key]));
  };
  const otherwise = (property: Json): Json => {
    const type = chance(0.08)
      ? { type: "array", items: property }
      : chance(0.08)
        ? { type: "object", additionalProperties: property }
        : property;
    return chance(0.1) ? { ...type, readOnly: true } : type;
  };
  const renameValues = (schema: Json): void => {
    const values = schema["enum"] as string[];
    const kept = chance(0.2) ? values.slice(0, 1) : values;
    schema["enum"] = kept.map((value) => names.maybe(value));
    delete schema["enumDeprecated"];
    delete schema["default"];
    if (Array.isArray(schema["enumDescriptions"]))
      schema["enumDescriptions"] = schema["enumDescriptions"].slice(
        0,
        kept.length,
      );
  };
  const renameResource = (resource: Json): void => {
    for (const method of Object.values(object(resource["methods"]))) {
      const { request, response, parameters } = object(method);
      for (const schema of [
        request,
        response,
        ...Object.values(object(parameters)),
      ])
        if (schema) renameSchema(object(schema));
    }
    for (const child of Object.values(object(resource["resources"])))
      renameResource(object(child));
    for (const key of ["methods", "resources"])
      if (resource[key])
        resource[key] = Object.fromEntries(
          Object.entries(object(resource[key])).map(([name, value]) => [
            names.maybe(name),
            value,
          ]),
        );
  };

  copy["schemas"] = Object.fromEntries(
    Object.entries(object(copy["schemas"])).map(([name, schema]) => {
      renameSchema(object(schema));
      return [schemas.get(name), schema];
    }),
  );
  renameResource(copy);
  for (const parameter of Object.values(object(copy["parameters"])))
    renameSchema(object(parameter));
  return copy;
}

function object(value: unknown): Json {
  return (value ?? {}) as Json;
}

class Names {
  readonly #random: () => number;
  #count = 0;

  constructor(random: () => number) {
    this.#random = random;
  }

  /** The name, or another that no other has. */
  maybe(name: string, isUpper = false): string {
    if (telling.test(name) || this.#random() < 0.5) return name;
    const length = this.#below([6, 36, 90][this.#below(3)] ?? 6) + 1;
    const letters = Array.from({ length }, () =>
      String.fromCharCode(97 + this.#below(26)),
    ).join("");
    const text = isUpper
      ? letters.replace(/^./, (first) => first.toUpperCase())
      : letters;
    // Some are no identifiers.
    return `${text}${this.#below(8) === 0 ? "-" : ""}${this.#count++}`;
  }

  #below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }
}
