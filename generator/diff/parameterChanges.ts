import type { Parameter } from "../model/parameter.js";
import type { TypeModel } from "../model/schema.js";
import type { ParameterPlan } from "../plan/parameters.js";
import { change } from "./change.js";
import { formatHolds } from "./formats.js";
import { nameChange } from "./nameChanges.js";
import { constraintChanges, noteChanges } from "./noteChanges.js";
import type { Change, Place } from "./report.js";
import { typeText } from "./shape.js";
import { enumChanges } from "./typeChanges.js";

/** A parameter of a method, its own or one that every method takes. */
export interface MethodParameter extends ParameterPlan {
  readonly isStandard: boolean;
}

/** Changes of the parameters of a method; what happened to the standard ones is told once for all methods. */
export function parameterChanges(
  method: string | null,
  old: readonly MethodParameter[],
  next: readonly MethodParameter[],
): readonly Change[] {
  const after = new Map(next.map((one) => [one.parameter.name, one]));
  const before = new Set(old.map(({ parameter }) => parameter.name));
  const placeOf = (name: string): Place => ({
    kind: "parameter",
    method,
    parameter: name,
  });
  return [
    ...old.flatMap((one): readonly Change[] => {
      const { parameter, isStandard } = one;
      const where = placeOf(parameter.name);
      const other = after.get(parameter.name);
      if (other)
        return isStandard && other.isStandard
          ? []
          : pairChanges(where, one, other);
      return isStandard
        ? []
        : [
            change("parameter-removed", where, {
              old: declaration(parameter),
              wire: true,
              typescript: true,
            }),
          ];
    }),
    ...next.flatMap(({ parameter, isStandard }) =>
      isStandard || before.has(parameter.name)
        ? []
        : [
            change("parameter-added", placeOf(parameter.name), {
              new: declaration(parameter),
              wire: parameter.mustBeGiven,
              typescript: parameter.mustBeGiven,
            }),
          ],
    ),
  ];
}

function pairChanges(
  where: Place,
  old: ParameterPlan,
  next: ParameterPlan,
): readonly Change[] {
  const before = old.parameter;
  const after = next.parameter;
  return [
    ...nameChange(where, old.name, next.name),
    ...(before.mustBeGiven === after.mustBeGiven
      ? []
      : after.mustBeGiven
        ? [
            change("parameter-required", where, {
              old: "optional",
              new: "required",
              wire: true,
              typescript: true,
            }),
          ]
        : [
            change("parameter-optional", where, {
              old: "required",
              new: "optional",
            }),
          ]),
    ...(before.repeated === after.repeated
      ? []
      : [
          change("parameter-repeated", where, {
            old: declaration(before),
            new: declaration(after),
            wire: before.repeated,
            typescript: true,
          }),
        ]),
    ...(before.location === after.location
      ? []
      : [
          change("parameter-moved", where, {
            old: before.location,
            new: after.location,
            wire: true,
          }),
        ]),
    ...valueChanges(where, before.type, after.type),
    ...constraintChanges(where, before, after, true),
    ...noteChanges(where, before, after),
  ];
}

/** A parameter goes as text: a number that becomes a text of digits is the same on the wire, but not in TypeScript. */
function valueChanges(
  where: Place,
  old: TypeModel,
  next: TypeModel,
): readonly Change[] {
  if (old.kind === "enum" && next.kind === "enum")
    return enumChanges(where, old.values, next.values, true, null);
  const text = { old: typeText(old), new: typeText(next) };
  if (text.old === text.new) return [];
  const isFormat = typescriptKind(old) === typescriptKind(next);
  return [
    change(isFormat ? "format-changed" : "type-changed", where, {
      ...text,
      wire: !holdsText(next, old),
      typescript:
        !isFormat &&
        !(old.kind === "enum" && typescriptKind(next) === "string"),
    }),
  ];
}

/** What a caller gives; an object, as the text that he makes of it. */
function typescriptKind({ kind }: TypeModel): string {
  return kind === "boolean" || kind === "number" || kind === "enum"
    ? kind
    : "string";
}

/** Whether each text that is a value of another type is one of this type. */
function holdsText(type: TypeModel, other: TypeModel): boolean {
  if (type.kind === "any") return true;
  if (type.kind === "string" && type.format === "") return true;
  const format = (of: TypeModel): string | undefined =>
    of.kind === "number"
      ? of.format || "double"
      : of.kind === "string"
        ? of.format
        : undefined;
  const wide = format(type);
  const narrow = format(other);
  return (
    wide !== undefined && narrow !== undefined && formatHolds(wide, narrow)
  );
}

/** `required string (int64), repeated`. */
function declaration({ type, mustBeGiven, repeated }: Parameter): string {
  return `${mustBeGiven ? "required " : ""}${typeText(type)}${repeated ? ", repeated" : ""}`;
}
