import type { FormatSchema } from "./discoverySchema.js";
import { discoverySchema } from "./discoverySchema.js";
import type { Place } from "./place.js";
import { quoted } from "./printable.js";
import type { Report } from "./problem.js";

/** The first place of an unknown key and how many there are. */
interface Occurrence {
  readonly place: Place;
  count: number;
}

/** What may stand in a value: the known members, or one shape for every member or item. */
interface Shape {
  readonly members?: ReadonlyMap<string, FormatSchema>;
  readonly each?: FormatSchema;
  readonly unknown: Map<string, Occurrence>;
}

/**
 * Reports the keys that {@link discoverySchema} does not know, each once per kind of object: when Google
 * adds a member to the format, a document has it in ten thousand places. Not left to ajv, whose time for
 * collecting errors grows with the square of their number.
 */
export function reportUnknownKeys(document: object, report: Report): void {
  const shapes = new Map<FormatSchema, Shape>();
  const shapeOf = (schema: FormatSchema): Shape => {
    let shape = shapes.get(schema);
    if (shape === undefined) shapes.set(schema, (shape = newShape(schema)));
    return shape;
  };
  const visit = (
    value: object,
    schema: FormatSchema,
    place: Place | undefined,
  ): void => {
    const { members, each, unknown } = shapeOf(schema);
    if (members === undefined && each === undefined) return;
    const object = value as Readonly<Record<string, unknown>>;
    for (const key of Object.keys(object)) {
      const below = members === undefined ? each : members.get(key);
      const member = object[key];
      if (below !== undefined) {
        if (typeof member === "object" && member !== null)
          visit(member, below, { parent: place, key });
      } else if (members !== undefined && key !== "__proto__") {
        const known = unknown.get(key);
        if (known === undefined)
          unknown.set(key, { place: { parent: place, key }, count: 1 });
        else known.count++;
      }
    }
  };

  visit(document, discoverySchema, undefined);
  for (const { unknown } of shapes.values())
    for (const [key, { place, count }] of unknown)
      report({
        code: "unknown-key",
        message: `the member ${quoted(key)} is not known here${count > 1 ? `, nor in ${count - 1} more places like this` : ""}`,
        place,
        onKey: true,
      });
}

function newShape(schema: FormatSchema): Shape {
  const name = schema.$ref?.replace("#/definitions/", "") ?? "";
  const { type, properties, additionalProperties, items } =
    discoverySchema.definitions?.[name] ?? schema;
  const each = type === "array" ? items : additionalProperties;
  return {
    ...(properties && { members: new Map(Object.entries(properties)) }),
    // Nothing stands below a scalar.
    ...(each && !isScalar(each) && { each }),
    unknown: new Map(),
  };
}

function isScalar({ type }: FormatSchema): boolean {
  return type === "string" || type === "boolean";
}
