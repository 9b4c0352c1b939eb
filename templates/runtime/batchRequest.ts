// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ApiClient } from "./client.js";
import type { JsonRequest } from "./applicationHttp.js";
import type { HttpRequest } from "./transport.js";
import { TransportError } from "./apiError.js";
import { addHeaders } from "./auth.js";
import { type BatchResponses, readBatch, writeBatch } from "./batchBody.js";
import { prepareRequest } from "./httpRequest.js";
import { limitedText } from "./limitedText.js";
import { ApiRequest, type RequestOptions } from "./request.js";

/** The most that is read of an answer, in bytes: half of what V8 takes for a string. */
const answerLimit = 268_435_456;

/** What a batch is to its client and to middleware: a call with a single answer. */
export class BatchRequest extends ApiRequest<BatchResponses> {
  declare readonly params: {
    readonly requests: readonly ApiRequest<unknown>[];
  };

  override prepare(): HttpRequest {
    const { client, params } = this;
    const shared = addHeaders(new Headers(), client.headers);
    const parts = params.requests.map((request) => partOf(request, shared));
    const { body, contentType } = writeBatch(parts, client.rootUrl);
    const request = prepareRequest({ ...this, params: {} }, "");
    request.headers.set("content-type", contentType);
    return { ...request, body, idempotent: parts.every(isRepeatable) };
  }

  override async read(
    response: Response,
    signal?: AbortSignal,
  ): Promise<BatchResponses> {
    const { id } = this.method;
    const contentType = response.headers.get("content-type") ?? "";
    const body = await limitedText(id, response, answerLimit, signal);
    const responses = readBatch({ contentType, body });
    if (responses) return responses;
    throw new TransportError(
      id,
      `the answer (${response.status}, ${contentType || "no content type"}) is not that of a batch`,
    );
  }
}

/** Calls of one client as one request. */
export function batchRequest(
  client: ApiClient,
  requests: readonly ApiRequest<unknown>[],
  options: RequestOptions,
): BatchRequest {
  const { id, batchPath = "" } = client.service;
  const method = {
    id: `${id} batch`,
    verb: "POST",
    path: batchPath.replace(/^\//, ""),
    // Else it would ask for JSON.
    noResponse: true,
  } as const;
  return new BatchRequest(client, method, { requests }, options);
}

/** A call's HTTP request. Headers of the client are the batch's, and the server applies them to each part unless they are about a body. */
function partOf(request: ApiRequest<unknown>, shared: Headers): JsonRequest {
  const http = request.prepare();
  const headers = new Headers();
  http.headers.forEach((value, name) => {
    if (name.startsWith("content-") || shared.get(name) !== value)
      headers.set(name, value);
  });
  return { ...http, headers, body: http.body as string | undefined };
}

/** Whether sending it twice does no more than sending it once, by the rules for retries. */
function isRepeatable({ verb, idempotent }: HttpRequest): boolean {
  return idempotent ?? /^(GET|HEAD|PUT|DELETE)$/.test(verb);
}
