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
  const given = new Map<string, unknown>(Object.entries(params));
  let body = given.get("body");
  for (const name of method.required ?? []) {
    if ((given.get(name) ?? undefined) === undefined) throw missing(id, name);
  }

  const notInQuery = new Set(["body", ...(method.unsent ?? [])]);
  const path = expandUriTemplate(
    id,
    prefix + method.path,
    (name) => {
      notInQuery.add(name);
      const value = given.get(name) ?? method.defaults?.[name];
      if (value === undefined) throw missing(id, name);
      return parameterText(id, name, value);
    },
    client.service.fullyEncodeReservedExpansion,
  );
  if (!method.noResponse) given.set("alt", given.get("alt") ?? "json");
  const inQuery = [...given].filter(([name]) => !notInQuery.has(name));
  const query = encodeQuery(id, inQuery, method.rename, client.service.rename);

  const headers = safeHeaders(client.headers);
  if (method.apiVersion) headers.set("x-goog-api-version", method.apiVersion);
  if (body !== undefined) headers.set("content-type", "application/json");
  safeHeaders(options?.headers).forEach((value, name) =>
    headers.set(name, value),
  );

  // A body that is wrapped already is left as it is, as Google's Python client does.
  if (
    client.service.dataWrapper &&
    body !== undefined &&
    !("data" in Object(body))
  )
    body = { data: body };
  return {
    methodId: id,
    verb: method.verb,
    url: `${client.rootUrl}${path}${query && "?"}${query}`,
    headers,
    body: JSON.stringify(body) as string | undefined,
  };
}

function missing(id: string, name: string): TypeError {
  return new TypeError(`${id}: required parameter "${name}" is missing`);
}
