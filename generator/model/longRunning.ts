import { parsePathTemplate } from "../read/pathTemplate.js";
import { resolveType, type ApiModel } from "./api.js";
import type { Method } from "./method.js";
import type { Parameter } from "./parameter.js";
import { allMethods } from "./resource.js";
import type { TypeModel } from "./schema.js";

/** What is known of the long-running operation that a method returns. */
export type LongRunning = Polled | Unpolled;

/** An operation that a method tells the state of. */
export interface Polled {
  /** That method. It is the method itself where that starts nothing, but tells of what another has started. */
  readonly poll: Method;
  /** What the operation's name must look like for that method; empty where it does not say. */
  readonly pattern: string;
  /** Where the name stands, if the server tells only its last segment. */
  readonly parent: OperationParent | null;
  /** The method that asks the server to give the operation up, if there is one beside `poll`. */
  readonly cancel: Method | null;
}

/** An operation that no method is sure to tell of. */
export interface Unpolled {
  readonly poll: null;
  /** For people. */
  readonly reason: string;
}

/** The first segments of one of the method's parameters, and the collection that operations have there. */
export interface OperationParent {
  readonly parameter: Parameter;
  readonly segments: number;
  readonly collection: string;
}

/**
 * How the operation that a method returns is polled, or null for a method that returns none. An operation is an object with
 *
 * - `name`, `done` and `error` or `response` (google.longrunning.Operation, AIP-151), or
 * - `name`, `error` and a `status` that may be `DONE`, as in Compute Engine, Cloud SQL and Kubernetes Engine.
 *
 * It is polled by a `get` of the same schema. The last variable of its path takes the operation's name; all else that it requires
 * must be required of the method itself, so that whoever made the call has said it. Of several such, one of a resource that is called
 * operations polls, and then the one that shares the most parameters: an API may keep operations by zone, by region and for the
 * whole project. Those that remain must be one request under several names, since nobody could choose.
 *
 * @param methods all of the API's: whoever asks for each of them finds them once
 */
export function toLongRunning(
  model: ApiModel,
  method: Method,
  methods: readonly Method[] = allMethods(model.root),
): LongRunning | null {
  const { response, streams, pagination } = method;
  if (response?.kind !== "ref" || streams || pagination) return null;
  const kind = operationKind(model, response);
  if (!kind) return null;
  const gets = methods.filter(
    (get) =>
      get.response?.kind === "ref" &&
      get.response.schema === response.schema &&
      nameParameter(get) !== null,
  );
  if (gets.includes(method)) return toPolled(methods, method, null);
  if (gets.length === 0)
    return { poll: null, reason: `no get gives ${response.schema}` };
  const fitting = gets.filter((get) => lacking(method, get).length === 0);
  const [poll, ...others] = greatest(
    fitting,
    (get) => Number(isOfOperations(get)),
    (get) => besideName(get).length,
  ).toSorted(
    (a, b) =>
      sharedLevels(b, method) - sharedLevels(a, method) ||
      a.resourcePath.length - b.resourcePath.length,
  );
  if (!poll) return { poll: null, reason: misfits(method, gets) };
  if (others.some(({ path }) => path !== poll.path)) {
    const names = [poll, ...others].map(dotted).join(", ");
    return { poll: null, reason: `several fit alike: ${names}` };
  }
  if (kind === "named in full" || !takesSegments(poll))
    return toPolled(methods, poll, null);
  const parent = toParent(method, poll);
  return parent
    ? toPolled(methods, poll, parent)
    : {
        poll: null,
        reason: `${dotted(poll)} takes a whole name, and no parameter begins like it`,
      };
}

function toPolled(
  methods: readonly Method[],
  poll: Method,
  parent: OperationParent | null,
): Polled {
  const cancel = methods.find(
    ({ name, verb, resourcePath }) =>
      name === "cancel" &&
      verb === "POST" &&
      resourcePath.join("/") === poll.resourcePath.join("/"),
  );
  return {
    poll,
    pattern: nameParameter(poll)?.pattern ?? "",
    parent,
    cancel: cancel ?? null,
  };
}

