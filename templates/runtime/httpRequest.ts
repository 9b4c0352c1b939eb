// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { MethodDescriptor } from "./descriptor.js";
import type { ApiClient } from "./client.js";
import type { RequestOptions } from "./request.js";
import type { HttpRequest } from "./transport.js";
import { safeHeaders } from "./auth.js";
import { encodeQuery, parameterText } from "./query.js";
import { expandUriTemplate } from "./uriTemplate.js";

/**
 * Makes the HTTP request of a call: `rootUrl + servicePath + path`, with what the path does not take in the query, and `body` as
 * JSON. Credentials are added when it is sent.
 *
 * @param prefix What stands between root URL and path; media methods have paths of their own.
 * @throws TypeError if a required parameter is missing, or one has a value that cannot be sent.
 */
export function prepareRequest(
  client: ApiClient,
  method: MethodDescriptor,
  params: object,
  options: RequestOptions | undefined,
  prefix: string = client.service.servicePath,
): HttpRequest {
  const { id } = method;
  const wireName = (name: string): string =>
    own(method.rename, name) ?? own(client.service.rename, name) ?? name;
  const values = new Map<string, unknown>();
  let body: unknown;
  for (const [name, value] of Object.entries(params)) {
    if (name === "body") body = value;
    else values.set(wireName(name), value);
  }
  for (const name of method.required ?? []) {
    if ((values.get(wireName(name)) ?? undefined) === undefined)
      throw missing(id, name);
  }

  const inPath = new Set<string>();
  const path = expandUriTemplate(
    id,
    prefix + method.path,
    (name) => {
      inPath.add(name);
      const value = values.get(name) ?? own(method.defaults, name);
      const given = givenName(method, name);
      if (value === undefined) throw missing(id, given);
      return parameterText(id, given, value);
    },
    client.service.fullyEncodeReservedExpansion,
  );
  for (const name of inPath) values.delete(name);
  for (const name of method.unsent ?? []) values.delete(name);
  if (!method.noResponse && (values.get("alt") ?? undefined) === undefined) {
    values.set("alt", "json");
  }
  const query = encodeQuery(id, values);

  const headers = safeHeaders(client.headers);
  if (method.apiVersion) headers.set("x-goog-api-version", method.apiVersion);
  if (body !== undefined) headers.set("content-type", "application/json");
  safeHeaders(options?.headers).forEach((value, name) =>
    headers.set(name, value),
  );

  const url = `${client.rootUrl}${path}${query && "?"}${query}`;
  // A body that is wrapped already is left as it is, as Google's Python client does.
  if (
    client.service.dataWrapper &&
    body !== undefined &&
    !("data" in Object(body))
  )
    body = { data: body };
  const text = JSON.stringify(body) as string | undefined;
  return { methodId: id, verb: method.verb, url, headers, body: text };
}

function missing(id: string, name: string): TypeError {
  return new TypeError(`${id}: required parameter "${name}" is missing`);
}

/** The name under which a caller gives a parameter, by its name on the wire. */
export function givenName(
  { rename = {} }: MethodDescriptor,
  wireName: string,
): string {
  return (
    Object.keys(rename).find((name) => rename[name] === wireName) ?? wireName
  );
}

/** A table's own entry: a parameter may be called `constructor`. */
function own(
  table: { readonly [name: string]: string } | undefined,
  name: string,
): string | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined;
}
