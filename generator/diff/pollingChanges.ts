import type { Method } from "../model/method.js";
import type { ApiPlan } from "../plan/api.js";
import { change } from "./change.js";
import type { MethodPair, Pairing } from "./pairing.js";
import type { Change, Place } from "./report.js";

/** Whether the operation that a method starts is now polled by another method, or by none. */
export function pollingChanges(
  { old, new: next, methods }: Pairing,
  where: Place,
  { old: before, new: after }: MethodPair,
): readonly Change[] {
  const from = pollOf(old.plan, before.method);
  const to = pollOf(next.plan, after.method);
  if (!from)
    return to ? [change("polling-added", where, { new: dotted(to) })] : [];
  if (!to)
    return [
      change("polling-removed", where, {
        old: dotted(from),
        wire: true,
        typescript: true,
      }),
    ];
  const isSame =
    dotted(from) === dotted(to) ||
    // Under another name it is the same to the server.
    methods.some((one) => one.old.method === from && one.new.method === to);
  return isSame
    ? []
    : [
        change("polling-changed", where, {
          old: dotted(from),
          new: dotted(to),
          wire: true,
        }),
      ];
}

/** The method that polls for another one. */
function pollOf({ operations }: ApiPlan, method: Method): Method | undefined {
  return operations.get(method)?.poll?.method;
}

function dotted({ resourcePath, name }: Method): string {
  return [...resourcePath, name].join(".");
}
