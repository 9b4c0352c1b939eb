// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { OperationMethodDescriptor } from "./descriptor.js";
import type {
  ErrorDetail,
  ErrorDetails,
  UnknownErrorDetail,
} from "./errorDetails.js";
import type { ApiRequest } from "./request.js";
import { listOf, textOf } from "./apiError.js";

/** A call that returns a long-running operation. Awaited, it gives the operation as it begins; `waitFor` waits for its end. */
export interface OperationRequest<T> extends ApiRequest<T> {
  readonly method: OperationMethodDescriptor;
}

/** An operation (google.longrunning.Operation) whose response is an R and whose metadata are an M. */
export interface RunningOperation<R, M = unknown> {
  readonly name?: string;
  readonly done?: boolean;
  /** How far it is, as the service tells it. */
  readonly metadata?: M;
  /** There when it is done and has not failed. */
  readonly response?: R;
}

/** The same when it is done and has not failed. */
export interface FinishedOperation<R, M = unknown> extends RunningOperation<
  R,
  M
> {
  readonly done?: true;
  readonly response: R;
}

/** A failed operation as the server told it. */
export interface FailedOperation {
  readonly name?: string;
  readonly [field: string]: unknown;
}

/** One of several errors of an operation, as Compute Engine and Cloud SQL tell them. */
export interface OperationErrorItem {
  /** Such as `QUOTA_EXCEEDED`. */
  readonly code?: string;
  readonly message?: string;
  /** The field of the request that is at fault. */
  readonly location?: string;
}

/** The names of google.rpc.Code, by number. */
const statusNames = [
  "OK",
  "CANCELLED",
  "UNKNOWN",
  "INVALID_ARGUMENT",
  "DEADLINE_EXCEEDED",
  "NOT_FOUND",
  "ALREADY_EXISTS",
  "PERMISSION_DENIED",
  "RESOURCE_EXHAUSTED",
  "FAILED_PRECONDITION",
  "ABORTED",
  "OUT_OF_RANGE",
  "UNIMPLEMENTED",
  "INTERNAL",
  "UNAVAILABLE",
  "DATA_LOSS",
  "UNAUTHENTICATED",
];

/**
 * A long-running operation ended in an error. Every request for it succeeded.
 *
 * Understood are a google.rpc.Status (AIP-151), and the lists of errors that Compute Engine and Cloud SQL have instead. An operation
 * that was cancelled ends so, too, with the status `CANCELLED`.
 */
export class OperationError extends Error {
  override readonly name: string = "OperationError";
  /** The id of the method that was asked last, such as `genomics.operations.get`. */
  readonly methodId: string;
  /** google.rpc.Code, such as 5, where there is a Status. */
  readonly code: number | undefined;
  /** Its name, such as `NOT_FOUND`. */
  readonly status: string | undefined;
  /** What the HTTP status would have been, such as 404; Compute Engine tells it. */
  readonly httpCode: number | undefined;
  /** The cause for programs: the ErrorInfo's reason, else the code of the first of `errors`. */
  readonly reason: string | undefined;
  /** Structured details, narrowed by their `@type`; types that are not declared occur as well. */
  readonly details: readonly ErrorDetail[];
  /** Where the API has a list of errors instead of a Status. */
  readonly errors: readonly OperationErrorItem[];
  readonly #operation: FailedOperation;

  constructor(methodId: string, operation: FailedOperation) {
    const error = Object(operation["error"]) as FailedOperation;
    const errors = listOf<OperationErrorItem>(error["errors"]);
    super(
      textOf(error["message"]) ||
        errors.map(({ code, message }) => message ?? code).join("; ") ||
        `${methodId}: ${operation.name ?? "the operation"} has failed`,
    );
    const code = error["code"];
    this.methodId = methodId;
    this.code = typeof code === "number" ? code : undefined;
    this.status = statusNames[this.code ?? -1];
    const httpCode = operation["httpErrorStatusCode"];
    this.httpCode = typeof httpCode === "number" ? httpCode : undefined;
    this.errors = errors;
    this.details = [
      ...listOf<ErrorDetail>(error["details"]),
      ...errors.flatMap(detailsOf),
    ];
    this.reason =
      this.detail("type.googleapis.com/google.rpc.ErrorInfo")?.reason ??
      textOf(errors[0]?.code);
    this.#operation = operation;
  }

  /** The operation, with its `name`. */
  get operation(): FailedOperation {
    return this.#operation;
  }

  /** The first detail of a type, or undefined. */
  detail<K extends keyof ErrorDetails>(type: K): ErrorDetails[K] | undefined;
  detail(type: string): UnknownErrorDetail | undefined;
  detail(type: string): object | undefined {
    return this.details.find((detail) => detail["@type"] === type);
  }
}

/** The details of google.rpc as Compute Engine writes them: `{"errorInfo": {...}}` is an ErrorInfo. */
function detailsOf(error: OperationErrorItem): readonly ErrorDetail[] {
  const { errorDetails } = error as { readonly errorDetails?: unknown };
  return listOf(errorDetails).flatMap((container) =>
    Object.entries(container).map(([field, detail]) => ({
      "@type": `type.googleapis.com/google.rpc.${field.replace(/^./, (first) => first.toUpperCase())}`,
      ...(detail as object),
    })),
  ) as ErrorDetail[];
}
