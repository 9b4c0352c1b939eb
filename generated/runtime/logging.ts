// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { Middleware } from "./middleware.js";
import { redact, TransportError } from "./apiError.js";

/**
 * Middleware that writes a line for each attempt, without headers, bodies, or the credentials that may stand in a URL:
 *
 *     genomics.operations.get GET https://genomics.googleapis.com/v1/operations/1?alt=json 200 in 85 ms
 *
 * An example as well: copy it and change what it writes.
 */
export function logging(
  write: (line: string) => void = console.log,
): Middleware {
  return async (request, next) => {
    const { methodId, verb, url } = request;
    const started = Date.now();
    const log = (outcome: string | number): void =>
      write(
        `${methodId} ${verb} ${redact(url)} ${outcome} in ${Date.now() - started} ms`,
      );
    try {
      const response = await next(request);
      log(response.status);
      return response;
    } catch (error) {
      // Only a TransportError's message is known to be free of secrets.
      log(
        error instanceof TransportError
          ? error.message
          : error instanceof Error
            ? error.name
            : "failed",
      );
      throw error;
    }
  };
}
