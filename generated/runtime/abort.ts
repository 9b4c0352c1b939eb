// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.
/** How long a call may take, and who may stop it. */

/** The longest delay that timers know; they take longer ones for none. */
const longestDelay = 2 ** 31 - 1;

/** A signal that stops a call, and the means to let go of it. */
export interface Deadline {
  /** Aborts when the caller's signal does, or with a `TimeoutError` when the time is over; absent when neither was given. */
  readonly signal: AbortSignal | undefined;
  /** Stops the timer and the listening, if there are any; to be called when the call is over. */
  readonly clear?: () => void;
}

/**
 * Joins a timeout and a caller's signal into one.
 *
 * `AbortSignal.any` and `AbortSignal.timeout` would do it in a line, but neither can be let go of: under load, timers and listeners
 * would pile up until they expire.
 *
 * @param timeout Milliseconds; undefined, 0 and more than 24 days mean no timeout.
 * @param name The method's id, for the message.
 */
export function startDeadline(
  name: string,
  timeout: number | undefined,
  signal: AbortSignal | undefined,
): Deadline {
  const isTimed = timeout && timeout <= longestDelay;
  if (!isTimed && !signal) return { signal };
  // Also without a timeout: fetch would leave listeners on the caller's signal.
  const controller = new AbortController();
  const timer = isTimed
    ? setTimeout(() => {
        controller.abort(
          new DOMException(
            `${name}: no answer within ${timeout} ms`,
            "TimeoutError",
          ),
        );
      }, timeout)
    : undefined;
  const release = onAbort(signal, () => controller.abort(signal?.reason));
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      release();
    },
  };
}

/** Who is to be told of which signal. */
const listening = new WeakMap<EventTarget, Set<() => void>>();

/**
 * Calls back when a signal aborts, or at once if it has. However many listen to one signal, it has one listener: Node takes more than
 * ten for a leak, and warns.
 *
 * @returns What ends the listening.
 */
export function onAbort(
  signal: AbortSignal | undefined,
  callback: () => void,
): () => void {
  if (!signal) return () => {};
  const callbacks = listening.get(signal) ?? new Set();
  listening.set(signal, callbacks.add(callback));
  signal.addEventListener("abort", tell);
  if (signal.aborted) callback();
  return () => {
    callbacks.delete(callback);
    if (!callbacks.size) signal.removeEventListener("abort", tell);
  };
}

function tell({ target }: Event): void {
  listening.get(target as AbortSignal)?.forEach((callback) => callback());
}

/** Waits for a promise that knows nothing of signals, but no longer than until the signal aborts. */
export function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work;
  let release: (() => void) | undefined;
  return new Promise<T>((resolve, reject) => {
    release = onAbort(signal, () => reject(signal.reason));
    work.then(resolve, reject);
  }).finally(() => release?.());
}

/** Waits, but no longer than until the signal aborts. */
export function sleep(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, longestDelay));
  });
  return untilAborted(over, signal).finally(() => clearTimeout(timer));
}

/**
 * Keeps a deadline running while somebody else reads a response: the same response, which clears the deadline when its body ends,
 * breaks or is cancelled.
 */
export function clearWhenRead(
  response: Response,
  deadline: Deadline,
): Response {
  const { clear } = deadline;
  if (!clear) return response;
  if (!response.body) {
    clear();
    return response;
  }
  const { readable, writable } = new TransformStream();
  response.body.pipeTo(writable).then(clear, clear);
  // The constructor takes status and headers over, but cannot say where a response came from.
  return Object.defineProperty(new Response(readable, response), "url", {
    value: response.url,
  });
}
