import type { ApiPlan } from "../plan/api.js";
import type { ParameterPlan } from "../plan/parameters.js";
import { code, literalUnion, propertyKey, type Code } from "./code.js";
import type { FileDeclarations, PropertyDeclaration } from "./declarations.js";
import { doc, type DocText } from "./docText.js";
import { FileImports } from "./fileImports.js";
import { header } from "./header.js";
import { typeExpression, type TypeWriter } from "./typeExpression.js";
import { allowedValues, valueDoc } from "./valueDoc.js";

/** `parameters.ts`: the parameters that every method takes. */
export function parametersFile(plan: ApiPlan): FileDeclarations {
  const imports = new FileImports("./");
  const writer: TypeWriter = {
    plan,
    imports,
    schema: (name) => imports.schema(name),
  };
  const standardDoc = {
    paragraphs: [doc`Parameters that every method of the API accepts.`],
  };
  const properties = plan.parameters.map((parameter) =>
    parameterDeclaration(writer, parameter),
  );
  return {
    header: header(plan.model),
    imports: imports.declarations(),
    exports: [],
    declarations: [
      properties.length > 0
        ? {
            kind: "interface",
            name: plan.standardName,
            doc: standardDoc,
            extends: null,
            properties,
            index: null,
          }
        : {
            kind: "alias",
            name: plan.standardName,
            doc: standardDoc,
            type: code`{ [key: string]: never }`,
          },
    ],
  };
}

/** A parameter as a member of the object that a method takes. */
export function parameterDeclaration(
  writer: TypeWriter,
  { parameter, name }: ParameterPlan,
): PropertyDeclaration {
  const { type, repeated, mustBeGiven } = parameter;
  const value = parameterType(writer, parameter);
  const doc = valueDoc(parameter, type);
  const allowed: readonly DocText[] =
    type.kind === "enum" ? [allowedValues(type.values)] : [];
  const [description, ...constraints] = doc.paragraphs;
  const given = repeated
    ? code`readonly ${arrayElement(value, type)}[]`
    : value;
  return {
    key: propertyKey(name),
    doc: {
      ...doc,
      paragraphs: [
        ...(description === undefined ? [] : [description]),
        ...allowed,
        ...constraints,
      ],
    },
    type: mustBeGiven ? given : code`${given} | undefined`,
    isOptional: !mustBeGiven,
    isReadonly: false,
  };
}

function arrayElement(
  value: Code,
  type: ParameterPlan["parameter"]["type"],
): Code {
  const isUnion = type.kind === "enum" && type.values.length > 1;
  return isUnion ? code`(${value})` : value;
}

/** One value of a parameter. An object goes into the query as the text that the caller makes of it. */
function parameterType(
  writer: TypeWriter,
  { type }: ParameterPlan["parameter"],
): Code {
  if (type.kind === "enum")
    return literalUnion(type.values.map(({ value }) => value));
  if (type.kind === "boolean" || type.kind === "number")
    return typeExpression(writer, type, "given");
  return code`string`;
}
