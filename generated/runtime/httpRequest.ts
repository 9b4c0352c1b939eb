// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { MethodDescriptor } from "./descriptor.js";
import type { ApiClient } from "./client.js";
import type { RequestOptions } from "./request.js";
import type { HttpRequest } from "./transport.js";
import { addHeaders, safeHeaders } from "./auth.js";
import { encodeQuery, own, parameterText } from "./query.js";
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
  const { id, apiVersion } = method;
  const { service } = client;
  let body = own(params, "body");
  for (const name of method.required ?? [])
    if ((own(params, name) ?? undefined) === undefined) throw missing(id, name);

  const notInQuery = ["body", ...(method.unsent ?? [])];
  const path = expandUriTemplate(
    id,
    prefix + method.path,
    (name) => {
      notInQuery.push(name);
      const value = own(params, name) ?? own(method.defaults, name);
      if (value === undefined) throw missing(id, name);
      return parameterText(id, name, value);
    },
    service.fullyEncodeReservedExpansion,
  );
  const given = Object.entries(params);
  if (!method.noResponse && (own(params, "alt") ?? undefined) === undefined)
    given.push(["alt", "json"]);
  const query = encodeQuery(
    id,
    given.filter(([name]) => !notInQuery.includes(name)),
    method.rename,
    service.rename,
  );

  const headers = safeHeaders(client.headers);
  if (apiVersion) headers.set("x-goog-api-version", apiVersion);
  if (body !== undefined) headers.set("content-type", "application/json");
  if (options?.headers) addHeaders(headers, safeHeaders(options.headers));

  // A body that is wrapped already is left as it is, as Google's Python client does.
  if (service.dataWrapper && body !== undefined && !("data" in Object(body)))
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
