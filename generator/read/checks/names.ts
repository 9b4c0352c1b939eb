import type { Place } from "../place.js";
import { placeOf } from "../place.js";
import type { PlacedDocument } from "../placed.js";
import { quoted } from "../printable.js";
import type { Report } from "../problem.js";

/** Fit for a part of a file name on every system: no separator, no leading or trailing dot, no `..`. */
const safe = /^[A-Za-z0-9_](?:[A-Za-z0-9._-]*[A-Za-z0-9_-])?$/;

/** Names are there, fit for what they are used for, and not too long; ids agree with keys. */
export function checkNames(
  placed: PlacedDocument,
  maxLength: number,
  report: Report,
): void {
  const { document, methods, resources, types } = placed;
  for (const key of ["name", "version"] as const) {
    const name = document[key];
    if (!safe.test(name) || name.includes(".."))
      report({
        code: "unsafe-name",
        message: `the API's ${key} ${quoted(name)} cannot be part of a file name`,
        place: { parent: undefined, key },
        value: name,
      });
  }

  const checkId = (id: string, parent: Place | undefined): void => {
    const place = { parent, key: "id" };
    if (id === "")
      report({
        code: "empty-name",
        message: "the id is empty",
        place,
        value: id,
      });
    if (id.length > maxLength)
      report({
        code: "name-too-long",
        message: `the id has ${id.length} characters; the limit is ${maxLength}`,
        place,
        value: id,
      });
  };
  const checkKey = (name: string, place: Place): void => {
    if (place.key === "")
      report({
        code: "empty-name",
        message: `a member of ${quoted(String(place.parent?.key))} has an empty name`,
        place,
        onKey: true,
        value: name,
      });
  };

  checkId(document.id, undefined);
  for (const { name, place } of resources) checkKey(name, place);
  for (const { name, place } of types) checkKey(name, place);

  const ids = new Set<string>();
  for (const { node, name, place } of methods) {
    checkKey(name, place);
    checkId(node.id, place);
    if (ids.has(node.id))
      report({
        code: "duplicate-method-id",
        message: `another method has the id ${quoted(node.id)} too`,
        place: { parent: place, key: "id" },
        value: node.id,
      });
    ids.add(node.id);
  }

  for (const [name, schema] of Object.entries(document.schemas ?? {})) {
    const place = placeOf(undefined, "schemas", name);
    if (schema.id !== undefined && schema.id !== name)
      report({
        code: "schema-id-differs",
        message: `the schema ${quoted(name)} has the id ${quoted(schema.id)}`,
        place: { parent: place, key: "id" },
        value: schema.id,
      });
  }
}
