import { nearest } from "../nearest.js";
import type { Placed, PlacedDocument } from "../placed.js";
import type { Place } from "../place.js";
import { placeOf } from "../place.js";
import { quoted } from "../printable.js";
import type { Report } from "../problem.js";
import type { Dictionary, RestSchema } from "../restDescription.js";

/** A hostile document could ask for more comparisons than anybody waits for. */
const mostSuggestions = 10;

/** Every `$ref` names a schema of the document, and following it comes to a type. */
export function checkReferences(
  { document, types }: PlacedDocument,
  report: Report,
): void {
  const schemas = document.schemas ?? {};
  const suggestions = new Map<string, string | undefined>();

  const checkReference = (name: string, place: Place): void => {
    if (Object.hasOwn(schemas, name)) return;
    if (!suggestions.has(name) && suggestions.size < mostSuggestions)
      suggestions.set(name, nearest(name, Object.keys(schemas)));
    const suggestion = suggestions.get(name);
    report({
      code: "dangling-ref",
      message: `no schema is called ${quoted(name)}`,
      place,
      value: name,
      ...(suggestion !== undefined && {
        fix: `Did you mean ${quoted(suggestion)}? Correct the name or add the schema.`,
      }),
    });
  };

  for (const { node, place } of types) {
    if (node.$ref !== undefined)
      checkReference(node.$ref, { parent: place, key: "$ref" });
    node.variant?.map.forEach((variant, index) => {
      checkReference(
        variant.$ref,
        placeOf(place, "variant", "map", index, "$ref"),
      );
    });
  }
  checkCycles(types, schemas, report);
}

/** Named schemas that are a `$ref` and nothing else may form a chain, but no ring. */
function checkCycles(
  types: readonly Placed<RestSchema>[],
  schemas: Dictionary<RestSchema>,
  report: Report,
): void {
  const settled = new Set<string>();
  for (const { node, name, place } of types) {
    if (node.$ref === undefined || !isNamedSchema(place)) continue;
    const chain = new Set<string>();
    let at: string | undefined = name;
    while (at !== undefined && !settled.has(at) && !chain.has(at)) {
      chain.add(at);
      at = Object.hasOwn(schemas, at) ? schemas[at]?.$ref : undefined;
    }
    if (at !== undefined && chain.has(at)) {
      const ring = [...chain].slice([...chain].indexOf(at));
      report({
        code: "ref-cycle",
        message: `schemas refer to each other without a type: ${[...ring.slice(0, 5), ...(ring.length > 5 ? ["…"] : []), at].map((link) => quoted(link)).join(" -> ")}`,
        place: placeOf(undefined, "schemas", at, "$ref"),
        value: schemas[at]?.$ref,
      });
    }
    for (const link of chain) settled.add(link);
  }
}

function isNamedSchema(place: Place): boolean {
  return place.parent?.key === "schemas" && place.parent.parent === undefined;
}
