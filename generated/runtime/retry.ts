// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import { limitTime, sleep, untilAborted } from "./abort.js";
import {
  ApiError,
  readApiError,
  redact,
  type TransportError,
} from "./apiError.js";
import type { Next } from "./middleware.js";
import { type HttpRequest, isStream } from "./transport.js";

/**
 * Whether, when and how often a call that failed is sent again.
 *
 * A call may be sent again when that cannot do twice what was asked for once (AIP-194):
 *
 * - GET, HEAD, PUT and DELETE (RFC 9110, section 9.2.2) after 408, 500, 502, 503 and 504, when the connection failed or broke, and
 *   when an attempt's time was over. AIP-194 names UNAVAILABLE (503) alone, but over HTTP the others come from proxies and front ends
 *   as well; Google's clients (gaxios, google-api-go-client) retry them, too. A DELETE whose answer was lost may so end in a 404.
 * - Any method when the server refused to act: 429, 403 for a rate limit (as older APIs answer; Google's Python client does so, too),
 *   503 that says when to come back.
 * - Any method when nothing of the request was sent: nobody accepted the connection, not in time either, or the host's name was not
 *   found.
 *
 * Never when the call was aborted, when its body is a stream, which is used up, or for an answer that is an error of another kind.
 */
export interface RetryOptions {
  /** How often a call is sent at most, the first time included: 8. */
  readonly attempts?: number | undefined;
  /** Milliseconds. The delay before the second attempt is a random part of this, and of twice as much each time after: 250. */
  readonly initialDelay?: number | undefined;
  /** The longest delay in milliseconds, also where the server asks for a longer one: 32,000. */
  readonly maxDelay?: number | undefined;
  /**
   * Milliseconds after the call's start, after which no attempt is begun: 60,000. Where media are uploaded, only the time between
   * attempts counts. The timeout ends the call in any case.
   */
  readonly deadline?: number | undefined;
  /**
   * True to treat the call as idempotent whatever its verb: a POST that only asks, or whose request has an id by which the server knows
   * it again.
   */
  readonly idempotent?: boolean | undefined;
  /** Is told of each attempt when it is over, before the delay. What it throws ends the call. */
  readonly onAttempt?: ((attempt: Attempt) => void) | undefined;
}

/** What client and call may say of attempts. */
interface AttemptOptions {
  readonly timeout?: number | undefined;
  readonly attemptTimeout?: number | undefined;
  readonly retry?: RetryOptions | false | undefined;
}

/** Gives what was said of an option. */
type GetOption = <K extends keyof RetryOptions>(name: K) => RetryOptions[K];

/** One sending of a call, without secrets. */
export interface Attempt {
  /** 1 for the first, and for one that brought a download on. */
  readonly number: number;
  /** The method's id, such as `genomics.operations.get`. */
  readonly methodId: string;
  readonly verb: string;
  /** Credentials in its query are cut. */
  readonly url: string;
  /** The HTTP status, unless no answer came. */
  readonly status: number | undefined;
  /** Why the attempt failed, if it did. */
  readonly error: unknown;
  /** Milliseconds until the next attempt; undefined when there is none. */
  readonly delay: number | undefined;
}

/**
 * What all calls of a client may spend on sending again, so that an outage is not made worse: a retry takes a token, a success gives
 * half of one back. It is gRPC's retry throttling (gRFC A6), but only retries count, so that it opens again with the first successes.
 */
export interface RetryBudget {
  /** Tokens, of the 50 that there are. */
  spent: number;
}

/**
 * Makes the result of a successful response. The attempt, and its time, are over when it has.
 *
 * @param signal Stops the attempt.
 * @param progress To be called when part of the result is there for good, and will not be asked for again: attempts, delays and
 *   the retries' deadline count anew from there.
 */
export type ReadResponse<T> = (
  response: Response,
  signal: AbortSignal | undefined,
  progress: () => void,
) => Promise<T>;

/**
 * Sends a request and reads its response; again if that fails and the rules above and the options allow it.
 *
 * @param client What is given for all calls, and what they share.
 * @param call What is given for this one.
 * @param signal Stops the call, whatever it is doing.
 * @throws ApiError when the response is no success, and what `send` and `read` throw.
 */
