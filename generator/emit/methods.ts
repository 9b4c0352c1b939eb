import { identifier } from "../plan/identifier.js";
import { mustGive, type MethodPlan } from "../plan/resources.js";
import { code, type Code } from "./code.js";
import type {
  ConstantDeclaration,
  MethodDeclaration,
  ParameterDeclaration,
} from "./declarations.js";
import { methodDescriptor } from "./descriptor.js";
import { codeSpan, doc, docLines, docText, type Doc } from "./docText.js";
import { bodyRequirements } from "./requirements.js";
import { responseType, type TypeWriter } from "./typeExpression.js";

const params = identifier("params");
const options = identifier("options");

/** The members of a resource's class that belong to one method: itself, its `_next` and its `_media`. */
export function methodDeclarations(
  writer: TypeWriter,
  plan: MethodPlan,
): readonly MethodDeclaration[] {
  const { method, nextName, requestName, mediaName } = plan;
  return [
    {
      name: plan.name,
      doc: methodDoc(plan),
      parameters: methodParameters(writer, plan),
      returns: requestName
        ? code`${requestName}`
        : code`${writer.imports.runtimeType("ApiRequest")}<${responseType(writer, method)}>`,
      body: [sendStatement(writer, plan)],
    },
    ...(nextName && requestName
      ? [
          {
            name: nextName,
            doc: {
              paragraphs: [
                doc`The request for the page after ${codeSpan("previousResponse")}, or null when that was the last one.`,
              ],
              deprecated: method.deprecated,
            },
            parameters: [
              {
                name: identifier("previousRequest"),
                type: code`${requestName}`,
              },
              {
                name: identifier("previousResponse"),
                type: responseType(writer, method),
              },
            ],
            returns: code`${requestName} | null`,
            body: [code`return previousRequest.next(previousResponse);`],
          },
        ]
      : []),
    ...(mediaName
      ? [
          {
            name: mediaName,
            doc: {
              paragraphs: [
                doc`The media itself (${codeSpan("alt=media")}) instead of what describes it.`,
              ],
              deprecated: method.deprecated,
            },
            parameters: methodParameters(writer, plan, "DownloadOptions"),
            returns: code`${writer.imports.runtimeType("MediaRequest")}`,
            body: [
              code`return ${writer.imports.runtimeValue("download")}(this.#client, ${plan.descriptorName}, ${params}, ${options});`,
            ],
          },
        ]
      : []),
  ];
}

/** The constant that describes a method to the runtime. */
export function descriptorDeclaration(
  writer: TypeWriter,
  plan: MethodPlan,
): ConstantDeclaration {
  const { pagination, upload } = plan.method;
  const type = pagination
    ? "PagedMethodDescriptor"
    : upload
      ? "UploadMethodDescriptor"
      : "MethodDescriptor";
  return {
    kind: "constant",
    name: plan.descriptorName,
    doc: { paragraphs: [] },
    type: code`${writer.imports.runtimeType(type)}`,
    value: methodDescriptor(plan),
    isExported: false,
  };
}

/** One call on the runtime. */
function sendStatement(
  { imports }: TypeWriter,
  { method, descriptorName }: MethodPlan,
): Code {
  const call = code`${descriptorName}, ${params}, ${options}`;
  if (method.pagination) {
    return method.pagination.items.kind === "none"
      ? code`return this.#client.pages(${call});`
      : code`return this.#client.paged(${call});`;
  }
  return method.upload
    ? code`return ${imports.runtimeValue("upload")}(this.#client, ${call});`
    : code`return this.#client.request(${call});`;
}

function methodParameters(
  writer: TypeWriter,
  plan: MethodPlan,
  optionsType: "RequestOptions" | "DownloadOptions" = "RequestOptions",
): readonly ParameterDeclaration[] {
  const isNeeded =
    mustGive(plan, writer.plan.parameters).length > 0 ||
    bodyRequirements(writer, plan.method) !== null;
  return [
    {
      name: params,
      type: code`${plan.paramsName}`,
      ...(!isNeeded && { initializer: code`{}` }),
    },
    {
      name: options,
      type: code`${writer.imports.runtimeType(optionsType)}`,
      isOptional: true,
    },
  ];
}

function methodDoc({ method, mediaName }: MethodPlan): Doc {
  const scopes = method.scopes.map((scope) => doc`- ${codeSpan(scope)}`);
  return {
    paragraphs: [
      docText(method.description),
      ...(mediaName && !method.response
        ? [doc`It answers with media alone: see ${codeSpan(mediaName)}.`]
        : []),
      codeSpan(`${method.verb} ${method.path}`),
      ...(scopes.length > 0
        ? [
            docLines([
              scopes.length > 1
                ? doc`Needs one of the scopes:`
                : doc`Needs the scope:`,
              ...scopes,
            ]),
          ]
        : []),
    ],
    deprecated: method.deprecated,
  };
}
