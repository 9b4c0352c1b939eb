import type { ObjectType, Property, TypeModel } from "./schema.js";
import type { Parameter } from "./parameter.js";

/** Names that carry a page token, the preferred one first (the rule of Google's Python client). */
const tokenNames = ["pageToken", "nextPageToken"] as const;

export type TokenName = (typeof tokenNames)[number];

/** How a method's pages follow each other, and what stands on them. */
export interface Pagination {
  /** What the request calls the token. */
  readonly requestToken: TokenName;
  readonly tokenIn: "query" | "body";
  /** What the response calls it. */
  readonly responseToken: TokenName;
  readonly items: ItemDetection;
}

/** The field of a page that holds its items, or why none can be told. */
export type ItemDetection =
  | {
      readonly kind: "array" | "map";
      readonly field: string;
      readonly item: TypeModel;
      readonly reason: string;
    }
  | { readonly kind: "none"; readonly reason: string };

/** Looks a type up where it is a reference to a named schema. */
export type Resolve = (type: TypeModel | null) => TypeModel | null;

/**
 * A method pages exactly when its response has a token and its parameters, or else its body, take one. Only names
 * count, not verb, type or the method's name.
 *
 * @param resource the last segment of the resource's path, by which an item field may be called
 */
export function toPagination(
  parameters: readonly Parameter[],
  request: TypeModel | null,
  response: TypeModel | null,
  resource: string,
  resolve: Resolve,
): Pagination | null {
  const page = asObject(resolve(response));
  const responseToken = tokenName(page?.properties);
  if (!page || !responseToken) return null;
  const queryToken = tokenName(parameters);
  const requestToken =
    queryToken ?? tokenName(asObject(resolve(request))?.properties);
  if (!requestToken) return null;
  return {
    requestToken,
    tokenIn: queryToken ? "query" : "body",
    responseToken,
    items: detectItems(page.properties, resource, resolve),
  };
}

function tokenName(
  named: readonly { readonly name: string }[] | undefined,
): TokenName | null {
  return (
    tokenNames.find((token) => named?.some(({ name }) => name === token)) ??
    null
  );
}

function asObject(type: TypeModel | null): ObjectType | null {
  return type?.kind === "object" ? type : null;
}

/** Fields that list what could not be read, never the items (AIP-217 and compute's older spelling). */
const notItems = new Set(["unreachable", "unreachables"]);

interface Candidate {
  readonly field: string;
  readonly kind: "array" | "map";
  readonly item: TypeModel;
}

function detectItems(
  properties: readonly Property[],
  resource: string,
  resolve: Resolve,
): ItemDetection {
  const candidates = properties
    .filter(({ name }) => !notItems.has(name))
    .flatMap((property) => toCandidate(property, resolve));
  const arrays = candidates.filter(({ kind }) => kind === "array");
  const refs = arrays.filter(({ item }) => item.kind === "ref");
  const like = (list: readonly Candidate[]): Candidate[] => {
    const items = list.filter(({ field }) => field === "items");
    return items.length > 0
      ? items
      : list.filter(({ field }) => isNamedLike(field, resource));
  };
  const maps = candidates.filter(({ kind }) => kind === "map");

  const only = (
    list: readonly Candidate[],
    reason: string,
  ): ItemDetection | null =>
    list.length === 1 && list[0] ? { ...list[0], reason } : null;
  return (
    only(arrays, "the only array of the response") ??
    only(refs, "the only array of a schema's objects") ??
    only(
      like(refs.length > 0 ? refs : arrays),
      "named `items` or like the resource",
    ) ??
    (arrays.length === 0
      ? (only(maps, "the only map of the response") ??
        only(like(maps), "the map named `items`"))
      : null) ?? {
      kind: "none",
      reason:
        arrays.length + maps.length === 0
          ? "the response has no array and no map"
          : `several fields may hold the items: ${(arrays.length > 0 ? arrays : maps).map(({ field }) => field).join(", ")}`,
    }
  );
}

function toCandidate({ name, type }: Property, resolve: Resolve): Candidate[] {
  const resolved = resolve(type);
  if (resolved?.kind === "array")
    return [{ field: name, kind: "array", item: resolved.items }];
  if (resolved?.kind === "map")
    return [{ field: name, kind: "map", item: resolved.values }];
  return [];
}

/** Whether a field is called like the resource, singular or plural: `file`, `files`, `Files`. */
function isNamedLike(field: string, resource: string): boolean {
  const singular = (name: string): string =>
    name.toLowerCase().replace(/ies$/, "y").replace(/s$/, "");
  return resource !== "" && singular(field) === singular(resource);
}
