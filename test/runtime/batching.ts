/** What tests of batches share: a client of a service that knows them, and servers. */
import {
  ApiClient,
  type ClientOptions,
} from "../../templates/runtime/index.js";
import type { ServiceDescriptor } from "../../templates/runtime/descriptor.js";
import { batchPath, type BatchedRequest } from "../support/batchServer.js";
import type { Answer } from "../support/loopback.js";
import { type Book, service } from "./service.js";

export const batching: ServiceDescriptor = { ...service, batchPath };

/** A client that sends each batch once, unless told otherwise. */
export function batchClient(
  rootUrl: string,
  options: ClientOptions = {},
): ApiClient {
  return new ApiClient(batching, { rootUrl, retry: false, ...options });
}

/** Answers with the book that the path names. */
export function echo({ url }: BatchedRequest): Answer {
  const title = decodeURIComponent(/^\/v1\/([^?]*)/.exec(url)?.[1] ?? "");
  return { body: { title } };
}

/** The titles, or what was said instead. */
export function titles(
  results: readonly PromiseSettledResult<Book>[],
): (string | undefined)[] {
  return results.map((result) =>
    result.status === "fulfilled"
      ? result.value.title
      : (result.reason as Error).message,
  );
}
