import type { Polled } from "../model/longRunning.js";
import type { Method } from "../model/method.js";
import type { Pagination } from "../model/pagination.js";
import type { TypeModel } from "../model/schema.js";
import type { ApiPlan } from "../plan/api.js";
import type { ParameterPlan } from "../plan/parameters.js";
import type { MethodPlan, ResourcePlan } from "../plan/resources.js";

/** The surface of a generated client, for people and for other tools. `format` changes when a key changes its meaning. */
export interface ApiReport {
  readonly format: 1;
  readonly id: string;
  readonly revision: string;
  readonly title: string;
  readonly rootUrl: string;
  readonly servicePath: string;
  /** The API's class, exported by `folder`/index.ts. */
  readonly className: string;
  readonly folder: string;
  readonly scopes: readonly string[];
  readonly standardParameters: readonly ParameterReport[];
  readonly methods: readonly MethodReport[];
  readonly schemas: readonly SchemaReport[];
}

export interface ParameterReport {
  /** In TypeScript. */
  readonly name: string;
  readonly wireName: string;
  readonly location: "path" | "query";
  /** `string`, `number`, `boolean` or `enum`; of one value, where it is repeated. */
  readonly type: string;
  readonly format: string;
  /** As the document declares it. */
  readonly required: boolean;
  /** Whether a caller must give it: required, and without a default. */
  readonly mustBeGiven: boolean;
  readonly repeated: boolean;
}

export interface MethodReport {
  /** The document's id; not unique. */
  readonly id: string;
  /** Keys of the document on the way to the method, and its own: together unique. */
  readonly resource: readonly string[];
  readonly method: string;
  /** Properties of the client on the way to the method, and its name there. */
  readonly accessor: readonly string[];
  readonly name: string;
  /** Relative to the API's folder. */
  readonly file: string;
  readonly verb: string;
  readonly path: string;
  readonly parameters: readonly ParameterReport[];
  /** The type of the body and of the answer as the document names it; null where there is none. */
  readonly body: string | null;
  readonly response: string | null;
  readonly streams: boolean;
  readonly next:
    | (Pick<Pagination, "requestToken" | "responseToken" | "tokenIn"> & {
        readonly name: string;
        readonly items: ItemsReport;
      })
    | null;
  readonly upload: {
    readonly simple: boolean;
    readonly resumable: boolean;
  } | null;
  readonly download: { readonly name: string } | null;
  /** How the operation that the method starts is waited for; null where it starts none, or cannot be waited for. */
  readonly longRunning: LongRunningReport | null;
  /** Why the operation that the method starts cannot be waited for. */
  readonly unpolled: string | null;
  readonly scopes: readonly string[];
  readonly apiVersion: string | null;
  readonly deprecated: boolean;
}

/** The field that iteration goes over, or null; and why. */
export interface ItemsReport {
  readonly field: string | null;
  readonly kind: "array" | "map" | "none";
  readonly reason: string;
}

/** The method that polls an operation, so that `waitFor` can wait for it. */
export interface LongRunningReport extends MethodName {
  /** What the operation's name must look like for it; empty where it does not say. */
  readonly pattern: string;
  /** The method that asks the server to give the operation up. */
  readonly cancel: MethodName | null;
}

/** Keys of the document. */
export interface MethodName {
  readonly resource: readonly string[];
  readonly method: string;
}

export interface SchemaReport {
  readonly wireName: string;
  readonly name: string;
  /** The type of what is given, where it differs. */
  readonly inputName: string | null;
}

export function inspectApi(plan: ApiPlan): ApiReport {
  const { model, root } = plan;
  return {
    format: 1,
    id: model.id,
    revision: model.revision,
    title: model.title,
    rootUrl: model.rootUrl,
    servicePath: model.servicePath,
    className: root.className,
    folder: plan.folder,
    scopes: model.scopes.map(({ url }) => url),
    standardParameters: plan.parameters.map(parameterReport),
    methods: methodReports(plan, root, []),
    schemas: plan.types
      .filter(({ node }) => node.isSchema)
      .map(({ node, name, inputName }) => ({
        wireName: node.schema,
        name,
        inputName,
      })),
  };
}

function methodReports(
  plan: ApiPlan,
  resource: ResourcePlan,
  accessor: readonly string[],
): readonly MethodReport[] {
  const file =
    resource.file === null ? "index.ts" : `resources/${resource.file}.ts`;
  return [
    ...resource.methods.map((method) =>
      methodReport(plan, method, accessor, file),
    ),
    ...resource.members.flatMap(({ name, plan: child }) =>
      methodReports(plan, child, [...accessor, name]),
    ),
  ];
}

function methodReport(
  { operations }: ApiPlan,
  { method, name, nextName, mediaName, parameters }: MethodPlan,
  accessor: readonly string[],
  file: string,
): MethodReport {
  const { pagination, upload } = method;
  const { longRunning } = operations.get(method) ?? {};
  return {
    id: method.id,
    resource: method.resourcePath,
    method: method.name,
    accessor,
    name,
    file,
    verb: method.verb,
    path: method.path,
    parameters: parameters.map(parameterReport),
    body: method.request && typeText(method.request),
    response: method.response && typeText(method.response),
    streams: method.streams,
    next:
      pagination && nextName
        ? {
            name: nextName,
            requestToken: pagination.requestToken,
            responseToken: pagination.responseToken,
            tokenIn: pagination.tokenIn,
            items: itemsReport(pagination),
          }
        : null,
    upload: upload && {
      simple: upload.simplePath !== null,
      resumable: upload.resumablePath !== null,
    },
    download: mediaName ? { name: mediaName } : null,
    longRunning:
      longRunning?.poll && longRunning.poll !== method
        ? longRunningReport(longRunning)
        : null,
    unpolled: longRunning?.poll === null ? longRunning.reason : null,
    scopes: method.scopes,
    apiVersion: method.apiVersion === "" ? null : method.apiVersion,
    deprecated: method.deprecated,
  };
}

function itemsReport({ items }: Pagination): ItemsReport {
  return items.kind === "none"
    ? { field: null, kind: "none", reason: items.reason }
    : { field: items.field, kind: items.kind, reason: items.reason };
}

function longRunningReport({
  poll,
  pattern,
  cancel,
}: Polled): LongRunningReport {
  return { ...methodName(poll), pattern, cancel: cancel && methodName(cancel) };
}

function methodName({ resourcePath, name }: Method): MethodName {
  return { resource: resourcePath, method: name };
}

function parameterReport({ parameter, name }: ParameterPlan): ParameterReport {
  const { type } = parameter;
  return {
    name,
    wireName: parameter.name,
    location: parameter.location,
    type:
      type.kind === "boolean" || type.kind === "number" || type.kind === "enum"
        ? type.kind
        : "string",
    format: type.kind === "number" || type.kind === "string" ? type.format : "",
    required: parameter.required,
    mustBeGiven: parameter.mustBeGiven,
    repeated: parameter.repeated,
  };
}

function typeText(type: TypeModel): string {
  switch (type.kind) {
    case "ref":
      return type.schema;
    case "array":
      return `${typeText(type.items)}[]`;
    case "map":
      return `map of ${typeText(type.values)}`;
    default:
      return type.kind;
  }
}
