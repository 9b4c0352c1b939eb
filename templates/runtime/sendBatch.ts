// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ApiRequest } from "./request.js";
import type { BatchResponses } from "./batchBody.js";
import type { BatchRequest } from "./batchRequest.js";
import { ApiError, readApiError, TransportError } from "./apiError.js";
import { addHeaders } from "./auth.js";

type Results = PromiseSettledResult<unknown>[];

/** Sends a batch, and gives how each of its calls ended. */
export async function sendBatch(batch: BatchRequest): Promise<Results> {
  const { requests } = batch.params;
  const { answered, results } = await exchange(batch);
  if (!answered) return results;
  // The client renews credentials that a server refuses, but a batch is answered 200 though they are refused for each part. So one of
  // those calls, on which the server has not acted, is sent alone. If that helps, the others are sent again.
  const [first, ...others] = requests.filter((_, i) => isRefused(results[i]));
  if (!first) return results;
  const newer = await Promise.allSettled([sendAlone(first, batch)]);
  if (others.length && !isRefused(newer[0])) {
    const again = await exchange(batch.with({ requests: others }));
    newer.push(...again.results);
  }
  return results.map((result) =>
    isRefused(result) ? (newer.shift() ?? result) : result,
  );
}

/** Sends a batch once. When it is not answered, all its calls have failed. */
async function exchange(
  batch: BatchRequest,
): Promise<{ readonly answered: boolean; readonly results: Results }> {
  const { requests } = batch.params;
  let responses: BatchResponses;
  try {
    responses = await batch.execute();
  } catch (reason) {
    const results = requests.map(
      () => ({ status: "rejected", reason }) as const,
    );
    return { answered: false, results };
  }
  const results = await Promise.allSettled(
    requests.map((request, place) => readPart(request, responses.get(place))),
  );
  return { answered: true, results };
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

/** Sends a call by itself, but as the batch is to be sent. */
function sendAlone(
  request: ApiRequest<unknown>,
  { options }: BatchRequest,
): Promise<unknown> {
  const headers = addHeaders(
    new Headers(),
    request.options?.headers,
    options?.headers,
  );
  return request.with(undefined, { ...options, headers }).execute();
}

function isRefused(result: PromiseSettledResult<unknown> | undefined): boolean {
  return (
    result?.status === "rejected" &&
    result.reason instanceof ApiError &&
    result.reason.code === 401
  );
}
