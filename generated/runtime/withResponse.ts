// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { Middleware } from "./middleware.js";
import type { ApiRequest } from "./request.js";

/** A result, and the response that it came in. */
export interface WithResponse<T> {
  readonly data: T;
  /** For its status and headers: the body has been read. */
  readonly response: Response;
}

/**
 * Sends a call, and gives the response beside the result.
 *
 *     const { data, response } = await withResponse(drive.files.get({ fileId }));
 *     console.log(data.name, response.headers.get("date"));
 *
 * Of a call that takes several requests, such as an upload in a session, it is the last response. An ApiError has its headers itself.
 *
 * @throws what the call throws.
 */
export async function withResponse<T>(
  request: ApiRequest<T>,
): Promise<WithResponse<T>> {
  const { options } = request;
  let response: Response | undefined;
  const watch: Middleware = async (attempt, next) =>
    (response = await next(attempt));
  const middleware = [...(options?.middleware ?? []), watch];
  const call = request.with(undefined, { ...options, middleware });
  const data = await call.execute();
  return { data, response: response as unknown as Response };
}
