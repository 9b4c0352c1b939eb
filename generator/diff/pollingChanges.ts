import { toLongRunning } from "../model/longRunning.js";
import type { Method } from "../model/method.js";
import { change } from "./change.js";
import type { MethodPair, Pairing } from "./pairing.js";
import type { Change, Place } from "./report.js";
import type { Revision } from "./revision.js";

/** Tells for a method whether the operation that it starts is now polled by another method, or by none. */
export function pollingChanges({
  old,
  new: next,
}: Pairing): (where: Place, both: MethodPair) => readonly Change[] {
  // Whom a method's operation is polled by depends on its answer, its place and all methods called `get`.
  const areSamePolls = pollsOf(old) === pollsOf(next);
  return (where, { old: before, new: after }) => {
    if (areSamePolls && startOf(before.method) === startOf(after.method))
      return [];
    const from = pollOf(old, before.method);
    const to = pollOf(next, after.method);
    if (from === to) return [];
    return [
      from === ""
        ? change("polling-added", where, { new: to })
        : change("polling-changed", where, { old: from, new: to, wire: true }),
    ];
  };
}

function startOf({ resourcePath, name, response }: Method): string {
  return JSON.stringify([resourcePath, name, response]);
}

function pollsOf({ methods, plan }: Revision): string {
  const polls = [...methods.values()]
    .map(({ method }) => method)
    .filter(({ name }) => name === "get");
  const schemas = new Set(
    polls.flatMap(({ response }) =>
      response?.kind === "ref" ? [response.schema] : [],
    ),
  );
  const types = [...schemas].map((name) => plan.model.schemas.get(name)?.type);
  return JSON.stringify([polls.map(startOf), types]);
}

function pollOf({ plan }: Revision, method: Method): string {
  const poll = toLongRunning(plan.model, method)?.poll;
  return poll ? [...poll.resourcePath, poll.name].join(".") : "";
}
