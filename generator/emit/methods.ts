import { identifier, type Identifier } from "../plan/identifier.js";
import { isPolled } from "../plan/operations.js";
import {
  mustGive,
  type MethodPlan,
  type ResourcePlan,
} from "../plan/resources.js";
import { code, joinCode, stringLiteral, type Code } from "./code.js";
import type {
  ConstantDeclaration,
  MethodDeclaration,
  ParameterDeclaration,
} from "./declarations.js";
import { methodDescriptor, type Polling } from "./descriptor.js";
import { codeSpan, doc, docLines, docText, type Doc } from "./docText.js";
import type { RuntimeType } from "../plan/runtimeNames.js";
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
  const isWaitedFor = isPolled(writer.plan, method);
  return [
    {
      name: plan.name,
      doc: methodDoc(plan, isWaitedFor),
      parameters: methodParameters(writer, plan),
      returns: requestName
        ? code`${requestName}`
        : code`${writer.imports.runtimeType(isWaitedFor ? "OperationRequest" : "ApiRequest")}<${responseType(writer, method)}>`,
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
              code`return ${writer.imports.runtimeValue("download")}(this.#client, ${descriptorName(writer, plan)}, ${params}, ${options});`,
            ],
          },
        ]
      : []),
  ];
}

/** The constants that describe a resource's methods to the runtime, but for those that stand in `polling.ts`. */
export function descriptorDeclarations(
  writer: TypeWriter,
  { methods }: ResourcePlan,
): readonly ConstantDeclaration[] {
  return methods
    .filter((method) => !writer.plan.polls.has(method))
    .map((method) => descriptorDeclaration(writer, method));
}

/** The constant that describes a method to the runtime. */
export function descriptorDeclaration(
  writer: TypeWriter,
  plan: MethodPlan,
): ConstantDeclaration {
  const { pagination, upload } = plan.method;
  const types: readonly RuntimeType[] = [
    ...(pagination ? (["PagedMethodDescriptor"] as const) : []),
    ...(upload ? (["UploadMethodDescriptor"] as const) : []),
    ...(isPolled(writer.plan, plan.method)
      ? (["OperationMethodDescriptor"] as const)
      : []),
  ];
  const names = (
    types.length > 0 ? types : (["MethodDescriptor"] as const)
  ).map((type) => code`${writer.imports.runtimeType(type)}`);
  return {
    kind: "constant",
    name: plan.descriptorName,
    doc: { paragraphs: [] },
    type: joinCode(names, " & "),
    value: methodDescriptor(plan, pollingOf(writer, plan), writer.imports),
    isExported: false,
  };
}

/** What tells the runtime how to poll the operation of a method; null where nothing does. */
function pollingOf(
  { plan, imports }: TypeWriter,
  { method }: MethodPlan,
): Polling | null {
  const { poll, longRunning } = plan.operations.get(method) ?? {};
  if (!poll || !longRunning?.poll) return null;
  const descriptor =
    poll.method === method
      ? stringLiteral("itself")
      : code`${imports.polling(poll.descriptorName)}`;
  return { descriptor, parent: longRunning.parent };
}

/** One call on the runtime. */
function sendStatement(writer: TypeWriter, plan: MethodPlan): Code {
  const { method } = plan;
  const call = code`${descriptorName(writer, plan)}, ${params}, ${options}`;
  if (method.pagination) {
    return method.pagination.items.kind === "none"
      ? code`return this.#client.pages(${call});`
      : code`return this.#client.paged(${call});`;
  }
  return method.upload
    ? code`return ${writer.imports.runtimeValue("upload")}(this.#client, ${call});`
    : code`return this.#client.request(${call});`;
}

/** The constant that describes a method, imported where it stands in `polling.ts`. */
function descriptorName(
  { plan: { polls }, imports }: TypeWriter,
  plan: MethodPlan,
): Identifier {
  return polls.has(plan)
    ? imports.polling(plan.descriptorName)
    : plan.descriptorName;
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

function methodDoc(
  { method, mediaName }: MethodPlan,
  isWaitedFor: boolean,
): Doc {
  const scopes = method.scopes.map((scope) => doc`- ${codeSpan(scope)}`);
  return {
    paragraphs: [
      docText(method.description),
      ...(mediaName && !method.response
        ? [doc`It answers with media alone: see ${codeSpan(mediaName)}.`]
        : []),
      ...(isWaitedFor
        ? [
            doc`A long-running operation: ${codeSpan("waitFor()")} waits for its end.`,
          ]
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
