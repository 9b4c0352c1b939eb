import type { OperationParent } from "../model/longRunning.js";
import type { MediaUploadModel } from "../model/media.js";
import type { Pagination } from "../model/pagination.js";
import type { ApiPlan } from "../plan/api.js";
import type { MethodPlan } from "../plan/resources.js";
import type { ParameterPlan } from "../plan/parameters.js";
import {
  code,
  indented,
  integerLiteral,
  commented,
  joinCode,
  propertyKey,
  stringLiteral,
  type Code,
} from "./code.js";
import type { FileImports } from "./fileImports.js";

/** A member of an object literal, with a comment before it where there is something to say; left out without a value. */
export type Entry = readonly [key: string, value: Code | null, comment?: Code];

/** How the operation that a method returns is polled. */
export interface Polling {
  /** The descriptor of the method that polls, or `"itself"`. */
  readonly descriptor: Code;
  readonly parent: OperationParent | null;
}

/** A constant that tells the runtime of a method what it cannot know from a call. */
export function methodDescriptor(
  { method, parameters }: MethodPlan,
  polling: Polling | null,
  imports: FileImports,
): Code {
  const required = parameters.filter(
    ({ parameter }) =>
      parameter.mustBeGiven &&
      (parameter.location === "query" || parameter.isUnsent),
  );
  const preset = parameters.filter(
    ({ parameter }) =>
      parameter.location === "path" && parameter.default !== "",
  );
  const unsent = parameters.filter(({ parameter }) => parameter.isUnsent);
  return objectLiteral([
    ["id", stringLiteral(method.id)],
    ["verb", stringLiteral(method.verb)],
    ["path", pathTemplate(method.path, parameters)],
    [
      "rename",
      renames(
        parameters.filter(({ parameter }) => parameter.location === "query"),
      ),
    ],
    ["required", list(required.map(({ name }) => name))],
    ["unsent", list(unsent.map(({ name }) => name))],
    [
      "defaults",
      record(
        preset.map(({ parameter, name }) => [
          name,
          stringLiteral(parameter.default),
        ]),
      ),
    ],
    [
      "headers",
      method.apiVersion === ""
        ? null
        : record([["x-goog-api-version", stringLiteral(method.apiVersion)]]),
    ],
    ["noResponse", flag(method.response === null)],
    ...(method.pagination ? pagingEntries(method.pagination, imports) : []),
    ["upload", method.upload && uploadPaths(method.upload, parameters)],
    ["poll", polling?.descriptor ?? null],
    [
      "operationParent",
      polling?.parent ? operationParent(polling.parent, parameters) : null,
    ],
  ]);
}

/** A constant that tells the runtime of the API. */
export function serviceDescriptor(
  { model, parameters }: ApiPlan,
  imports: FileImports,
): Code {
  return objectLiteral([
    ["id", stringLiteral(model.id)],
    ["rootUrl", stringLiteral(model.rootUrl)],
    ["servicePath", stringLiteral(model.servicePath)],
    [
      "batchPath",
      model.batchPath === "" ? null : stringLiteral(model.batchPath),
    ],
    ["rename", renames(parameters)],
    [
      "wrapper",
      model.dataWrapper ? code`${imports.runtimeValue("dataWrapper")}` : null,
    ],
    ["encodeReserved", flag(model.fullyEncodeReservedExpansion)],
  ]);
}

function pagingEntries(
  { items, requestToken, responseToken, tokenIn }: Pagination,
  imports: FileImports,
): readonly Entry[] {
  const place = tokenPlaces[tokenIn][requestToken];
  return [
    ["items", items.kind === "none" ? null : stringLiteral(items.field)],
    ["requestToken", place && code`${imports.runtimeValue(place)}`],
    [
      "responseToken",
      responseToken === "nextPageToken" ? null : stringLiteral(responseToken),
    ],
  ];
}

/** What of the runtime finds the token in a request; null where it is in its usual place. */
const tokenPlaces = {
  query: { pageToken: null, nextPageToken: "nextPageTokenParameter" },
  body: { pageToken: "pageTokenInBody", nextPageToken: "nextPageTokenInBody" },
} as const;

function uploadPaths(
  { simplePath, resumablePath }: MediaUploadModel,
  parameters: readonly ParameterPlan[],
): Code {
  const path = (template: string | null): Code | null =>
    template === null ? null : pathTemplate(template, parameters);
  return objectLiteral([
    ["simple", path(simplePath)],
    ["resumable", path(resumablePath)],
  ]);
}

/** A URI template whose variables bear the parameters' names in TypeScript: on the wire they have none. */
function pathTemplate(
  template: string,
  parameters: readonly ParameterPlan[],
): Code {
  const named = template.replaceAll(
    /(?<=\{\+?)[^{}+]+(?=\})/g,
    (variable) =>
      parameters.find(({ parameter }) => parameter.name === variable)?.name ??
      variable,
  );
  return stringLiteral(named);
}

function operationParent(
  { parameter, segments, collection }: OperationParent,
  parameters: readonly ParameterPlan[],
): Code {
  const named = parameters.find((other) => other.parameter === parameter);
  return objectLiteral([
    ["parameter", stringLiteral(named?.name ?? parameter.name)],
    ["segments", integerLiteral(segments)],
    ["collection", stringLiteral(collection)],
  ]);
}

/** The parameters whose name is another on the wire. */
function renames(parameters: readonly ParameterPlan[]): Code | null {
  const renamed = parameters.filter(
    ({ parameter, name }) => parameter.name !== name,
  );
  return record(
    renamed.map(({ parameter, name }) => [name, stringLiteral(parameter.name)]),
  );
}

function list(texts: readonly string[]): Code | null {
  return texts.length > 0
    ? code`[${joinCode(texts.map(stringLiteral), ", ")}]`
    : null;
}

function flag(isSet: boolean): Code | null {
  return isSet ? code`true` : null;
}

function record(entries: readonly Entry[]): Code | null {
  return entries.length > 0 ? objectLiteral(entries) : null;
}

/** An object literal of the entries that have a value, one a line and indented: prettier leaves it so. */
export function objectLiteral(entries: readonly Entry[]): Code {
  const members = entries.flatMap(([key, value, comment = code``]) =>
    value === null
      ? []
      : [indented(commented(comment, code`${literalKey(key)}: ${value},`))],
  );
  return code`{\n${joinCode(members, "\n")}\n}`;
}

/** In a literal, `__proto__` as it stands or quoted would set the prototype (ECMAScript §B.3.1). */
function literalKey(key: string): Code {
  return key === "__proto__" ? code`["__proto__"]` : propertyKey(key);
}
