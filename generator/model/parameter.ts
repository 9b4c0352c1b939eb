import { parsePathTemplate } from "../read/pathTemplate.js";
import type { RestMethod, RestParameter } from "../read/restDescription.js";
import { sortedEntries } from "../read/sorted.js";
import {
  toType,
  toValueNotes,
  type TypeModel,
  type ValueNotes,
} from "./schema.js";

/** A path or query parameter. */
export interface Parameter extends ValueNotes {
  /** The name on the wire, such as `$.xgafv` or `start-date`. */
  readonly name: string;
  readonly location: "path" | "query";
  /** Of one value; {@link repeated} tells whether several may be given. */
  readonly type: TypeModel;
  /** As the document declares it. */
  readonly required: boolean;
  /** Whether a caller must give it: required, and without a default. */
  readonly mustBeGiven: boolean;
  readonly repeated: boolean;
  /** A path parameter that the path does not name: Google's clients ask for it and send it nowhere. */
  readonly isUnsent: boolean;
}

/** @param pathVariables the variables of the method's path; a global parameter has none */
export function toParameter(
  name: string,
  parameter: RestParameter,
  pathVariables: readonly string[] = [],
): Parameter {
  const isPath =
    parameter.location === "path" ||
    (parameter.location === undefined && pathVariables.includes(name));
  const location = isPath ? "path" : "query";
  const required = parameter.required === true || location === "path";
  return {
    name,
    location,
    type: toType(parameter),
    required,
    mustBeGiven: required && (parameter.default ?? "") === "",
    repeated: parameter.repeated === true && !isPath,
    isUnsent: location === "path" && !pathVariables.includes(name),
    ...toValueNotes(parameter),
  };
}

/** A method's own parameters as the reference page orders them: required ones by `parameterOrder`, the others by name. */
export function toParameters(method: RestMethod): readonly Parameter[] {
  const position = new Map(
    (method.parameterOrder ?? []).map((name, index) => [name, index]),
  );
  const rank = (parameter: Parameter): number =>
    parameter.required
      ? (position.get(parameter.name) ?? position.size)
      : position.size + 1;
  const template = parsePathTemplate(method.path);
  const variables = template.ok ? template.variables : [];
  return sortedEntries(method.parameters)
    .map(([name, parameter]) => toParameter(name, parameter, variables))
    .sort((a, b) => rank(a) - rank(b));
}
