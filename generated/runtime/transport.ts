// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { ApiRequest } from "./request.js";
import { untilAborted } from "./abort.js";
import { TransportError } from "./apiError.js";

/**
 * The platform's `fetch`, or anything that behaves like it, such as undici's. It is always given a string and asked not to follow
 * redirects. Bodies are the platform's `ReadableStream`; node-fetch knows other streams, and is refused.
 */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One HTTP request of a method, still without credentials. */
export interface HttpRequest {
  /** The call that it is part of. */
  call?: ApiRequest<unknown> | undefined;
  /** The method's id, for messages. */
  readonly methodId: string;
  readonly verb: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: RequestInit["body"] | undefined;
  /** Gives the body as a stream, anew for each sending. It is sent instead, where that takes less memory. */
  readonly bodyStream?: () => ReadableStream<Uint8Array>;
  /** Sending it twice does no more than sending it once, whatever its verb says. */
  readonly idempotent?: boolean;
  /** Stops it. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Allows a redirect to another origin, and says what to send there of the headers. Absent, or without an answer, the redirect is
   * refused; so it is where there is a body.
   */
  readonly leaveOrigin?: (
    from: string,
    to: URL,
    headers: Headers,
  ) => Headers | undefined;
}

/**
 * Sends a request and follows redirects by hand: left alone, a platform's fetch would carry headers such as `x-goog-api-key`, and
 * on 307 and 308 the body, to wherever a server points.
 *
 * Followed are redirects to the same origin (RFC 9110, section 15.4): 307 and 308 as they are, the others only for GET and HEAD. After
 * a 303 the server has acted on the request, so that a failure on the way to its result could not be told from one of the call.
 * Whether a redirect to another origin is followed is for the request to say. A body that is a stream, and so used up, is not sent on.
 *
 * @param headers Instead of the request's.
 * @param redirects How many are followed at most.
 * @throws TransportError when the connection fails or a redirect is refused.
 */
export async function sendRequest(
  fetch: Fetch,
  request: HttpRequest,
  headers: Headers = request.headers,
  redirects = 5,
): Promise<Response> {
  const { methodId, verb, url, body, signal } = request;
  // Credentials may have come too late. Not every fetch looks.
  signal?.throwIfAborted();
  const response = await orTransportError(
    methodId,
    fetch(url, {
      method: verb,
      headers,
      body: request.bodyStream?.() ?? body,
      signal,
      redirect: "manual",
      // Platforms ask for it where the body is a stream; to other bodies it is nothing.
      duplex: "half",
    } as RequestInit),
    signal,
    body,
  );
  const stream = response.body;
  if (stream && !stream.getReader)
    throw new TransportError(methodId, "fetch gave no stream");
  const { status } = response;
  const location =
    /30[12378]/.test(`${status}`) && response.headers.get("location");
  // Browsers hide the status of a redirect, and where it leads.
  if (status && !location) return response;

  discard(response);
  const to = parseUrl(location || "//", url);
  const kept =
    to?.origin === new URL(url).origin
      ? headers
      : to && !body && request.leaveOrigin?.(url, to, headers);
  if (
    !kept ||
    !redirects ||
    isStream(body) ||
    (status < 307 && !/^(GET|HEAD)$/.test(verb))
  )
    throw new TransportError(
      methodId,
      `redirect ${status} to ${to?.origin ?? "nowhere"} refused`,
    );
  // What is kept goes there.
  return sendRequest(
    fetch,
    { ...request, url: (to as URL).href },
    kept,
    redirects - 1,
  );
}

/** Whether a body can be sent but once. */
export const isStream = (body: unknown): boolean =>
  body instanceof ReadableStream;

/** Lets go of a response whose body is of no use; unread, it would hold the connection. */
export const discard = (response: Response): void =>
  void response.body?.cancel().catch(() => {});

/**
 * Passes a promise of the platform's on; its failure becomes the signal's reason, if that aborted, or a TransportError.
 *
 * @param body What is sent. A stream may fail for reasons of its own after much of it has been sent.
 */
export const orTransportError = <T>(
  methodId: string,
  work: Promise<T>,
  signal: AbortSignal | undefined,
  body?: unknown,
): Promise<T> =>
  // A fetch or a body of somebody's own may not know the signal.
  untilAborted(work, signal).catch((error) => {
    signal?.throwIfAborted();
    // Node's fetch says only "fetch failed"; what failed stands in its cause, or, for several addresses, in that one's code alone.
    let root = Object(error) as ErrorParts;
    while (root.cause) root = Object(root.cause) as ErrorParts;
    // Nobody listens there or answers in time, or the name has no address (ENOTFOUND, EAI_AGAIN).
    const isUnsent =
      !isStream(body) && /REFUSED|NOTF|EAI_|CONNECT_T/.test(`${root.code}`);
    throw new TransportError(
      methodId,
      `the connection failed: ${root.message || root.code}`,
      error,
      isUnsent ? "unsent" : "unknown",
    );
  });

interface ErrorParts {
  readonly cause?: unknown;
  readonly message?: string;
  readonly code?: string;
}

/**
 * Resolves a URL, or gives undefined where there is none that can be sent to: `URL.parse`, which platforms have only since 2024. One
 * with a user's name or password is not for HTTP (RFC 9110, section 4.2.4); fetch refuses it, too, but tells it in its error.
 */
export function parseUrl(url: string, base?: string): URL | undefined {
  try {
    const parsed = new URL(url, base);
    if (!parsed.username && !parsed.password) return parsed;
  } catch {
    // It is none.
  }
  return undefined;
}
