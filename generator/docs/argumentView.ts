import type { Method } from "../model/method.js";
import type { Parameter } from "../model/parameter.js";
import type { EnumValue, TypeModel, ValueNotes } from "../model/schema.js";
import type { MethodPlan } from "../plan/resources.js";
import { enumValues, formatOf } from "./form.js";
import type { Reference } from "./reference.js";
import { anchorOf } from "./target.js";
import { typeParts, word, type TypePart } from "./typeParts.js";

/** An argument of a method, by the name that callers use. */
export interface ArgumentView {
  readonly name: string;
  readonly anchor: string;
  readonly type: readonly TypePart[];
  readonly isRequired: boolean;
  readonly notes: ValueNotes;
  readonly format: string;
  readonly values: readonly EnumValue[];
  /** The name on the wire, where it is another one; empty otherwise. */
  readonly wireName: string;
  /** What is given as an object of its own, which a form shows: the body. */
  readonly body: TypeModel | null;
}

/** The type of a method's answer once it is there; null for a method that answers nothing. */
export function answerType({ response, streams }: Method): TypeModel | null {
  return response && streams ? { kind: "array", items: response } : response;
}

/** A parameter that every method takes, as an argument. */
export function standardArguments(
  reference: Reference,
): readonly ArgumentView[] {
  return reference.plan.parameters.map(({ parameter, name }) =>
    parameterArgument(reference, parameter, name, `-${anchorOf(name)}`),
  );
}

const noNotes: ValueNotes = {
  description: "",
  deprecated: false,
  default: "",
  pattern: "",
  minimum: "",
  maximum: "",
};

/** What a method takes, what must be given first. */
export function methodArguments(
  reference: Reference,
  { method, parameters, name }: MethodPlan,
): readonly ArgumentView[] {
  const own = parameters.map((parameter) =>
    parameterArgument(
      reference,
      parameter.parameter,
      parameter.name,
      anchorOf(name, parameter.name),
    ),
  );
  const other = (
    argument: string,
    type: readonly TypePart[],
    description: string,
    body: TypeModel | null,
    isRequired: boolean,
  ): ArgumentView => ({
    name: argument,
    anchor: anchorOf(name, argument),
    type,
    isRequired,
    notes: { ...noNotes, description },
    format: "",
    values: [],
    wireName: "",
    body,
  });
  const { request, upload } = method;
  const body = request && [
    other(
      "body",
      typeParts(reference, request, "given"),
      "The request body.",
      request,
      requiresField(reference, request, method.id),
    ),
  ];
  const limits = [
    upload && upload.accept.length > 0
      ? `Accepted: \`${upload.accept.join(", ")}\`.`
      : "",
    upload && upload.maxSize !== "" ? `At most \`${upload.maxSize}\`.` : "",
  ].filter((limit) => limit !== "");
  const media = upload && [
    other(
      "media",
      [word("Media")],
      ["The media to upload.", ...limits].join(" "),
      null,
      false,
    ),
  ];
  const all = [...own, ...(body ?? []), ...(media ?? [])];
  return [
    ...all.filter(({ isRequired }) => isRequired),
    ...all.filter(({ isRequired }) => !isRequired),
  ];
}

function parameterArgument(
  reference: Reference,
  parameter: Parameter,
  name: string,
  anchor: string,
): ArgumentView {
  const { type, repeated } = parameter;
  // An object goes into the query as the text that the caller makes of it.
  const isPlain = ["enum", "boolean", "number"].includes(type.kind);
  const one: TypeModel = isPlain ? type : { kind: "string", format: "" };
  const parts = typeParts(
    reference,
    repeated ? { kind: "array", items: one } : one,
    "given",
  );
  return {
    name,
    anchor,
    type: parts,
    isRequired: parameter.mustBeGiven,
    notes: parameter,
    format: formatOf(type),
    values: enumValues(type),
    wireName: parameter.name === name ? "" : parameter.name,
    body: null,
  };
}

/** Whether a body must have a field, so that it must be given. */
function requiresField(
  { schema }: Reference,
  type: TypeModel,
  methodId: string,
): boolean {
  const own =
    type.kind === "ref" ? (schema(type.schema)?.type.node.type ?? type) : type;
  return (
    own.kind === "object" &&
    own.properties.some(
      ({ readOnly, requiredFor }) =>
        !readOnly && requiredFor.includes(methodId),
    )
  );
}

/** What its `_next` takes. */
export function nextArguments(
  reference: Reference,
  { requestName, method }: MethodPlan,
  name: string,
): readonly ArgumentView[] {
  const argument = (
    own: string,
    type: readonly TypePart[],
    description: string,
  ): ArgumentView => ({
    name: own,
    anchor: anchorOf(name, own),
    type,
    isRequired: true,
    notes: { ...noNotes, description },
    format: "",
    values: [],
    wireName: "",
    body: null,
  });
  const answer = answerType(method);
  return [
    argument(
      "previousRequest",
      [word(requestName ?? "")],
      "The request for the previous page.",
    ),
    argument(
      "previousResponse",
      answer ? typeParts(reference, answer, "read") : [word("void")],
      "The response from the request for the previous page.",
    ),
  ];
}
