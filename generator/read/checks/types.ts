import type { PlacedDocument } from "../placed.js";
import { quoted } from "../printable.js";
import type { Report } from "../problem.js";

/** The types of JSON Schema draft-03, which the Discovery format took over. */
const knownTypes = new Set([
  "any",
  "array",
  "boolean",
  "integer",
  "null",
  "number",
  "object",
  "string",
]);

/** https://developers.google.com/discovery/v1/type-format, and google.protobuf.Any, which occurs. */
const knownFormats = new Set([
  "byte",
  "date",
  "date-time",
  "double",
  "float",
  "google-datetime",
  "google-duration",
  "google-fieldmask",
  "google.protobuf.Any",
  "int32",
  "int64",
  "uint32",
  "uint64",
]);

/** What a type says of itself: a known type and format, items, as many texts as enum values. */
export function checkTypes({ types }: PlacedDocument, report: Report): void {
  for (const { node, place } of types) {
    const { type, format } = node;
    if (type !== undefined && !knownTypes.has(type))
      report({
        code: "unknown-type",
        message: `the type ${quoted(type)} is not known`,
        place: { parent: place, key: "type" },
        value: type,
      });
    if (format !== undefined && !knownFormats.has(format))
      report({
        code: "unknown-format",
        message: `the format ${quoted(format)} is not known`,
        place: { parent: place, key: "format" },
        value: format,
      });
    if (
      type === undefined &&
      node.$ref === undefined &&
      node.variant === undefined
    )
      report({
        code: "untyped-schema",
        message: "the schema has neither type nor $ref",
        place,
      });
    if (type === "array" && node.items === undefined)
      report({
        code: "array-without-items",
        message: "the array does not say what its items are",
        place,
      });
    for (const key of ["enumDescriptions", "enumDeprecated"] as const) {
      const texts = node[key];
      const values = node.enum?.length ?? 0;
      if (texts !== undefined && texts.length !== values)
        report({
          code: "enum-length-differs",
          message: `${key} has ${texts.length} items, ${node.enum === undefined ? "but there is no enum" : `enum has ${values}`}`,
          place: { parent: place, key },
        });
    }
  }
}
