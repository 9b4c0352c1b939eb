// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { MethodDescriptor } from "./descriptor.js";
import type { ApiClient } from "./client.js";
import type { RequestOptions } from "./request.js";
import type { HttpRequest } from "./transport.js";
import { addHeaders, safeHeaders } from "./auth.js";
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
  const { id, defaults, rename, apiVersion } = method;
  const { service } = client;
  // Without a prototype: a parameter may be called `constructor`.
  const given: { [name: string]: unknown } = { __proto__: null, ...params };
  let { body } = given;
  for (const name of method.required ?? [])
    void (given[name] ?? missing(id, name));

  const notInQuery = new Set(["body", ...(method.unsent ?? [])]);
  const path = expandUriTemplate(
    id,
    prefix + method.path,
    (name) => {
      notInQuery.add(name);
      const value = given[name] ?? defaults?.[name] ?? missing(id, name);
      return parameterText(id, name, value);
    },
    service.fullyEncodeReservedExpansion,
  );
  if (!method.noResponse) given["alt"] ??= "json";
  const inQuery = Object.entries(given).filter(
    ([name]) => !notInQuery.has(name),
  );
  const query = encodeQuery(id, inQuery, { ...service.rename, ...rename });

  const headers = safeHeaders(client.headers);
  if (apiVersion) headers.set("x-goog-api-version", apiVersion);
  if (body !== undefined) headers.set("content-type", "application/json");
  addHeaders(headers, safeHeaders(options?.headers));

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

function missing(id: string, name: string): never {
  throw new TypeError(`${id}: required parameter "${name}" is missing`);
}
