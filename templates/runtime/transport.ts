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
  /** Follow redirects to other origins as well, without credentials. */
  readonly followAnywhere?: true;
}

const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const mostRedirects = 5;

/** What may be told to another origin than the one that the credentials are for. */
const harmlessHeaders = ["accept", "range"];

/**
 * Sends a request and follows redirects by hand: left alone, a platform's fetch would carry headers such as `x-goog-api-key`, and
 * on 307 and 308 the body, to wherever a server points.
 *
 * Followed are redirects to the same origin (RFC 9110, section 15.4): 307 and 308 as they are, 303 as GET, 301 and 302 only for GET
 * and HEAD. Another origin is refused; where `followAnywhere` allows it, it is asked without credentials, and never over plain
 * HTTP after HTTPS.
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
        "the server redirected the call, which a browser does not let a program follow safely",
      );
    }
    if (!redirects.has(response.status) || location === null) return response;

    // The body of a redirect is of no use; unread, it would hold the connection.
    response.body?.cancel().catch(() => {});
    const from = new URL(url);
    const to = parseUrl(location, from);
    const refuse = (why: string): TransportError =>
      new TransportError(
        methodId,
        `the server redirected (${response.status}) to ${to?.origin ?? "no URL"}; ${why}`,
      );
    if (followed >= mostRedirects)
      throw refuse(`${mostRedirects} redirects were followed already`);
    if (!to) throw refuse("there is nothing to follow");
    if (to.origin !== from.origin) {
      if (!request.followAnywhere)
        throw refuse("calls stay with the origin that they are for");
      if (
        !/^https?:$/.test(to.protocol) ||
        (to.protocol === "http:" && from.protocol === "https:")
      ) {
        throw refuse("it is not encrypted");
      }
      headers = new Headers(
        harmlessHeaders.flatMap((name) => {
          const value = headers.get(name);
          return value === null ? [] : [[name, value] as [string, string]];
        }),
      );
      body = undefined;
    }
    if (response.status === 303) {
      if (verb !== "HEAD") verb = "GET";
      body = undefined;
      headers = new Headers(headers);
      headers.delete("content-type");
    } else if (response.status < 303 && verb !== "GET" && verb !== "HEAD") {
      throw refuse(`a ${verb} is not sent again on such a redirect`);
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

/** Node's fetch says only "fetch failed"; what failed stands in its cause. */
function rootMessage(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error
    ? rootMessage(error.cause)
    : error.message;
}

/** `URL.parse`, which platforms have only since 2024. */
function parseUrl(url: string, base: URL): URL | undefined {
  try {
    return new URL(url, base);
  } catch {
    return undefined;
  }
}
