import { setTimeout as delay } from "node:timers/promises";
import { collectBytes, TooManyBytesError, tooLarge } from "../boundedBytes.js";
import type { Limits } from "../limits.js";
import { quoted } from "../printable.js";
import type { Problem } from "../problem.js";
import { sendFollowing, type HttpRequest } from "./redirects.js";
import {
  backoffMs,
  isTransientError,
  isTransientStatus,
  retryAfterMs,
} from "./retry.js";

/** What came of a request. */
export type HttpAnswer =
  | {
      readonly kind: "body";
      /** Decompressed. */
      readonly bytes: Uint8Array;
      /** For the next request; absent where the server gives none. */
      readonly etag: string | undefined;
    }
  /** The copy that the request's ETag stands for is still the right one. */
  | { readonly kind: "not-modified" }
  | { readonly kind: "problem"; readonly problem: Problem };

/** One try; with `retry`, another may do better, after so many milliseconds where the server says so. */
type Attempt =
  HttpAnswer | (Failure & { readonly retry: { readonly afterMs?: number } });
type Failure = Extract<HttpAnswer, { readonly kind: "problem" }>;

/**
 * Gets a URL, whole. What is busy, restarting or broken off is tried again while there is time: `limits.timeoutMs` is for
 * all of it, `limits.stallMs` for the wait for each next byte. Never throws for what a server or a network does.
 */
export async function httpGet(
  request: HttpRequest,
  fetcher: typeof fetch,
  limits: Limits,
): Promise<HttpAnswer> {
  const end = performance.now() + limits.timeoutMs;
  for (let attempt = 1; ; attempt++) {
    const answer = await tryOnce(request, fetcher, limits, end);
    if (!("retry" in answer)) return answer;
    const wait =
      answer.retry.afterMs ?? backoffMs(attempt, limits.retryDelayMs);
    const isLast = attempt >= limits.attempts;
    if (isLast || performance.now() + wait >= end)
      return {
        kind: "problem",
        problem: explained(answer, attempt, isLast ? undefined : wait),
      };
    await delay(wait);
  }
}

async function tryOnce(
  request: HttpRequest,
  fetcher: typeof fetch,
  limits: Limits,
  end: number,
): Promise<Attempt> {
  const controller = new AbortController();
  const giveUp = (problem: Problem): void => {
    controller.abort(new TookTooLong(problem));
  };
  const total = setTimeout(
    giveUp,
    Math.max(0, end - performance.now()),
    timeout(`no complete answer within ${limits.timeoutMs} ms`),
  );
  const stall = setTimeout(
    giveUp,
    limits.stallMs,
    timeout(`nothing arrived for ${limits.stallMs} ms`),
  );
  try {
    const response = await sendFollowing(
      request,
      fetcher,
      limits.redirects,
      controller.signal,
    );
    if ("code" in response) return { kind: "problem", problem: response };
    stall.refresh();
    if (response.status === 304 && request.etag !== undefined)
      return { kind: "not-modified" };
    if (!response.ok) return refused(response);
    const bytes =
      response.body === null
        ? new Uint8Array()
        : await collectBytes(
            watched(response.body, () => stall.refresh()),
            limits.documentBytes,
          );
    return { kind: "body", bytes, etag: etagOf(response) };
  } catch (error) {
    return failed(error, controller.signal, limits);
  } finally {
    clearTimeout(total);
    clearTimeout(stall);
    // Also ends the connection of an answer that was not read to its end.
    controller.abort();
  }
}

/** Time is up: the reason of an abort. */
class TookTooLong extends Error {
  override readonly name = "TookTooLong";
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
}

function timeout(message: string): Problem {
  return { code: "http-timeout", message };
}

async function* watched(
  chunks: AsyncIterable<Uint8Array>,
  onChunk: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of chunks) {
    onChunk();
    yield chunk;
  }
}

function refused({ status, statusText, headers }: Response): Attempt {
  const problem: Problem = {
    code: "http-status",
    message: `the server answered ${status}${statusText === "" ? "" : ` ${quoted(statusText)}`}`,
  };
  if (!isTransientStatus(status)) return { kind: "problem", problem };
  const afterMs = retryAfterMs(headers.get("retry-after"), Date.now());
  return {
    kind: "problem",
    problem,
    retry: afterMs === undefined ? {} : { afterMs },
  };
}

function failed(error: unknown, signal: AbortSignal, limits: Limits): Attempt {
  if (error instanceof TooManyBytesError)
    return { kind: "problem", problem: tooLarge(limits.documentBytes) };
  if (signal.reason instanceof TookTooLong)
    return { kind: "problem", problem: signal.reason.problem, retry: {} };
  const problem: Problem = {
    code: "http-failed",
    message: `the request failed: ${reasonOf(error)}`,
  };
  return isTransientError(error)
    ? { kind: "problem", problem, retry: {} }
    : { kind: "problem", problem };
}

/** The problem, with how often it was tried, or that the server wants to be left alone for longer than there is time. */
function explained(
  { problem }: Failure,
  attempts: number,
  wait: number | undefined,
): Problem {
  const tried = attempts === 1 ? "" : ` (${attempts} attempts)`;
  const asks =
    wait === undefined || problem.code !== "http-status"
      ? ""
      : `; it may be asked again in ${Math.ceil(wait / 1000)} s, which is too late`;
  return { ...problem, message: `${problem.message}${tried}${asks}` };
}

/** An entity tag (RFC 9110, section 8.8.3) that is fit to be kept and sent back; anything else is as good as none. */
function etagOf({ headers }: Response): string | undefined {
  const etag = headers.get("etag");
  return etag !== null && /^(?:W\/)?"[\x21\x23-\x7e]{0,200}"$/.test(etag)
    ? etag
    : undefined;
}

/** fetch says only "fetch failed"; what happened is in the error's cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const known = cause instanceof Error ? cause : error;
  if (!(known instanceof Error)) return String(known);
  if (known.message !== "") return known.message;
  return "code" in known ? String(known.code) : known.name;
}
