import { parsePathTemplate } from "../pathTemplate.js";
import type { Place } from "../place.js";
import { placeOf } from "../place.js";
import type { Placed, PlacedDocument } from "../placed.js";
import { quoted } from "../printable.js";
import type { Report } from "../problem.js";
import type {
  Dictionary,
  RestMethod,
  RestParameter,
} from "../restDescription.js";

/** Parameters say where they go, and path variables and path parameters belong together. */
export function checkParameters(
  { document, methods, parameters }: PlacedDocument,
  report: Report,
): void {
  for (const { node, name, place } of parameters) {
    if (node.location === undefined)
      report({
        code: "missing-location",
        message: `the parameter ${quoted(name)} has no location`,
        place,
      });
    else if (node.location !== "path" && node.location !== "query")
      report({
        code: "unknown-location",
        message: `the parameter ${quoted(name)} has the location ${quoted(node.location)}`,
        place: { parent: place, key: "location" },
        value: node.location,
      });
  }
  for (const method of methods)
    checkMethod(method, document.parameters ?? {}, report);
}

function checkMethod(
  { node, place }: Placed<RestMethod>,
  globals: Dictionary<RestParameter>,
  report: Report,
): void {
  const own = node.parameters ?? {};
  const parameterOf = (name: string): RestParameter | undefined =>
    Object.hasOwn(own, name)
      ? own[name]
      : Object.hasOwn(globals, name)
        ? globals[name]
        : undefined;

  const used = new Set<string>();
  const checkVariables = (template: string, at: Place): void => {
    const parsed = parsePathTemplate(template);
    if (!parsed.ok) return; // Reported where paths are checked.
    for (const name of parsed.variables) {
      used.add(name);
      const parameter = parameterOf(name);
      const location = parameter?.location ?? "path";
      if (parameter === undefined || location !== "path")
        report({
          code: "undeclared-path-variable",
          message:
            parameter === undefined
              ? `the path has the variable ${quoted(name)}, but no such parameter is declared`
              : `the path has the variable ${quoted(name)}, but its parameter has the location ${quoted(location)}`,
          place: at,
          value: template,
        });
    }
  };

  checkVariables(node.path, { parent: place, key: "path" });
  const inPath = parsePathTemplate(node.path).ok;
  const { simple, resumable } = node.mediaUpload?.protocols ?? {};
  const protocols = placeOf(place, "mediaUpload", "protocols");
  if (simple !== undefined)
    checkVariables(simple.path, placeOf(protocols, "simple", "path"));
  if (resumable !== undefined)
    checkVariables(resumable.path, placeOf(protocols, "resumable", "path"));

  for (const [name, parameter] of Object.entries(own)) {
    const at = placeOf(place, "parameters", name);
    if (parameter.location !== "path") continue;
    if (inPath && !used.has(name))
      report({
        code: "unused-path-parameter",
        message: `the path has no variable for the path parameter ${quoted(name)}`,
        place: at,
        onKey: true,
        value: node.path,
      });
    if (parameter.required !== true)
      report({
        code: "optional-path-parameter",
        message: `the path parameter ${quoted(name)} is not marked as required`,
        place: at,
        onKey: true,
      });
  }
  node.parameterOrder?.forEach((name, index) => {
    if (parameterOf(name) === undefined)
      report({
        code: "unknown-ordered-parameter",
        message: `parameterOrder names ${quoted(name)}, which is no parameter of the method`,
        place: placeOf(place, "parameterOrder", index),
        value: name,
      });
  });
}
