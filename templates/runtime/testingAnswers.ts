// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { HeaderValues } from "./auth.js";
import type { ErrorDetail, ErrorItem } from "./errorDetails.js";
import type { ApiRequest } from "./request.js";
import type { Arrived } from "./testingUploads.js";
import { ApiError, TransportError } from "./apiError.js";

/** A call as it arrived. An upload is one, whatever its protocol; an attempt after a failure is another. */
export interface ReceivedCall<P = object> extends Arrived {
  /** The method's id, such as `genomics.operations.get`. */
  readonly methodId: string;
  /** As the caller gave them, `body` and `media` among them. */
  readonly params: P;
  /** The call itself. */
  readonly request: ApiRequest<unknown>;
}

/** What else may come: an error of {@link apiError}, one of {@link connectionError}, or any response. */
export type OtherAnswer = ApiError | TransportError | Response;

/**
 * An error that a server answers, in Google's shape (AIP-193): `apiError(404, "NOT_FOUND", "no such operation")`.
 *
 * @param code The HTTP status, from 400 on.
 * @param status The canonical name of the error (google.rpc.Code).
 * @throws RangeError if the code is that of no error.
 */
export function apiError(
  code: number,
  status?: string,
  message = `a fake error ${code}`,
  more: {
    readonly details?: readonly ErrorDetail[];
    readonly errors?: readonly ErrorItem[];
    readonly headers?: HeaderValues;
  } = {},
): ApiError {
  if (!(code >= 400)) throw new RangeError(`${code} is no error's status`);
  const { details, errors, headers } = more;
  const error = { code, message, status, details, errors };
  const response = new Response(null, { status: code, headers: headers ?? {} });
  return new ApiError("fake", response, JSON.stringify({ error }));
}

/** A connection that fails: nobody knows whether the server acted on the request or, as `unsent`, nothing of it was sent. */
export function connectionError(
  outcome: "unknown" | "unsent" = "unknown",
): TransportError {
  return new TransportError("fake", failed, undefined, outcome);
}

const failed = "the connection failed, as the fake server was told";

/** Makes an answer's response; a function's first. */
export async function respond(
  received: ReceivedCall,
  answer: unknown,
): Promise<Response> {
  const { client, method } = received.request;
  let given = answer;
  if (typeof answer === "function") {
    try {
      given = await answer(received.params, received);
    } catch (error) {
      // Any other is the test's own, such as a failed assertion.
      if (!(error instanceof ApiError || error instanceof TransportError))
        throw error;
      given = error;
    }
  }
  if (given instanceof Response) return given.clone();
  if (given instanceof ApiError) {
    const { body, code, headers } = given;
    return new Response(body, { status: code, headers });
  }
  if (given instanceof TransportError)
    throw new TransportError(method.id, failed, given, given.outcome);
  // Of any other error JSON would make an empty object.
  if (given instanceof Error) throw given;
  if (new URL(received.url).searchParams.get("alt") === "media")
    return new Response(given as Blob);
  if (method.noResponse) return new Response(null, { status: 204 });
  return Response.json(client.service.wrapper ? { data: given } : given);
}
