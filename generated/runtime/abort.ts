// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.
/** How long a call may take, and who may stop it. */

/** Close to the longest delay that timers know (2 ** 31 - 1); they take longer ones for none. */
const longestDelay = 2e9;

/** What stops work, if anything does, and what is to be called when the work has been done. */
export type TimeLimit = readonly [signal?: AbortSignal, end?: () => void];

/**
 * Joins a timeout and a caller's signal into one signal, which aborts as the caller's does, or with a `TimeoutError` when the
 * time is over; there is none where there is neither.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` would do it in a line, but neither can be let go of: under load, timers and listeners
 * would pile up until they expire.
 *
 * @param timeout Milliseconds; undefined, 0 and more than 23 days mean no timeout.
 * @param name The method's id, for the message.
 */
export function limitTime(
  name: string,
  timeout: number | undefined,
  signal: AbortSignal | undefined,
): TimeLimit {
  if (!timeout && !signal) return [];
  // Also without a timeout: fetch would leave listeners on the caller's signal.
  const controller = new AbortController();
  const stop = (reason: unknown): void => controller.abort(reason);
  const release = signal && onAbort(signal, stop);
  const timer =
    timeout &&
    timeout < longestDelay &&
    setTimeout(() => {
      const message = `${name}: no answer in ${timeout} ms`;
      stop(new DOMException(message, "TimeoutError"));
    }, timeout);
  return [
    controller.signal,
    () => {
      // None is nothing to it.
      clearTimeout(timer as ReturnType<typeof setTimeout>);
      release?.();
    },
  ];
}

/** Is told the signal's reason. */
type OnAbort = (reason: unknown) => void;

/** Who is to be told of which signal. */
const listening = new WeakMap<AbortSignal, Set<OnAbort>>();

/**
 * Calls back when a signal aborts, or at once if it has. However many listen to one signal, it has one listener: Node takes more than
 * ten for a leak, and warns.
 *
 * @returns What ends the listening.
 */
export function onAbort(signal: AbortSignal, callback: OnAbort): () => void {
  if (signal.aborted) callback(signal.reason);
  const callbacks = listening.get(signal) ?? new Set();
  listening.set(signal, callbacks.add(callback));
  signal.addEventListener("abort", tell, { once: true });
  return () => {
    callbacks.delete(callback);
    if (!callbacks.size) signal.removeEventListener("abort", tell);
  };
}

function tell(this: AbortSignal): void {
  listening.get(this)?.forEach((callback) => callback(this.reason));
}

/** Waits for a promise that knows nothing of signals, but no longer than until the signal aborts. */
export const untilAborted = <T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> =>
  signal
    ? new Promise<T>((resolve, reject) => {
        work.finally(onAbort(signal, reject)).then(resolve, reject);
      })
    : work;

/** Waits, but no longer than until the signal aborts. */
export function sleep(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return untilAborted(
    new Promise<void>((resolve) => {
      timer = setTimeout(resolve, Math.min(milliseconds, longestDelay));
    }),
    signal,
  ).finally(() => clearTimeout(timer));
}
