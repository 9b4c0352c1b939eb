// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/** HTTP messages as text, of the type `application/http` (RFC 9112, section 10.2). */

import type { HttpRequest } from "./transport.js";
import { readEntity, writeEntity } from "./mimeEntity.js";

/** A request without a body, or with one that is JSON. */
export interface JsonRequest extends HttpRequest {
  readonly body?: string | undefined;
}

/** Writes a request for a target: path and query. */
export function writeHttpRequest(
  { verb, headers, body }: JsonRequest,
  target: string,
): string {
  const all = new Headers(headers);
  if (body !== undefined)
    all.set("content-length", String(new TextEncoder().encode(body).length));
  const entity = writeEntity({ headers: all, content: body ?? "" });
  return `${verb} ${target} HTTP/1.1\r\n${entity}`;
}

/** Reads a response, or gives undefined if it is none. White space around its body, which is JSON or text, does not count. */
export function readHttpResponse(text: string): Response | undefined {
  const [line, code, statusText] =
    /^\s*HTTP\/\d(?:\.\d)? ([2-5]\d\d)(?: ([^\r\n]*))?(?:\r?\n|$)/.exec(text) ??
    [];
  if (line === undefined) return undefined;
  const { headers, content } = readEntity(text.slice(line.length));
  const status = Number(code);
  // Of these there is no body, and Response does not take one.
  const body = [204, 205, 304].includes(status) ? null : content.trim();
  return new Response(body, {
    status,
    statusText: (statusText ?? "").replace(/[^\t -~]/g, "?"),
    headers,
  });
}
