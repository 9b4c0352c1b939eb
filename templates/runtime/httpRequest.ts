// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ApiRequest } from "./request.js";
import type { HttpRequest } from "./transport.js";
import { addHeaders } from "./auth.js";
import { encodeParameter, own } from "./query.js";
import { expandUriTemplate } from "./uriTemplate.js";

/** What of a call says what is to be sent. */
type Call = Pick<
  ApiRequest<unknown>,
  "client" | "method" | "params" | "options"
>;

/**
 * Makes the HTTP request of a call: `rootUrl + servicePath + path`, with what the path does not take in the query, and `body` as
 * JSON. Credentials are added when it is sent.
 *
 * @param prefix What stands between root URL and path; media methods have paths of their own.
 * @throws TypeError if a required parameter is missing, or one has a value that cannot be sent.
 */
export function prepareRequest(
  { client, method, params, options }: Call,
  prefix: string = client.service.servicePath,
): HttpRequest {
  const { id } = method;
  const body = own(params, "body");
  const text =
    body === undefined
      ? body
      : (JSON.stringify(client.service.wrapper?.wrap(body) ?? body) as
          string | undefined);
  const required = (name: string): unknown => {
    const value = own(params, name) ?? own(method.defaults, name);
    if (value === undefined)
      throw new TypeError(`${id}: parameter "${name}" is missing`);
    return value;
  };
  method.required?.forEach(required);

  const notInQuery = ["body", ...(method.unsent ?? [])];
  const path = expandUriTemplate(
    id,
    prefix + method.path,
    (name) => {
      notInQuery.push(name);
      return encodeParameter(id, name, required(name));
    },
    client.service.encodeReserved,
  );
  let query = "";
  for (const name in params) {
    // Nothing is sent of null, nor of what is inherited.
    const value = notInQuery.includes(name) ? [] : (own(params, name) ?? []);
    const key =
      own(method.rename, name) ?? own(client.service.rename, name) ?? name;
    for (const item of Array.isArray(value) ? value : [value])
      query += `${query ? "&" : "?"}${encodeURIComponent(key as string)}=${encodeParameter(id, name, item)}`;
  }
  if ((own(params, "alt") ?? method.noResponse) === undefined)
    query += `${query ? "&" : "?"}alt=json`;

  return {
    methodId: id,
    verb: method.verb,
    url: client.rootUrl + path + query,
    headers: addHeaders(
      new Headers(),
      options?.headers,
      text && { "content-type": "application/json" },
      method.headers,
      client.headers,
    ),
    body: text,
  };
}
