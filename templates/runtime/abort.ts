// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
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
  if (!timeout || timeout > longestDelay) return { signal };
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  const timer = setTimeout(() => {
    controller.abort(
      new DOMException(
        `${name}: no answer within ${timeout} ms`,
        "TimeoutError",
      ),
    );
  }, timeout);
  if (signal?.aborted) abort();
  signal?.addEventListener("abort", abort);
  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      signal?.removeEventListener("abort", abort);
    },
  };
}

/** Waits for a promise that knows nothing of signals, but no longer than until the signal aborts. */
export async function untilAborted<T>(
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  if (!signal) return work;
  let abort: (() => void) | undefined;
  try {
    return await new Promise<T>((resolve, reject) => {
      abort = () => reject(signal.reason);
      signal.addEventListener("abort", abort);
      if (signal.aborted) abort();
      work.then(resolve, reject);
    });
  } finally {
    if (abort) signal.removeEventListener("abort", abort);
  }
}

/** Waits, but no longer than until the signal aborts. */
export async function sleep(
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, Math.min(milliseconds, longestDelay));
  });
  try {
    await untilAborted(over, signal);
  } finally {
    clearTimeout(timer);
  }
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
