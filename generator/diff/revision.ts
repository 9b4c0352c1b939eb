import type { Method } from "../model/method.js";
import type { ApiPlan } from "../plan/api.js";
import type { MethodPlan, ResourcePlan } from "../plan/resources.js";
import type { TypeNode } from "../plan/types.js";
import { reachableNodes } from "../plan/usage.js";

/** A method where it stands. */
export interface MethodAt {
  readonly method: Method;
  readonly plan: MethodPlan;
  /** By the names of the document, the API's first: `genomics.operations.list`. */
  readonly name: string;
  /** By those of the client: `operations.list`. */
  readonly accessor: string;
}

/** A resource where it stands; the API itself has an empty key. */
export interface ResourceAt {
  readonly plan: ResourcePlan;
  readonly name: string;
  readonly accessor: string;
}

/** The methods whose answers, and whose requests, hold values of a type. */
export interface Uses {
  readonly read: readonly string[];
  readonly given: readonly string[];
}

/** One of two revisions: its plan, and what a comparison looks up in it. */
export interface Revision {
  readonly plan: ApiPlan;
  /** By their path in the document as JSON, in the document's order. */
  readonly methods: ReadonlyMap<string, MethodAt>;
  readonly resources: ReadonlyMap<string, ResourceAt>;
  readonly uses: (node: TypeNode) => Uses;
}

export function toRevision(plan: ApiPlan): Revision {
  const methods = new Map<string, MethodAt>();
  const resources = new Map<string, ResourceAt>();
  const visit = (resource: ResourcePlan, accessor: string): void => {
    const { path } = resource.resource;
    const below = (name: string): string =>
      accessor === "" ? name : `${accessor}.${name}`;
    resources.set(JSON.stringify(path), {
      plan: resource,
      name: [plan.model.name, ...path].join("."),
      accessor,
    });
    for (const method of resource.methods)
      methods.set(pathKey(method.method), {
        method: method.method,
        plan: method,
        name: methodName(plan.model.name, method.method),
        accessor: below(method.name),
      });
    for (const { name, plan: child } of resource.members)
      visit(child, below(name));
  };
  visit(plan.root, "");
  let uses: ((node: TypeNode) => Uses) | undefined;
  return {
    plan,
    methods,
    resources,
    // Only asked for where something changed.
    uses: (node) => (uses ??= usesOf(plan, [...methods.values()]))(node),
  };
}

/** A method's path in the resource tree, as a key. */
export function pathKey({ resourcePath, name }: Method): string {
  return JSON.stringify([...resourcePath, name]);
}

function methodName(api: string, { resourcePath, name }: Method): string {
  return [api, ...resourcePath, name].join(".");
}

function usesOf(
  { graph }: ApiPlan,
  methods: readonly MethodAt[],
): (node: TypeNode) => Uses {
  const read = new Map<TypeNode, string[]>();
  const given = new Map<TypeNode, string[]>();
  const note = (
    into: Map<TypeNode, string[]>,
    nodes: ReadonlySet<TypeNode>,
    name: string,
  ): void => {
    for (const node of nodes) {
      const names = into.get(node);
      if (names) names.push(name);
      else into.set(node, [name]);
    }
  };
  for (const { method, name } of methods) {
    const { request, response } = method;
    if (response) note(read, reachableNodes(graph, [response], "read"), name);
    if (request) note(given, reachableNodes(graph, [request], "given"), name);
  }
  return (node) => ({
    read: read.get(node) ?? [],
    given: given.get(node) ?? [],
  });
}

/** Which ways values of a type go. One that no method reaches is read: an `any` may hold it, such as an operation's metadata. */
export function directionsOf({ read, given }: Uses): {
  readonly isRead: boolean;
  readonly isGiven: boolean;
} {
  return {
    isRead: read.length > 0 || given.length === 0,
    isGiven: given.length > 0,
  };
}