/** Of what kind of operation a type is, which tells what its name is like; null if it is none. */
function operationKind(
  { schemas }: ApiModel,
  ref: TypeModel,
): "named in full" | "named within its parent" | null {
  const type = resolveType(schemas, ref);
  if (type?.kind !== "object") return null;
  const types = new Map(type.properties.map(({ name, type }) => [name, type]));
  if (!types.has("name")) return null;
  if (types.has("done"))
    return types.has("error") || types.has("response") ? "named in full" : null;
  const status = resolveType(schemas, types.get("status") ?? null);
  return types.has("error") &&
    status?.kind === "enum" &&
    status.values.some(({ value }) => value === "DONE")
    ? "named within its parent"
    : null;
}

/** The parameter of a `get` that takes the name of what is got: the last variable, at the end of its path. Null for other methods. */
function nameParameter({
  name,
  verb,
  path,
  parameters,
  streams,
  pagination,
}: Method): Parameter | null {
  if (name !== "get" || verb !== "GET" || streams || pagination) return null;
  const template = parsePathTemplate(path);
  if (!template.ok || !path.endsWith("}")) return null;
  const last = template.variables.at(-1);
  return parameters.find((parameter) => parameter.name === last) ?? null;
}

/** Whether the name's `/` stay in the path, so that it may be a name in full. */
function takesSegments({ path }: Method): boolean {
  return /\{\+[^}]*\}$/.test(path);
}

/** What a `get` requires beside the name. */
function besideName(get: Method): readonly Parameter[] {
  const name = nameParameter(get);
  return get.parameters.filter(
    (parameter) => parameter.mustBeGiven && parameter !== name,
  );
}

/** What of it is not required of a method. */
function lacking(method: Method, get: Method): readonly Parameter[] {
  const given = new Set(
    method.parameters
      .filter(({ mustBeGiven }) => mustBeGiven)
      .map(({ name }) => name),
  );
  return besideName(get).filter(({ name }) => !given.has(name));
}

function misfits(method: Method, gets: readonly Method[]): string {
  return gets
    .map((get) => {
      const names = lacking(method, get).map(({ name }) => name);
      return `${dotted(get)} wants ${names.join(" and ")} as well`;
    })
    .join(", ");
}

/**
 * Where a method's operation stands, by the patterns: an operation that is called `^projects/[^/]+/operations/[^/]+$` belongs to the
 * first two segments of a parameter that is like `^projects/[^/]+/jobs/[^/]+$`.
 */
function toParent(method: Method, poll: Method): OperationParent | null {
  const levels = patternSegments(nameParameter(poll)?.pattern ?? "");
  const collection = levels.at(-2);
  const parent = levels.slice(0, -2);
  if (collection === undefined || !/^\w+$/.test(collection)) return null;
  const parameter = method.parameters.find(({ location, pattern }) => {
    const segments = patternSegments(pattern);
    return (
      location === "path" &&
      segments.length >= parent.length &&
      parent.every((level, index) => level === segments[index])
    );
  });
  return parameter ? { parameter, segments: parent.length, collection } : null;
}

/** The segments of a pattern such as `^projects/[^/]+$`; none if it is of another form. */
function patternSegments(pattern: string): readonly string[] {
  const path = pattern.replaceAll("[^/]+", "*");
  return /^\^[\w*/]+\$$/.test(path) ? path.slice(1, -1).split("/") : [];
}

function isOfOperations({ resourcePath }: Method): boolean {
  return /operations?$/i.test(resourcePath.at(-1) ?? "");
}

function sharedLevels(a: Method, b: Method): number {
  const differ = a.resourcePath.findIndex(
    (segment, index) => segment !== b.resourcePath[index],
  );
  return differ === -1 ? a.resourcePath.length : differ;
}

/** Those of the greatest measure, and of these those of the next one. */
function greatest<T>(
  all: readonly T[],
  ...measures: readonly ((one: T) => number)[]
): readonly T[] {
  return measures.reduce<readonly T[]>((left, measure) => {
    const most = left.reduce((most, one) => Math.max(most, measure(one)), 0);
    return left.filter((one) => measure(one) === most);
  }, all);
}

function dotted({ resourcePath, name }: Method): string {
  return [...resourcePath, name].join(".");
}
