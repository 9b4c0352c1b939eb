import type { ApiModel } from "../model/api.js";
import { allMethods } from "../model/resource.js";
import type { TypeModel } from "../model/schema.js";
import type { TypeGraph, TypeNode } from "./types.js";

/** Which way values of a type go: from the server, to it, or both. A type that no method reaches is taken as read. */
export type Direction = "read" | "given";

export interface Usage {
  readonly isRead: (node: TypeNode) => boolean;
  readonly isGiven: (node: TypeNode) => boolean;
  /** Whether what is read and what is given need two declarations (for a type that goes both ways). */
  readonly isSplit: (node: TypeNode) => boolean;
}

/** The types that a type is made of, one level down. What is given has no read-only fields. */
function childTypes(
  type: TypeModel,
  direction: Direction,
): readonly TypeModel[] {
  switch (type.kind) {
    case "array":
      return [type.items];
    case "map":
      return [type.values];
    case "object": {
      const properties =
        direction === "given"
          ? type.properties.filter(({ readOnly }) => !readOnly)
          : type.properties;
      return [
        ...properties.map((property) => property.type),
        ...(type.additional ? [type.additional] : []),
      ];
    }
    case "variant":
      return type.cases.map(({ schema }) => ({ kind: "ref", schema }));
    default:
      return [];
  }
}

/** The declared types that a type is or names, without entering them. */
export function namedTypes(
  graph: TypeGraph,
  type: TypeModel,
  direction: Direction,
): readonly TypeNode[] {
  const node =
    type.kind === "ref"
      ? graph.bySchema.get(type.schema)
      : graph.byType.get(type);
  return node
    ? [node]
    : childTypes(type, direction).flatMap((child) =>
        namedTypes(graph, child, direction),
      );
}

/** The declared types that a declared type names. */
export function usedBy(
  graph: TypeGraph,
  { type }: TypeNode,
  direction: Direction,
): readonly TypeNode[] {
  const parts = type.kind === "ref" ? [type] : childTypes(type, direction);
  return parts.flatMap((part) => namedTypes(graph, part, direction));
}

/** All nodes that values of some types can hold, going in a direction. */
export function reachableNodes(
  graph: TypeGraph,
  types: Iterable<TypeModel>,
  direction: Direction,
): ReadonlySet<TypeNode> {
  const reached = new Set<TypeNode>();
  const pending = [...types].flatMap((type) =>
    namedTypes(graph, type, direction),
  );
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    for (const used of usedBy(graph, node, direction)) pending.push(used);
  }
  return reached;
}

export function toUsage(model: ApiModel, graph: TypeGraph): Usage {
  const methods = allMethods(model.root);
  const given = reachableNodes(
    graph,
    methods.flatMap(({ request }) => request ?? []),
    "given",
  );
  const reached = reachableNodes(
    graph,
    methods.flatMap(({ response }) => response ?? []),
    "read",
  );
  const isRead = (node: TypeNode): boolean =>
    reached.has(node) || !given.has(node);
  const isGiven = (node: TypeNode): boolean => given.has(node);
  const split = splitNodes(
    graph,
    graph.nodes.filter((node) => isRead(node) && isGiven(node)),
  );
  return { isRead, isGiven, isSplit: (node) => split.has(node) };
}

/**
 * The nodes whose two directions differ: those with a read-only field or an enum value (closed for what is given, open
 * for what is read), and those that name such a node. An enum's own declaration serves both directions.
 */
function splitNodes(
  graph: TypeGraph,
  both: readonly TypeNode[],
): ReadonlySet<TypeNode> {
  const users = new Map<TypeNode, TypeNode[]>();
  const split = new Set<TypeNode>();
  const pending: TypeNode[] = [];
  for (const node of both) {
    if (node.type.kind === "enum") continue;
    const named = usedBy(graph, node, "given");
    for (const used of named)
      users.set(used, [...(users.get(used) ?? []), node]);
    const hasReadOnly =
      node.type.kind === "object" &&
      node.type.properties.some(({ readOnly }) => readOnly);
    if (hasReadOnly || named.some(({ type }) => type.kind === "enum"))
      pending.push(node);
  }
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (split.has(node)) continue;
    split.add(node);
    for (const user of users.get(node) ?? []) pending.push(user);
  }
  return split;
}
