// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { JsonRequest } from "./applicationHttp.js";
import type { ApiClient } from "./client.js";
import type { HttpRequest } from "./transport.js";
import { ApiError, readApiError, TransportError } from "./apiError.js";
import { type BatchResponses, readBatch, writeBatch } from "./batchBody.js";
import { prepareRequest } from "./httpRequest.js";
import { limitedText } from "./limitedText.js";
import { ApiRequest, type RequestOptions } from "./request.js";

/** A call of a batch. */
export interface BatchedCall {
  readonly request: ApiRequest<unknown>;
  /** With the headers alone that are not the batch's. */
  readonly http: JsonRequest;
  /** How it ended, when it has. */
  result: PromiseSettledResult<unknown> | undefined;
}

/** The most that is read of an answer, in bytes: half of what V8 takes for a string. */
const answerLimit = 256 * 1024 * 1024;

/** Sends batches of calls to a service that knows them. */
export class BatchSender {
  readonly methodId: string;
  readonly #client: ApiClient;
  /** What a batch is to client and middleware: a call of its own. */
  readonly #batch: ApiRequest<unknown>;
  readonly #http: HttpRequest;

  /** @throws TypeError if the options have a header that is none. */
  constructor(client: ApiClient, options: RequestOptions) {
    const { id, batchPath = "" } = client.service;
    const method = {
      id: `${id} batch`,
      verb: "POST",
      path: batchPath.replace(/^\//, ""),
      // Else `alt=json` would be asked for, which the server would apply to each part.
      noResponse: true,
    } as const;
    this.methodId = method.id;
    this.#client = client;
    this.#batch = new ApiRequest(client, method, {}, options);
    this.#http = prepareRequest(client, method, {}, options, "");
  }

  /** Sends calls in one HTTP request, and sets their results. */
  async send(
    calls: readonly BatchedCall[],
    signal: AbortSignal | undefined,
  ): Promise<void> {
    if (!(await this.#exchange(calls, signal))) return;
    // The client renews credentials when a server refuses them, but a batch is answered 200 though each part is refused. So one of
    // the parts, on none of which the server has acted, is sent alone. If that helped, the others are sent again.
    const [first, ...others] = calls.filter(isUnauthorized);
    if (!first) return;
    await this.#sendAlone(first, signal);
    if (others.length && !isUnauthorized(first))
      await this.#exchange(others, signal);
  }

  /** Tells whether the server has answered the batch. */
  async #exchange(
    calls: readonly BatchedCall[],
    signal: AbortSignal | undefined,
  ): Promise<boolean> {
    let responses: BatchResponses;
    try {
      signal?.throwIfAborted();
      const requests = calls.map(({ http }) => http);
      responses = await this.#post(requests, signal);
    } catch (reason) {
      for (const call of calls) call.result = { status: "rejected", reason };
      return false;
    }
    await Promise.all(
      calls.map(async (call, place) => {
        const result = readPart(call.request, responses.get(place));
        [call.result] = await Promise.allSettled([result]);
      }),
    );
    return true;
  }

  #post(
    requests: readonly JsonRequest[],
    signal: AbortSignal | undefined,
  ): Promise<BatchResponses> {
    const { body, contentType } = writeBatch(requests, this.#client.rootUrl);
    const headers = new Headers(this.#http.headers);
    headers.set("content-type", contentType);
    const http = {
      ...this.#http,
      headers,
      body,
      repeatable: requests.every(isRepeatable),
    };
    return this.#client.send(
      this.#batch,
      http,
      signal,
      async (response, attempt) => {
        const responses = await this.#read(response, attempt.signal);
        attempt.clear?.();
        return responses;
      },
    );
  }

  async #read(
    response: Response,
    signal: AbortSignal | undefined,
  ): Promise<BatchResponses> {
    const { methodId } = this;
    const contentType = response.headers.get("content-type") ?? "";
    const body = await limitedText(methodId, response, answerLimit, signal);
    const responses = readBatch({ contentType, body });
    if (responses) return responses;
    throw new TransportError(
      methodId,
      `the answer (${response.status}, ${contentType || "no content type"}) is not that of a batch`,
    );
  }

  async #sendAlone(
    call: BatchedCall,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { request, http } = call;
    const headers = new Headers(this.#http.headers);
    http.headers.forEach((value, name) => headers.set(name, value));
    const result = this.#client.send(
      request,
      { ...http, headers },
      signal,
      async (response, attempt) => {
        const value = await request.read(response, attempt.signal);
        attempt.clear?.();
        return value;
      },
    );
    [call.result] = await Promise.allSettled([result]);
  }
}

/** Makes the result of a part's response. */
async function readPart(
  request: ApiRequest<unknown>,
  response: Response | undefined,
): Promise<unknown> {
  const { id } = request.method;
  if (!response)
    throw new TransportError(
      id,
      "the batch's answer has no usable part for the call",
      undefined,
      "unknown",
    );
  if (!response.ok) throw await readApiError(id, response);
  return request.read(response);
}

/** Whether sending it twice does no more than sending it once, by the rules for retries. */
function isRepeatable({ verb, repeatable }: HttpRequest): boolean {
  return repeatable ?? /^(GET|HEAD|PUT|DELETE)$/.test(verb);
}

function isUnauthorized({ result }: BatchedCall): boolean {
  return (
    result?.status === "rejected" &&
    result.reason instanceof ApiError &&
    result.reason.code === 401
  );
}
