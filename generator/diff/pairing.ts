import type { Method } from "../model/method.js";
import type { TypeNode } from "../plan/types.js";
import { renamedSchemas } from "./renamedSchemas.js";
import type { MethodAt, Revision } from "./revision.js";
import { shapeOf } from "./shape.js";

/** What of two revisions belongs together. */
export interface Pairing {
  readonly old: Revision;
  readonly new: Revision;
  readonly methods: readonly MethodPair[];
  readonly removedMethods: readonly MethodAt[];
  readonly addedMethods: readonly MethodAt[];
  /** New names by old ones, where they differ. */
  readonly renamedSchemas: ReadonlyMap<string, string>;
  /** Declared types of both revisions: the new node by the old one. */
  readonly nodes: ReadonlyMap<TypeNode, TypeNode>;
}

export interface MethodPair {
  readonly old: MethodAt;
  readonly new: MethodAt;
}

export function pair(old: Revision, next: Revision): Pairing {
  const renamed = renamedSchemas(old.plan.model, next.plan.model);
  const methods: MethodPair[] = [];
  const gone: MethodAt[] = [];
  for (const [key, method] of old.methods) {
    const same = next.methods.get(key);
    if (same) methods.push({ old: method, new: same });
    else gone.push(method);
  }
  const come = [...next.methods].flatMap(([key, method]) =>
    old.methods.has(key) ? [] : [method],
  );
  const moved = renamedMethods(old, next, gone, come, renamed);
  for (const one of moved) methods.push(one);
  const pairedOld = new Set(moved.map((one) => one.old));
  const pairedNew = new Set(moved.map((one) => one.new));
  return {
    old,
    new: next,
    methods,
    removedMethods: gone.filter((method) => !pairedOld.has(method)),
    addedMethods: come.filter((method) => !pairedNew.has(method)),
    renamedSchemas: renamed,
    nodes: pairNodes(old, next, renamed, moved),
  };
}

/** Methods that are alike in all but name or place and descriptions, where no other one that came or went is like them. */
function renamedMethods(
  old: Revision,
  next: Revision,
  gone: readonly MethodAt[],
  come: readonly MethodAt[],
  renamed: ReadonlyMap<string, string>,
): readonly MethodPair[] {
  const wanted = bySignature(old, gone, (name) => renamed.get(name) ?? name);
  const offered = bySignature(next, come, (name) => name);
  return [...wanted].flatMap(([signature, [one, ...others]]) => {
    const [other, ...otherOffers] = offered.get(signature) ?? [];
    return one && other && others.length + otherOffers.length === 0
      ? [{ old: one, new: other }]
      : [];
  });
}

function bySignature(
  { plan }: Revision,
  methods: readonly MethodAt[],
  schemaName: (name: string) => string,
): ReadonlyMap<string, readonly MethodAt[]> {
  const groups = new Map<string, MethodAt[]>();
  for (const method of methods) {
    const signature = signatureOf(
      method.method,
      plan.model.servicePath,
      schemaName,
    );
    groups.set(signature, [...(groups.get(signature) ?? []), method]);
  }
  return groups;
}

function signatureOf(
  method: Method,
  servicePath: string,
  schemaName: (name: string) => string,
): string {
  const { parameters, request, response } = method;
  return JSON.stringify([
    method.verb,
    servicePath + method.path,
    parameters.map((parameter) => [
      parameter.name,
      parameter.location,
      parameter.required,
      parameter.repeated,
      parameter.default,
      parameter.pattern,
      shapeOf(parameter.type, schemaName),
    ]),
    request && shapeOf(request, schemaName),
    response && shapeOf(response, schemaName),
    method.streams,
    method.scopes,
    method.apiVersion,
    method.upload,
    method.download,
  ]);
}

/** Pairs declared types by where they stand, under the old names. Inline ones only where they are still of one kind. */
function pairNodes(
  old: Revision,
  next: Revision,
  renamed: ReadonlyMap<string, string>,
  moved: readonly MethodPair[],
): ReadonlyMap<TypeNode, TypeNode> {
  const newKeys = new Map(
    moved.map((one) => [pathOf(one.old.method), pathOf(one.new.method)]),
  );
  const byKey = new Map(next.plan.graph.nodes.map((node) => [node.key, node]));
  const pairs = new Map<TypeNode, TypeNode>();
  for (const node of old.plan.graph.nodes) {
    const other = byKey.get(newKeyOf(node, renamed, newKeys));
    if (other && (node.isSchema || node.type.kind === other.type.kind))
      pairs.set(node, other);
  }
  return pairs;
}

const pathOf = ({ resourcePath, name }: Method): string =>
  JSON.stringify([...resourcePath, name, ""]);

/** The key that a node of the old revision has in the new one. Its first step is a schema; empty for a method's types. */
function newKeyOf(
  { key }: TypeNode,
  renamed: ReadonlyMap<string, string>,
  moved: ReadonlyMap<string, string>,
): string {
  if (renamed.size + moved.size === 0) return key;
  const [schema = "", ...way] = JSON.parse(key) as string[];
  if (schema !== "")
    return JSON.stringify([renamed.get(schema) ?? schema, ...way]);
  const [part, ...steps] = way;
  // The method's path ends in an empty step.
  const end = steps.indexOf("") + 1;
  const path = moved.get(JSON.stringify(steps.slice(0, end)));
  if (path === undefined) return key;
  const newPath = JSON.parse(path) as string[];
  return JSON.stringify([schema, part, ...newPath, ...steps.slice(end)]);
}
