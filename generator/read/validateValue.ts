import { checkHosts } from "./checks/hosts.js";
import { checkMethods } from "./checks/methods.js";
import { checkNames } from "./checks/names.js";
import { checkParameters } from "./checks/parameters.js";
import { checkPaths } from "./checks/paths.js";
import { checkReferences } from "./checks/references.js";
import { checkTypes } from "./checks/types.js";
import type { IncompleteDescription } from "./complete.js";
import { complete } from "./complete.js";
import type { Limits } from "./limits.js";
import { placeOf } from "./place.js";
import { placeNodes } from "./placed.js";
import type { Report } from "./problem.js";
import { prune } from "./prune.js";
import type { RestDescription } from "./restDescription.js";
import { reportShapeErrors, shapeValidator } from "./shape.js";
import { textualise } from "./textualise.js";
import { reportUnknownKeys } from "./unknownKeys.js";

/**
 * Checks the form of a parsed document, then its meaning. The value is the reader's own and may be changed.
 *
 * @returns the document; it is one only if no error was reported
 */
export async function validateValue(
  value: object,
  limits: Limits,
  allowHosts: readonly string[],
  report: Report,
): Promise<RestDescription | undefined> {
  const schemas: unknown = Reflect.get(value, "schemas");
  const count =
    typeof schemas === "object" && schemas !== null
      ? Object.keys(schemas).length
      : 0;
  if (count > limits.schemas) {
    report({
      code: "too-many-schemas",
      message: `the document has ${count} schemas; the limit is ${limits.schemas}`,
      place: placeOf(undefined, "schemas"),
    });
    return undefined;
  }

  reportUnknownKeys(value, report);
  const validate = await shapeValidator();
  const errors = textualise(value, validate(value), report);
  reportShapeErrors(errors, report);
  if (errors.length > 0)
    if (!prune(value as Record<string, unknown>, validate)) return undefined;

  const document = complete(value as IncompleteDescription, report);
  const placed = placeNodes(document);
  checkNames(placed, limits.nameLength, report);
  checkHosts(placed, allowHosts, report);
  checkPaths(placed, report);
  checkMethods(placed, report);
  checkParameters(placed, report);
  checkReferences(placed, report);
  checkTypes(placed, report);
  return document;
}
