import type { ErrorObject } from "ajv";

import { discoverySchema } from "./discoverySchema.js";
import type { Place } from "./place.js";
import { placeOfPointer } from "./place.js";
import { quoted } from "./printable.js";
import type { Problem, Report } from "./problem.js";

/** What a value's form is checked by: the errors of one value, none if it has the form. */
export type ShapeValidator = (value: unknown) => readonly ErrorObject[];

let validator: Promise<ShapeValidator> | undefined;

/** Loads ajv and compiles {@link discoverySchema}, once and only when a document is to be checked. */
export function shapeValidator(): Promise<ShapeValidator> {
  validator ??= compile();
  return validator;
}

async function compile(): Promise<ShapeValidator> {
  const { Ajv } = await import("ajv");
  const ajv = new Ajv({
    allErrors: true,
    // The error carries the value, so that it need not be looked up again.
    verbose: true,
    // Our own schema: a test checks it against its meta-schema, not every run.
    validateSchema: false,
    meta: false,
    // Compiling costs more than optimised code would save on documents of some megabytes.
    code: { optimize: false },
  });
  const validate = ajv.compile(discoverySchema);
  return (value) => (validate(value) ? [] : (validate.errors ?? []));
}

/** Reports what ajv found, in words of the format. */
export function reportShapeErrors(
  errors: readonly ErrorObject[],
  report: Report,
): void {
  for (const error of errors) {
    const problem = translated(error, placeOfPointer(error.instancePath));
    if (problem !== undefined) report(problem);
  }
}

function translated(
  error: ErrorObject,
  place: Place | undefined,
): Problem | undefined {
  switch (error.keyword) {
    case "type":
      return {
        code: "wrong-type",
        message: `${subject(place)} must be ${withArticle(String(error.params["type"]))}; found ${found(error.data)}`,
        place,
        value: error.data,
      };
    case "required": {
      const key = String(error.params["missingProperty"]);
      return {
        code: "missing-key",
        message: `${subject(place)} has no member ${quoted(key)}`,
        place,
      };
    }
    default:
      // The schema uses no other keyword; a new one must not be passed over in silence.
      return {
        code: "wrong-type",
        message: `${subject(place)} ${error.message ?? "has the wrong form"}`,
        place,
      };
  }
}

function subject(place: Place | undefined): string {
  if (place === undefined) return "the document";
  if (typeof place.key === "string" && !/^\d+$/.test(place.key))
    return quoted(place.key);
  return place.parent === undefined
    ? `item ${place.key}`
    : `item ${place.key} of ${quoted(String(place.parent.key))}`;
}

function found(value: unknown): string {
  if (value === null) return "null";
  if (typeof value === "string") return `the string ${quoted(value, 30)}`;
  if (typeof value === "number" || typeof value === "boolean")
    return `${typeof value} ${value}`;
  return withArticle(Array.isArray(value) ? "array" : "object");
}

function withArticle(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
