// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { ApiRequest } from "./request.js";
import { TransportError } from "./apiError.js";
import { orTransportError } from "./transport.js";

/**
 * Reads the result from a successful response.
 *
 * A method without a response gives `undefined`, whatever came. An empty body is `{}`, as which every schema may be read: its
 * fields are all optional, and servers answer 204 where the document promises an object.
 *
 * @throws TransportError if the body breaks off or is no JSON.
 */
export const readJson = <T>(
  { client, method }: ApiRequest<T>,
  response: Response,
  signal: AbortSignal | undefined,
): Promise<T> =>
  orTransportError(method.id, response.text(), signal).then((text) => {
    if (method.noResponse) return undefined as T;
    let answer: unknown;
    try {
      answer = JSON.parse(text || "{}");
    } catch (error) {
      throw new TransportError(
        method.id,
        `the server answered ${response.status} ${response.headers.get("content-type")}, not JSON`,
        error,
      );
    }
    const { wrapper } = client.service;
    return (wrapper ? wrapper.unwrap(answer) : answer) as T;
  });
