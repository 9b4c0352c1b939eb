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
 * For a method that starts a long-running operation: the `get` that polls it. Of several, the one whose resource is
 * nearest in the tree, since an API may keep operations at different levels.
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
      candidate.name === "get" &&
      candidate.response?.kind === "ref" &&
      candidate.response.schema === response.schema &&
      candidate.parameters.filter(({ mustBeGiven }) => mustBeGiven).length ===
        1,
  );
  const [poll] = polls.toSorted(
    (a, b) =>
      sharedLevels(b, method) - sharedLevels(a, method) ||
      a.resourcePath.length - b.resourcePath.length,
  );
  if (!poll || poll === method) return null;
  return {
    poll,
    pattern:
      poll.parameters.find(({ mustBeGiven }) => mustBeGiven)?.pattern ?? "",
  };
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
