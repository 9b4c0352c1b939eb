import type { Method } from "../model/method.js";
import type { MethodPlan } from "../plan/resources.js";
import {
  code,
  joinCode,
  literalUnion,
  propertyKey,
  type Code,
  orUndefined,
} from "./code.js";
import type { Declaration, PropertyDeclaration } from "./declarations.js";
import { codeSpan, doc, docText, docWords, type DocText } from "./docText.js";
import { parameterDeclaration } from "./parametersFile.js";
import { bodyRequirements, patched } from "./requirements.js";
import {
  responseType,
  typeExpression,
  type TypeWriter,
} from "./typeExpression.js";

/** The interface of a method's parameters and, if it pages, the alias of its request. */
export function paramsDeclarations(
  writer: TypeWriter,
  plan: MethodPlan,
): readonly Declaration[] {
  const { method, requestName } = plan;
  return [
    paramsDeclaration(writer, plan),
    ...(requestName
      ? [
          {
            kind: "alias" as const,
            name: requestName,
            doc: {
              paragraphs: [
                doc`A request for one page of ${codeSpan(method.id)}.`,
              ],
            },
            type: requestType(writer, method),
          },
        ]
      : []),
  ];
}

function paramsDeclaration(writer: TypeWriter, plan: MethodPlan): Declaration {
  const { paramsName: name, method } = plan;
  const properties = [
    ...plan.parameters.map((parameter) =>
      parameterDeclaration(writer, parameter),
    ),
    ...bodyProperty(writer, method),
    ...mediaProperty(writer, method),
  ];
  const paramsDoc = {
    paragraphs: [doc`Parameters of ${codeSpan(method.id)}.`],
  };
  return properties.length > 0
    ? {
        kind: "interface",
        name,
        doc: paramsDoc,
        // Without standard parameters their type allows no member at all.
        extends:
          writer.plan.parameters.length > 0
            ? standardParameters(writer, plan)
            : null,
        properties,
        index: null,
      }
    : {
        kind: "alias",
        name,
        doc: paramsDoc,
        type: standardParameters(writer, plan),
      };
}

/** The standard parameters without those that the method declares itself. */
function standardParameters(
  { plan, imports }: TypeWriter,
  { overridden }: MethodPlan,
): Code {
  const standard = imports.standardParameters(plan.standardName);
  if (overridden.length === 0) return code`${standard}`;
  return code`${imports.runtimeType("InputFields")}<${standard}, ${literalUnion(overridden)}>`;
}

function bodyProperty(
  writer: TypeWriter,
  method: Method,
): readonly PropertyDeclaration[] {
  if (!method.request) return [];
  const requirements = bodyRequirements(writer, method);
  const given = typeExpression(writer, method.request, "given");
  const body = method.verb === "PATCH" ? patched(writer, given) : given;
  const type = requirements ? joinCode([body, requirements], " & ") : body;
  return [
    {
      key: propertyKey("body"),
      doc: { paragraphs: [doc`The request body.`] },
      type: requirements ? type : orUndefined(type),
      isOptional: !requirements,
      isReadonly: false,
    },
  ];
}

function mediaProperty(
  { imports }: TypeWriter,
  { upload }: Method,
): readonly PropertyDeclaration[] {
  if (!upload) return [];
  const accept: DocText =
    upload.accept.length > 0
      ? doc`Accepted: ${codeSpan(upload.accept.join(", "))}.`
      : docText("");
  const limit: DocText =
    upload.maxSize === ""
      ? docText("")
      : doc`At most ${codeSpan(upload.maxSize)}.`;
  return [
    {
      key: propertyKey("media"),
      doc: { paragraphs: [docWords(doc`The media to upload.`, accept, limit)] },
      type: code`${imports.runtimeType("Media")} | undefined`,
      isOptional: true,
      isReadonly: false,
    },
  ];
}

function requestType(writer: TypeWriter, method: Method): Code {
  const response = responseType(writer, method);
  const items = method.pagination?.items;
  if (!items || items.kind === "none")
    return code`${writer.imports.runtimeType("PageRequest")}<${response}>`;
  const item = typeExpression(writer, items.item, "read");
  const iterated = items.kind === "map" ? code`[string, ${item}]` : item;
  return code`${writer.imports.runtimeType("PagedRequest")}<${response}, ${iterated}>`;
}
