import type { ApiModel } from "../model/api.js";
import { toLongRunning, type LongRunning } from "../model/longRunning.js";
import type { Method } from "../model/method.js";
import { allMethods } from "../model/resource.js";
import type { ApiPlan } from "./api.js";
import type { MethodPlan, ResourcePlan } from "./resources.js";

/** The long-running operation of a method. */
export interface OperationPlan {
  readonly longRunning: LongRunning;
  /** The method that polls it. A selection may leave that one out; it is polled all the same. */
  readonly poll: MethodPlan | null;
}

/** The operations of the methods that return one. */
export function planOperations(
  model: ApiModel,
  root: ResourcePlan,
): ReadonlyMap<Method, OperationPlan> {
  const plans = new Map(
    methodPlans(root).map((plan) => [plan.method, plan] as const),
  );
  const operations = new Map<Method, OperationPlan>();
  const methods = allMethods(model.root);
  for (const method of methods) {
    const longRunning = toLongRunning(model, method, methods);
    if (!longRunning) continue;
    const { poll } = longRunning;
    operations.set(method, {
      longRunning,
      poll: (poll && plans.get(poll)) ?? null,
    });
  }
  return operations;
}

/** Whether an operation that a method returns can be waited for. */
export function isPolled(
  { operations }: Pick<ApiPlan, "operations">,
  method: Method,
): boolean {
  return (operations.get(method)?.poll ?? null) !== null;
}

/** The methods that poll what others of a resource, or below it, start. */
export function pollsOf(
  root: ResourcePlan,
  operations: ReadonlyMap<Method, OperationPlan>,
): ReadonlySet<MethodPlan> {
  const polls = methodPlans(root).flatMap(({ method }) => {
    const poll = operations.get(method)?.poll;
    return poll && poll.method !== method ? [poll] : [];
  });
  return new Set(polls);
}

/** The methods of a resource and of all below it. */
function methodPlans({
  methods,
  members,
}: ResourcePlan): readonly MethodPlan[] {
  return [...methods, ...members.flatMap(({ plan }) => methodPlans(plan))];
}
