import { resolveType, type ApiModel } from "./api.js";
import type { Method } from "./method.js";
import { allMethods } from "./resource.js";
import type { TypeModel } from "./schema.js";

/** The method that tells how far an operation is. */
export interface LongRunning {
  readonly poll: Method;
  /** What the operation's name must look like for that method; empty where it does not say. */
  readonly pattern: string;
}

/**
 * For a method that starts a long-running operation: the `get` that polls it. Of several, one of a resource that is called
 * operations, and then the nearest in the tree, since an API may keep operations at different levels.
 *
 * An operation is an object with `name`, `done` and `error` or `response` (google.longrunning.Operation, AIP-151).
 */
export function toLongRunning(
  model: ApiModel,
  method: Method,
): LongRunning | null {
  const { response } = method;
  if (
    response?.kind !== "ref" ||
    !isOperation(resolveType(model.schemas, response))
  )
    return null;
  const polls = allMethods(model.root).filter(
    (candidate) =>
      candidate !== method &&
      candidate.name === "get" &&
      candidate.response?.kind === "ref" &&
      candidate.response.schema === response.schema,
  );
  const rank = (poll: Method): number =>
    /operations?$/i.test(poll.resourcePath.at(-1) ?? "") ? 0 : 1;
  const [poll] = polls.toSorted(
    (a, b) =>
      rank(a) - rank(b) ||
      sharedLevels(b, method) - sharedLevels(a, method) ||
      a.resourcePath.length - b.resourcePath.length,
  );
  if (!poll) return null;
  const names = poll.parameters.filter(({ mustBeGiven }) => mustBeGiven);
  return { poll, pattern: names.at(-1)?.pattern ?? "" };
}

function isOperation(type: TypeModel | null): boolean {
  if (type?.kind !== "object") return false;
  const names = new Set(type.properties.map(({ name }) => name));
  return (
    names.has("name") &&
    names.has("done") &&
    (names.has("error") || names.has("response"))
  );
}

function sharedLevels(a: Method, b: Method): number {
  const differ = a.resourcePath.findIndex(
    (segment, index) => segment !== b.resourcePath[index],
  );
  return differ === -1 ? a.resourcePath.length : differ;
}
