// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { HttpRequest } from "./transport.js";

/** Sends a request, through the middleware that is still to come. */
export type Next = (request: HttpRequest) => Promise<Response>;

/**
 * A step that each attempt of a call goes through on its way out, and its response on the way back.
 *
 *     const traced: Middleware = (request, next) => {
 *       request.headers.set("x-cloud-trace-context", currentTrace());
 *       return next(request);
 *     };
 *
 * - It runs once an attempt, so again for each retry. The client's come before the call's, each list in its order.
 * - It may change the headers, which are this attempt's own, or pass on a request that differs: `next({ ...request, url })`. It may
 *   answer itself and never call `next`, or call it again. Whether the call is retried is decided by its own verb and body.
 * - It never sees the client's credentials: they are added, and renewed after a 401, behind the last middleware, and only for the API's
 *   own origin. It does see what the caller wrote: headers of the call, a `key` among its parameters, and the URL of an upload
 *   session; `redact` cuts such secrets from a URL.
 * - Redirects have been followed. The response may have any status, and its body is unread; who reads it gives back another, or
 *   reads a `clone()`.
 * - `next` rejects with a TransportError when no answer came, and with the signal's reason. What a middleware throws of its own ends
 *   the call. When the call is aborted it rejects at once, whatever a middleware waits for; `request.signal` tells of it.
 */
export type Middleware = (
  request: HttpRequest,
  next: Next,
) => Promise<Response>;

/** Sending through middleware, the first of which is outermost. */
export const throughMiddleware = (
  steps: readonly Middleware[] | undefined,
  send: Next,
): Next =>
  steps?.reduceRight<Next>(
    (next, step) => async (request) => step(request, next),
    send,
  ) ?? send;
