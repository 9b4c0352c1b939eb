import type { ApiModel } from "../model/api.js";
import type { Method } from "../model/method.js";
import { allMethods, allResources, type Resource } from "../model/resource.js";
import { planTypes, type ApiPlan } from "./api.js";
import { matcher, suggestion } from "./pattern.js";
import type { ResourcePlan } from "./resources.js";
import { toTypeGraph } from "./types.js";
import { reachableNodes, toUsage } from "./usage.js";

/**
 * What is wanted of an API. A pattern names a method or a resource by its dotted path, with or without the API's name
 * before it: `files.list`, `drive.files.*`, `operations`. A resource stands for all below it.
 */
export interface Selection {
  /** Methods to write; all where it is empty. */
  readonly include: readonly string[];
  /** Methods not to write, of those. */
  readonly exclude: readonly string[];
  /** Schemas to write though no chosen method reaches them, such as what an operation's `metadata` holds. */
  readonly schemas: readonly string[];
}

/** A pattern that fits nothing: most likely a slip of the keys. Exit code 2. */
export class UnmatchedPattern extends Error {
  override readonly name = "UnmatchedPattern";
}

/**
 * The part of a plan that a selection asks for: its methods, and the schemas that these reach. Names stay those of the
 * whole API, so that a larger selection renames nothing. Without methods to include or exclude the plan stays whole.
 *
 * @throws {UnmatchedPattern} when a pattern fits nothing
 */
export function selectPlan(plan: ApiPlan, selection: Selection): ApiPlan {
  const { include, exclude, schemas } = selection;
  const chosenSchemas = matchingSchemas(plan.model, schemas);
  if (include.length + exclude.length === 0) return plan;

  const all = allMethods(plan.model.root);
  const included =
    include.length === 0 ? new Set(all) : matchingMethods(plan.model, include);
  for (const method of matchingMethods(plan.model, exclude)) {
    included.delete(method);
  }

  const root = pruneResource(plan.model.root, included);
  const model = { ...plan.model, root };
  const reached = new Set([
    ...reachableNodes(plan.graph, typesOf(root, "response"), "read"),
    ...reachableNodes(plan.graph, typesOf(root, "request"), "given"),
    ...reachableNodes(plan.graph, chosenSchemas, "read"),
  ]);
  const isReached = (name: string): boolean => {
    const node = plan.graph.bySchema.get(name);
    return node !== undefined && reached.has(node);
  };
  return withTypes(plan, {
    ...model,
    schemas: new Map([...model.schemas].filter(([name]) => isReached(name))),
  });
}

function typesOf(root: Resource, what: "request" | "response") {
  return allMethods(root).flatMap((method) => method[what] ?? []);
}

/** The plan of a smaller model, under the names of the larger one. */
function withTypes(plan: ApiPlan, model: ApiModel): ApiPlan {
  const graph = toTypeGraph(model);
  const usage = toUsage(model, graph);
  const named = new Map(plan.types.map((type) => [type.node.key, type]));
  const types = planTypes(graph, usage, ({ key }) => {
    const type = named.get(key);
    if (!type) throw new RangeError(`the whole API has no type ${key}`);
    return type;
  });
  return {
    ...plan,
    model,
    graph,
    usage,
    types,
    typeOf: new Map(types.map((type) => [type.node, type])),
    root: prunePlan(plan.root, model.root),
  };
}

function prunePlan(plan: ResourcePlan, resource: Resource): ResourcePlan {
  const children = new Map(
    resource.resources.map((child) => [child.path.at(-1), child]),
  );
  return {
    ...plan,
    resource,
    methods: plan.methods.filter(({ method }) =>
      resource.methods.includes(method),
    ),
    members: plan.members.flatMap((member) => {
      const child = children.get(member.plan.resource.path.at(-1));
      return child ? [{ ...member, plan: prunePlan(member.plan, child) }] : [];
    }),
  };
}

/** A resource without methods, its own or below it, goes. */
function pruneResource(
  resource: Resource,
  chosen: ReadonlySet<Method>,
): Resource {
  return {
    ...resource,
    methods: resource.methods.filter((method) => chosen.has(method)),
    resources: resource.resources
      .map((child) => pruneResource(child, chosen))
      .filter((child) => allMethods(child).length > 0),
  };
}

function matchingMethods(
  { name, root }: ApiModel,
  patterns: readonly string[],
): Set<Method> {
  const methods = allMethods(root);
  const found = new Set<Method>();
  for (const pattern of patterns) {
    const matches = matcher(pattern);
    const hits = methods.filter((method) => {
      const path = [...method.resourcePath, method.name];
      return (
        matches(path) ||
        matches([name, ...path]) ||
        matches(method.id.split("."))
      );
    });
    if (hits.length === 0) {
      const known = allResources(root).flatMap(({ path, methods: own }) => [
        path.join("."),
        ...own.map((method) => [...path, method.name].join(".")),
      ]);
      throw new UnmatchedPattern(
        `no method fits ${JSON.stringify(pattern)}${suggestion(pattern, name, known)}`,
      );
    }
    for (const method of hits) found.add(method);
  }
  return found;
}

function matchingSchemas({ schemas }: ApiModel, patterns: readonly string[]) {
  return patterns.flatMap((pattern) => {
    const matches = matcher(pattern);
    const names = [...schemas.keys()].filter((name) => matches([name]));
    if (names.length === 0) {
      throw new UnmatchedPattern(
        `no schema fits ${JSON.stringify(pattern)}${suggestion(pattern, "", [...schemas.keys()])}`,
      );
    }
    return names.map((schema) => ({ kind: "ref" as const, schema }));
  });
}
