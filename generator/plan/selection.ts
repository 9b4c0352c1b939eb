import type { Method } from "../model/method.js";
import { allMethods, type Resource } from "../model/resource.js";
import type { TypeModel } from "../model/schema.js";
import type { ApiPlan } from "./api.js";
import { pollsOf } from "./operations.js";
import {
  matchingMethods,
  matchingSchemas,
  requireMatches,
  UnmatchedPattern,
  type Selection,
} from "./matching.js";
import type { ResourcePlan } from "./resources.js";
import type { TypeNode } from "./types.js";
import { namedTypes, reachableNodes, usedBy, type Direction } from "./usage.js";

/**
 * The part of each plan that a selection asks for. A pattern that begins with the name of one of the APIs is for that
 * one alone; an API for which no pattern is stays whole.
 *
 * @throws {UnmatchedPattern} when a pattern fits nothing in any of the APIs, or nothing is left of one
 */
export function selectPlans(
  plans: readonly ApiPlan[],
  selection: Selection,
): readonly ApiPlan[] {
  const { include, exclude, schemas } = selection;
  const models = plans.map(({ model }) => model);
  requireMatches(models, selection);
  return plans.map((plan) => {
    const { model } = plan;
    const isMeant = (pattern: string): boolean =>
      matchingMethods(model, [pattern]).size > 0 ||
      !models.some(({ name }) => name === pattern.split(".")[0]);
    const selected = selectPlan(plan, {
      include: include.filter(isMeant),
      exclude: exclude.filter(isMeant),
      schemas,
    });
    if (isEmptied(plan, selected)) {
      throw new UnmatchedPattern(
        `the selection leaves no method of ${model.id}; leave the document out, or choose otherwise`,
        selection,
      );
    }
    return selected;
  });
}

/**
 * The same part of two revisions of one API. What a selection chooses may have come or gone between them.
 *
 * @throws {UnmatchedPattern} when a pattern fits nothing in either of them, or nothing is left of both
 */
export function selectRevisions(
  old: ApiPlan,
  next: ApiPlan,
  selection: Selection,
): readonly [ApiPlan, ApiPlan] {
  requireMatches([old.model, next.model], selection);
  const selected = [
    selectPlan(old, selection),
    selectPlan(next, selection),
  ] as const;
  if (isEmptied(old, selected[0]) && isEmptied(next, selected[1])) {
    throw new UnmatchedPattern(
      `the selection leaves no method of ${old.model.id}; choose otherwise`,
      selection,
    );
  }
  return selected;
}

function isEmptied(whole: ApiPlan, selected: ApiPlan): boolean {
  return (
    allMethods(selected.model.root).length === 0 &&
    allMethods(whole.model.root).length > 0
  );
}

/**
 * The part of a plan that a selection asks for: its methods, and the schemas that these reach. Names stay those of the
 * whole API, so that a larger selection renames nothing. Without methods to include or exclude the plan stays whole.
 */
function selectPlan(plan: ApiPlan, selection: Selection): ApiPlan {
  const { include, exclude, schemas } = selection;
  if (include.length + exclude.length === 0) return plan;

  const all = allMethods(plan.model.root);
  const included =
    include.length === 0 ? new Set(all) : matchingMethods(plan.model, include);
  for (const method of matchingMethods(plan.model, exclude)) {
    included.delete(method);
  }

  const root = pruneResource(plan.model.root, included);
  const wanted = matchingSchemas(plan.model, schemas);
  const reached = reachedNodes(plan, [
    ...namedBy(plan, typesOf(root, "response"), "read"),
    ...namedBy(plan, typesOf(root, "request"), "given"),
    ...namedBy(plan, [...wanted], "read"),
  ]);
  const given = reachableNodes(plan.graph, typesOf(root, "request"), "given");
  const types = plan.types
    .filter(({ node }) => reached.has(node))
    .map((type) =>
      given.has(type.node) ? type : { ...type, inputName: null },
    );
  const names = new Set(types.map(({ node }) => node.schema));
  const prunedPlan = prunePlan(plan.root, root);
  return {
    ...plan,
    model: {
      ...plan.model,
      root,
      schemas: new Map(
        [...plan.model.schemas].filter(([name]) => names.has(name)),
      ),
    },
    types,
    typeOf: new Map(types.map((type) => [type.node, type])),
    root: prunedPlan,
    polls: pollsOf(prunedPlan, plan.operations),
  };
}

function typesOf(
  root: Resource,
  what: "request" | "response",
): readonly TypeModel[] {
  return allMethods(root).flatMap((method) => method[what] ?? []);
}

function namedBy(
  { graph }: ApiPlan,
  types: readonly TypeModel[],
  direction: Direction,
): readonly TypeNode[] {
  return types.flatMap((type) => namedTypes(graph, type, direction));
}

/** Types with all that their declarations name: what is read, what is given, or both, as in the whole API. */
function reachedNodes(
  { graph, typeOf }: ApiPlan,
  start: readonly TypeNode[],
): ReadonlySet<TypeNode> {
  const reached = new Set<TypeNode>();
  const pending = [...start];
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (reached.has(node)) continue;
    reached.add(node);
    const isRead = typeOf.get(node)?.isGiven === false;
    for (const used of usedBy(graph, node, isRead ? "read" : "given"))
      pending.push(used);
  }
  return reached;
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
