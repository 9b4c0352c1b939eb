// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import { onAbort, sleep } from "./abort.js";
import { TransportError } from "./apiError.js";
import { maskHas } from "./fieldMask.js";
import {
  type FailedOperation,
  type FinishedOperation,
  OperationError,
  type OperationRequest,
  type RunningOperation,
} from "./operation.js";
import { ApiRequest } from "./request.js";

/** How to wait for an operation. T is the operation. */
export interface WaitOptions<T> {
  /** Stops waiting, whatever is under way. The operation itself goes on at the server. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for all of it: the call, the polls and the delays between them; none unless given. */
  readonly timeout?: number | undefined;
  /** Milliseconds before the first poll: 100. Each later delay is 1.3 times the one before. */
  readonly initialDelay?: number | undefined;
  /** The longest delay in milliseconds: 60,000. */
  readonly maxDelay?: number | undefined;
  /** Is told of the operation after the call and after each poll, also when it is done. What it throws ends the waiting. */
  readonly onProgress?: ((operation: T) => void) | undefined;
}

/**
 * Sends a call that returns a long-running operation, and waits for the operation's end (AIP-151).
 *
 *     const { response } = await waitFor<Job, JobMetadata>(client.projects.jobs.create({ parent, body }), {
 *       onProgress: ({ name, metadata }) => console.log(name, metadata?.progressPercent),
 *     });
 *
 * What stands in `response` and `metadata` is not in the API's document, so it is for the caller to say; without, the operation has
 * its schema's type. With the method that polls (`operations.get`) it is resumed from its name, also in another process:
 *
 *     await waitFor(client.operations.get({ name: stored }));
 *
 * An operation that is done at once is not polled. Delays are those of google-gax, each a random part between half of it and all.
 * Polls are calls of their own: they have the options of this one, headers and timeouts among them, and are retried as usual.
 *
 * Nothing but the server ends an operation. Whoever stops waiting and wants it stopped calls the API's method for that, mostly
 * `operations.cancel({ name })`; who goes on waiting then sees it end in an {@link OperationError} with the status `CANCELLED`.
 *
 * @throws OperationError when the operation ends in an error.
 * @throws TransportError when the call's answer is no operation.
 * @throws TypeError if a `fields` mask leaves out what tells of the end.
 * @throws `TimeoutError` (a DOMException), or the signal's reason; and what the call and the polls throw, such as an ApiError.
 */
export function waitFor<R = never, M = unknown>(
  // Without R nothing fits it, so that the other signature is taken.
  request: [R] extends [never] ? never : OperationRequest<TypedByCaller>,
  options?: WaitOptions<RunningOperation<R, M>>,
): Promise<FinishedOperation<NoInfer<R>, NoInfer<M>>>;
export function waitFor<Request extends OperationRequest<unknown>>(
  request: Request,
  options?: WaitOptions<Awaited<Request>>,
): Promise<Awaited<Request>>;
export async function waitFor<T>(
  request: OperationRequest<T>,
  options: WaitOptions<T> = {},
): Promise<T> {
  const { initialDelay = 100, maxDelay = 60_000, onProgress } = options;
  const { method, params } = request;
  requireFields(method.id, params);
  let name: string | undefined;
  const wait = startWait(
    [options.signal, request.options?.signal],
    options.timeout,
    () => `${method.id}: ${name ?? "the operation"} is not done`,
  );
  const { signal } = wait;
  try {
    const first = request.with(params, { ...request.options, signal });
    let poll: ApiRequest<T> = first;
    let operation = await first.execute();
    let delay = Math.min(initialDelay, maxDelay);
    for (;;) {
      onProgress?.(operation);
      const state = Object(operation) as State;
      if (state.done === true || state.status === "DONE") {
        if (state.error || Number(state.httpErrorStatusCode) >= 400)
          throw new OperationError(poll.method.id, state);
        return operation;
      }
      if (name === undefined) {
        name = nameOf(request, state);
        poll = pollOf(first, name);
      }
      await sleep((delay * (1 + Math.random())) / 2, signal);
      delay = Math.min(maxDelay, Math.max(1, delay) * 1.3);
      operation = await poll.execute();
    }
  } finally {
    wait.clear();
  }
}

/** An operation of google.longrunning's kind; those of Compute Engine's have a status, and no response. */
interface TypedByCaller {
  readonly done?: boolean;
  readonly status?: never;
}

/** What of an operation is looked at, of google.longrunning's or Compute Engine's kind. */
interface State extends FailedOperation {
  readonly done?: unknown;
  readonly status?: unknown;
  readonly error?: unknown;
  readonly httpErrorStatusCode?: unknown;
}

/** @throws TypeError if a `fields` mask leaves out what must be known of an operation */
function requireFields(methodId: string, params: object): void {
  for (const fields of [["name"], ["done", "status"], ["error"]]) {
    if (!fields.some((field) => maskHas(params, field)))
      throw new TypeError(
        `${methodId}: "fields" has no ${fields.join(" or ")}`,
      );
  }
}

/** The operation's name as the method that polls takes it: whole, where the server tells only its last segment. */
function nameOf(request: OperationRequest<unknown>, { name }: State): string {
  const { id, operationParent } = request.method;
  if (typeof name !== "string" || name === "")
    throw new TransportError(id, "the answer is no operation: it has no name");
  if (!operationParent || name.includes("/")) return name;
  const { parameter, segments, collection } = operationParent;
  const { [parameter]: path } = request.params as {
    readonly [name: string]: unknown;
  };
  const parent = String(path).split("/").slice(0, segments);
  return [...parent, collection, name].join("/");
}

/** Parameters of all methods that say who calls, or what is wanted of the answer: a poll has them from the call. */
const systemParameters = [
  "access_token",
  "fields",
  "key",
  "oauth_token",
  "quotaUser",
];

/**
 * The call that asks how far an operation is. The last variable of its path takes the name, or of a name in segments the last where it
 * takes no more; the others are parameters of the call that began it.
 */
function pollOf<T>(request: OperationRequest<T>, name: string): ApiRequest<T> {
  const { client, method, options } = request;
  const { poll } = method;
  if (poll === "itself") return request;
  const variables = Array.from(
    poll.path.matchAll(/\{(\+?)([^}]+)\}/g),
    ([, operator, variable = ""]) => ({ operator, variable }),
  );
  const last = variables.pop();
  const shared = [
    ...variables.map(({ variable }) => variable),
    ...(poll.required ?? []),
    ...systemParameters,
  ];
  const params = Object.fromEntries(
    Object.entries(request.params).filter(([name]) => shared.includes(name)),
  );
  if (last)
    params[last.variable] = last.operator
      ? name
      : name.slice(name.lastIndexOf("/") + 1);
  return new ApiRequest<T>(client, poll, params, options);
}

/** What ends the waiting before the operation does: signals, and a timeout of so many milliseconds. */
function startWait(
  signals: readonly (AbortSignal | undefined)[],
  timeout: number | undefined,
  problem: () => string,
): { readonly signal: AbortSignal; readonly clear: () => void } {
  const controller = new AbortController();
  const stops = signals.map(
    (signal) => signal && onAbort(signal, (reason) => controller.abort(reason)),
  );
  // Timers take longer delays for none.
  if (timeout && timeout < 2 ** 31) {
    const timer = setTimeout(() => {
      const message = `${problem()} after ${timeout} ms`;
      controller.abort(new DOMException(message, "TimeoutError"));
    }, timeout);
    stops.push(() => clearTimeout(timer));
  }
  return {
    signal: controller.signal,
    clear() {
      for (const stop of stops) stop?.();
    },
  };
}
