import type { RestDescription } from "../read/restDescription.js";
import { toParameter, type Parameter } from "./parameter.js";
import { toResource, type Resource } from "./resource.js";
import { toNamedSchema, type NamedSchema, type TypeModel } from "./schema.js";
import { sortedEntries } from "../read/sorted.js";

/** An OAuth scope that the API knows. */
export interface Scope {
  readonly url: string;
  readonly description: string;
}

/** A regional endpoint: another root URL for the same methods. */
export interface Endpoint {
  readonly location: string;
  readonly url: string;
  readonly description: string;
  readonly deprecated: boolean;
}

/** An API as its document describes it: readonly data in a fixed order, with no TypeScript text in it. */
export interface ApiModel {
  /** `genomics:v1`. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly canonicalName: string;
  readonly title: string;
  readonly description: string;
  readonly revision: string;
  readonly documentationLink: string;
  readonly rootUrl: string;
  readonly servicePath: string;
  readonly mtlsRootUrl: string;
  readonly endpoints: readonly Endpoint[];
  /** Relative to `rootUrl`, without a slash before it; empty where several calls cannot go in one request. */
  readonly batchPath: string;
  /** Bodies and responses are wrapped in `{"data": ...}`. */
  readonly dataWrapper: boolean;
  readonly fullyEncodeReservedExpansion: boolean;
  readonly scopes: readonly Scope[];
  /** Parameters that every method takes. */
  readonly parameters: readonly Parameter[];
  /** By the key of the document, in code unit order. */
  readonly schemas: ReadonlyMap<string, NamedSchema>;
  readonly root: Resource;
}

/** The model of a valid document. */
export function toApiModel(document: RestDescription): ApiModel {
  const schemas = new Map(
    sortedEntries(document.schemas).map(([name, schema]) => [
      name,
      toNamedSchema(name, schema),
    ]),
  );
  const resolve = (type: TypeModel | null): TypeModel | null =>
    resolveType(schemas, type);
  return {
    id: document.id,
    name: document.name,
    version: document.version,
    canonicalName: document.canonicalName ?? "",
    title: document.title ?? "",
    description: document.description ?? "",
    revision: document.revision ?? "",
    documentationLink: document.documentationLink ?? "",
    // Joined with a method's path they have one slash between them, as Google's clients send it.
    rootUrl: document.rootUrl.replace(/\/*$/, "/"),
    servicePath: document.servicePath
      .replace(/^\/+|\/+$/g, "")
      .replace(/.$/, "$&/"),
    mtlsRootUrl: document.mtlsRootUrl ?? "",
    endpoints: (document.endpoints ?? []).map((endpoint) => ({
      location: endpoint.location ?? "",
      url: endpoint.endpointUrl,
      description: endpoint.description ?? "",
      deprecated: endpoint.deprecated === true,
    })),
    batchPath: (document.batchPath ?? "").replace(/^\/+/, ""),
    dataWrapper: document.features?.includes("dataWrapper") === true,
    fullyEncodeReservedExpansion:
      document.fullyEncodeReservedExpansion === true,
    scopes: sortedEntries(document.auth?.oauth2?.scopes).map(
      ([url, scope]) => ({
        url,
        description: scope.description ?? "",
      }),
    ),
    parameters: sortedEntries(document.parameters).map(([name, parameter]) =>
      toParameter(name, parameter),
    ),
    schemas,
    root: toResource([], pick(document), resolve),
  };
}

function pick({
  methods,
  resources,
}: RestDescription): Pick<RestDescription, "methods" | "resources"> {
  return { ...(methods && { methods }), ...(resources && { resources }) };
}

/** Follows references to the type that they lead to; null for one that leads nowhere or in a circle. */
export function resolveType(
  schemas: ReadonlyMap<string, NamedSchema>,
  type: TypeModel | null,
): TypeModel | null {
  const seen = new Set<string>();
  let current = type;
  while (current?.kind === "ref") {
    if (seen.has(current.schema)) return null;
    seen.add(current.schema);
    current = schemas.get(current.schema)?.type ?? null;
  }
  return current;
}