export async function sendWithRetries<T>(
  request: HttpRequest,
  client: AttemptOptions,
  call: AttemptOptions,
  budget: RetryBudget,
  signal: AbortSignal | undefined,
  send: Next,
  read: ReadResponse<T>,
): Promise<T> {
  const { methodId, body } = request;
  const retry = call.retry ?? client.retry;
  // What the call does not give is the client's.
  const option: GetOption = (name) =>
    retry ? (retry[name] ?? Object(client.retry)[name]) : undefined;
  const attempts = option("attempts") ?? (retry === false ? 1 : 8);
  const deadline = option("deadline") ?? 60_000;
  const timeout = call.timeout ?? client.timeout;
  let number = 1;
  let end = 0;
  const progress = (): void => {
    number = 1;
    end = Date.now() + Math.min(deadline, timeout || deadline);
  };
  progress();
  for (; ; number++) {
    const started = Date.now();
    let response: Response | undefined;
    let error: unknown;
    let delay: number | undefined;
    const [stop, release] = limitTime(
      methodId,
      call.attemptTimeout ?? client.attemptTimeout,
      signal,
    );
    try {
      response = await untilAborted(
        send(stop ? { ...request, signal: stop } : request),
        stop,
      );
      if (!response.ok) throw await readApiError(methodId, response, stop);
      const result = await read(response, stop, progress);
      if (budget.spent) budget.spent -= 0.5;
      return result;
    } catch (caught) {
      error = signal?.reason ?? caught;
      signal?.throwIfAborted();
      // Over a slow connection, media take longer to be sent than a call that fails is worth.
      if (body && typeof body !== "string") end += Date.now() - started;
      const wait =
        number < attempts && budget.spent < 50
          ? retryDelay(request, error, number, option)
          : Infinity;
      // What would come too late is not waited for: the caller has more of the error than of a timeout.
      if (Date.now() + wait >= end) throw error;
      delay = wait;
      budget.spent++;
    } finally {
      release?.();
      option("onAttempt")?.({
        number,
        methodId,
        verb: request.verb,
        url: redact(request.url),
        status: response?.status,
        error,
        delay,
      });
    }
    // Whoever was told of the attempt may have had enough.
    signal?.throwIfAborted();
    if (delay) await sleep(delay, signal);
  }
}

/** The milliseconds to wait before a call that failed is sent again; Infinity if it must not be. */
function retryDelay(
  { idempotent, verb, body }: HttpRequest,
  error: unknown,
  number: number,
  option: GetOption,
): number {
  const isIdempotent =
    option("idempotent") ??
    (idempotent || /^(GET|HEAD|PUT|DELETE)$/.test(verb));
  let again: boolean | undefined;
  let asked = 0;
  if (error instanceof ApiError) {
    const { code, reason = "" } = error;
    asked = askedDelay(error);
    again =
      code === 429 ||
      (code === 403 && /rate_?limit_?exceeded$/i.test(reason)) ||
      (code === 503 && asked >= 0) ||
      (isIdempotent && /408|50[0234]/.test(`${code}`));
  } else {
    const { outcome, name } = Object(error) as Partial<TransportError>;
    again =
      outcome === "unsent" ||
      (isIdempotent && (outcome === "unknown" || name === "TimeoutError"));
  }
  if (!again || isStream(body)) return Infinity;
  // Full jitter spreads best; it comes on top of what the server asks for, since that is the same for everybody.
  const jitter =
    Math.random() * (option("initialDelay") ?? 250) * 2 ** (number - 1);
  return Math.min(option("maxDelay") ?? 32_000, jitter + (asked || 0));
}

/**
 * The milliseconds that a server asks to wait for: in Retry-After (RFC 9110, section 10.2.3) seconds or an IMF-fixdate or, without it,
 * in google.rpc.RetryInfo (AIP-193), as APIs do that have only gRPC's means, and which browsers do not hide. NaN if there is none that
 * can be understood, 0 for a time in the past.
 */
function askedDelay(error: ApiError): number {
  const after = error.headers.get("retry-after");
  const info = error.detail("type.googleapis.com/google.rpc.RetryInfo");
  const delay =
    after === null
      ? parseFloat(info?.retryDelay as string) * 1000
      : /^\d+$/.test(after)
        ? +after * 1000
        : Date.parse(after.includes("GMT") ? after : "") - Date.now();
  return Math.max(0, delay);
}
