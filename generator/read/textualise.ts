import type { ErrorObject } from "ajv";

import { placeOfPointer, segmentsOf } from "./place.js";
import { quoted } from "./printable.js";
import type { Report } from "./problem.js";

/** Members that the format gives as strings whatever their type, so that 64-bit numbers survive. */
const textual = new Set(["default", "minimum", "maximum"]);

/**
 * Turns numbers and booleans into the strings that the format wants in `default`, `minimum` and `maximum`,
 * in place and with a note: what they mean is plain.
 *
 * @returns the errors that remain
 */
export function textualise(
  document: object,
  errors: readonly ErrorObject[],
  report: Report,
): readonly ErrorObject[] {
  return errors.filter((error) => {
    const place = placeOfPointer(error.instancePath);
    const data: unknown = error.data;
    if (
      error.keyword !== "type" ||
      place === undefined ||
      !textual.has(String(place.key)) ||
      // A property, a parameter or a schema may be called "default".
      error.params["type"] !== "string" ||
      (typeof data !== "number" && typeof data !== "boolean")
    )
      return true;
    let parent: object = document;
    for (const key of segmentsOf(place.parent))
      parent = Reflect.get(parent, key) as object;
    Reflect.set(parent, place.key, String(data));
    report({
      code: "assumed-value",
      message: `${quoted(String(place.key))} is the ${typeof data} ${data}; the string ${quoted(String(data))} is assumed`,
      place,
      value: data,
    });
    return false;
  });
}
