// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import { TransportError } from "./apiError.js";

/** The platform's `fetch`, or anything that behaves like it. It is always given a string and asked not to follow redirects. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One HTTP request of a method, still without credentials. */
export interface HttpRequest {
  /** The method's id, for messages. */
  readonly methodId: string;
  readonly verb: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body?: NonNullable<RequestInit["body"]>;
  /**
   * Allows a redirect to another origin, and says what to send there of the headers (the body is never sent there). Absent,
   * or without an answer, the redirect is refused.
   */
  readonly leaveOrigin?: (
    from: URL,
    to: URL,
    headers: Headers,
  ) => Headers | undefined;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/**
 * Sends a request and follows redirects by hand: left alone, a platform's fetch would carry headers such as `x-goog-api-key`, and
 * on 307 and 308 the body, to wherever a server points.
 *
 * Followed are redirects to the same origin (RFC 9110, section 15.4): 307 and 308 as they are, 303 as GET, 301 and 302 only for GET
 * and HEAD. Whether one to another origin is followed is for the request to say.
 *
 * @throws TransportError when the connection fails or a redirect is refused.
 */
export async function sendRequest(
  fetch: Fetch,
  request: HttpRequest,
  signal: AbortSignal | undefined,
): Promise<Response> {
  const { methodId } = request;
  let { verb, url, headers, body } = request;
  for (let followed = 0; ; followed++) {
    const init: RequestInit = { method: verb, headers, redirect: "manual" };
    if (body !== undefined) init.body = body;
    if (signal) init.signal = signal;
    const response = await orTransportError(methodId, fetch(url, init), signal);
    const location = response.headers.get("location");
    if (response.type === "opaqueredirect") {
      throw new TransportError(
        methodId,
        "the server redirected, which browsers let no program follow safely",
      );
    }
    if (!redirects.has(response.status) || location === null) return response;

    // The body of a redirect is of no use; unread, it would hold the connection.
    response.body?.cancel().catch(() => {});
    const from = new URL(url);
    const to = parseUrl(location, url);
    const refuse = (why: string): TransportError =>
      new TransportError(
        methodId,
        `a redirect (${response.status}) to ${to?.origin ?? "nowhere"} was not followed: ${why}`,
      );
    if (!to) throw refuse("its location is no URL");
    if (followed === mostRedirects) throw refuse("it is one too many");
    if (to.origin !== from.origin) {
      const reduced = request.leaveOrigin?.(from, to, headers);
      if (!reduced) throw refuse("it leads to another origin");
      headers = reduced;
      body = undefined;
    }
    if (response.status < 307 && verb !== "GET" && verb !== "HEAD") {
      if (response.status !== 303) throw refuse(`${verb} is not sent again`);
      verb = "GET";
      body = undefined;
      headers = new Headers(headers);
      headers.delete("content-type");
    }
    url = to.href;
  }
}

/** Passes a promise of the platform's on; its failure becomes the signal's reason, if that aborted, or a TransportError. */
export async function orTransportError<T>(
  methodId: string,
  work: Promise<T>,
  signal: AbortSignal | undefined,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (signal?.aborted) throw signal.reason;
    throw new TransportError(
      methodId,
      `the connection failed: ${rootMessage(error)}`,
      error,
    );
  }
}

/** Node's fetch says only "fetch failed"; what failed stands in its cause, or, for several addresses, in that one's code alone. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return rootMessage(error.cause);
  return error.message || ("code" in error ? String(error.code) : error.name);
}

/** Resolves a URL, or gives undefined: `URL.parse`, which platforms have only since 2024. */
export function parseUrl(url: string, base: string): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
