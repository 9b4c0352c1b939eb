// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { ApiClient } from "./client.js";
import type { ApiRequest, RequestOptions } from "./request.js";
import type { HttpRequest } from "./transport.js";
import { limitTime } from "./abort.js";
import { batchRequest } from "./batchRequest.js";
import { sendBatch } from "./sendBatch.js";

/** What a batch may want different from its client. Its `headers` apply to each call that does not have its own. */
export interface BatchOptions extends RequestOptions {
  /**
   * The most calls in one HTTP request: 50. Google's documents allow 100 for Drive, Cloud Storage and Gmail, of which they
   * advise against more than 50, and up to 1,000 for others.
   */
  readonly size?: number | undefined;
}

/** How each call of a batch ended, as of `Promise.allSettled`. */
export type BatchResults<R extends readonly ApiRequest<unknown>[]> = {
  -readonly [K in keyof R]: PromiseSettledResult<Awaited<R[K]>>;
};

/**
 * Sends several calls of a client in one HTTP request, and gives how each of them ended, in the order of the calls.
 *
 *     const [file, list] = await batch([drive.files.get({ fileId }), drive.files.list()]);
 *     if (file.status === "fulfilled") console.log(file.value.name);
 *     else console.error(file.reason);
 *
 * Calls fail one by one, with the errors that they have alone; the server runs them in any order, and counts each of them. Once
 * anything was sent this does not reject, so that no result is lost: when the HTTP request fails, each of its calls is rejected with that
 * error. More calls than `size` are sent in several requests, one after the other, whether or not those before have failed; when
 * the signal aborts or the time is over, what is left is rejected with the reason.
 *
 * The HTTP request is retried by the rules for any call, as an idempotent one if all its calls are. A single call of it that fails is not
 * sent again, but for one whose credentials were refused (401) and could be renewed; `request.execute()` sends it alone. Of the calls' own
 * options only `headers` count. Middleware sees the batch as one call, with a method id such as `drive:v3 batch` and the calls as its
 * parameter `requests`.
 *
 * The format is Google's: `multipart/mixed` with parts of the type `application/http`, at the service's `batchPath`.
 *
 * @throws TypeError, before anything is sent, if the calls are not all of the same client, one of them is of media, or the service
 *   knows no batches.
 * @throws RangeError if the size is none.
 */
export async function batch<R extends readonly ApiRequest<unknown>[] | []>(
  requests: R,
  options: BatchOptions = {},
): Promise<BatchResults<R>> {
  const { size = 50, timeout, signal } = options;
  if (!(Number.isInteger(size) && size >= 1))
    throw new RangeError(`the size of a batch cannot be ${size}`);
  const [first] = requests;
  if (!first) return [] as unknown as BatchResults<R>;
  const { client } = first;
  const refused = requests.map((request) => checkCall(request, client));
  const toSend = requests.filter((_, i) => !refused[i]);
  const whole = batchRequest(client, toSend, options);
  const { id } = whole.method;
  const results: PromiseSettledResult<unknown>[] = [];
  const [stop, release] = limitTime(id, timeout ?? client.timeout, signal);
  try {
    for (let i = 0; i < toSend.length; i += size) {
      const requests = toSend.slice(i, i + size);
      const part = whole.with({ requests }, { ...options, signal: stop });
      results.push(...(await sendBatch(part)));
    }
  } finally {
    release?.();
  }
  return refused.map(
    (result) => result ?? results.shift(),
  ) as unknown as BatchResults<R>;
}

/**
 * Gives the result of a call that cannot be sent, which is the one it would have alone.
 *
 * @throws TypeError if the call cannot be in a batch of this client.
 */
function checkCall(
  request: ApiRequest<unknown>,
  client: ApiClient,
): PromiseRejectedResult | undefined {
  const { method, params } = request;
  const refuse = (why: string): TypeError =>
    new TypeError(`${method.id} cannot be in this batch: ${why}`);
  if (request.client !== client)
    throw refuse("it is of another client than the first call");
  if (client.service.batchPath === undefined)
    throw refuse(`${client.service.id} knows no batches`);
  const media = "its media can be sent alone only";
  if ("upload" in method && "media" in params && params.media)
    throw refuse(media);
  let http: HttpRequest;
  try {
    http = request.prepare();
  } catch (reason) {
    return { status: "rejected", reason };
  }
  if (new URL(http.url).searchParams.get("alt") === "media")
    throw refuse(media);
  if (http.body !== undefined && typeof http.body !== "string")
    throw refuse("its body is not JSON");
  return undefined;
}
