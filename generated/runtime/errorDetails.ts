// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/** The structured details of an error (google.rpc's error_details.proto, AIP-193). Every field may be missing. */

/** Why, in a form for programs: a reason that is unique within its domain. */
export interface ErrorInfo {
  readonly "@type": "type.googleapis.com/google.rpc.ErrorInfo";
  /** Such as `API_DISABLED`. */
  readonly reason?: string;
  /** Such as `googleapis.com`. */
  readonly domain?: string;
  readonly metadata?: { readonly [key: string]: string };
}

/** When the call may be tried again. */
export interface RetryInfo {
  readonly "@type": "type.googleapis.com/google.rpc.RetryInfo";
  /** Seconds with the suffix `s`, such as `1.5s`. */
  readonly retryDelay?: string;
}

/** Where the error was raised in the server. */
export interface DebugInfo {
  readonly "@type": "type.googleapis.com/google.rpc.DebugInfo";
  readonly stackEntries?: readonly string[];
  readonly detail?: string;
}

/** Which quotas are exhausted. */
export interface QuotaFailure {
  readonly "@type": "type.googleapis.com/google.rpc.QuotaFailure";
  readonly violations?: readonly {
    readonly subject?: string;
    readonly description?: string;
    readonly apiService?: string;
    readonly quotaMetric?: string;
    readonly quotaId?: string;
    readonly quotaDimensions?: { readonly [key: string]: string };
    /** An int64. */
    readonly quotaValue?: string;
    /** An int64. */
    readonly futureQuotaValue?: string;
  }[];
}

/** Which conditions of the call were not met. */
export interface PreconditionFailure {
  readonly "@type": "type.googleapis.com/google.rpc.PreconditionFailure";
  readonly violations?: readonly {
    readonly type?: string;
    readonly subject?: string;
    readonly description?: string;
  }[];
}

/** Which fields of the request are wrong. */
export interface BadRequest {
  readonly "@type": "type.googleapis.com/google.rpc.BadRequest";
  readonly fieldViolations?: readonly {
    /** A path such as `pipeline.actions[0].imageUri`. */
    readonly field?: string;
    readonly description?: string;
    readonly reason?: string;
    readonly localizedMessage?: {
      readonly locale?: string;
      readonly message?: string;
    };
  }[];
}

/** What to tell the service's support of the call. */
export interface RequestInfo {
  readonly "@type": "type.googleapis.com/google.rpc.RequestInfo";
  readonly requestId?: string;
  readonly servingData?: string;
}

/** Which resource was asked for. */
export interface ResourceInfo {
  readonly "@type": "type.googleapis.com/google.rpc.ResourceInfo";
  readonly resourceType?: string;
  readonly resourceName?: string;
  readonly owner?: string;
  readonly description?: string;
}

/** Where to read on. */
export interface Help {
  readonly "@type": "type.googleapis.com/google.rpc.Help";
  readonly links?: readonly {
    readonly description?: string;
    readonly url?: string;
  }[];
}

/** A message for the user. */
export interface LocalizedMessage {
  readonly "@type": "type.googleapis.com/google.rpc.LocalizedMessage";
  /** A BCP 47 language tag. */
  readonly locale?: string;
  readonly message?: string;
}

/**
 * The details that are known, by their `@type`. An API has more of its own: look one up with `ApiError.detail`, or add it here by
 * declaration merging, and it is narrowed like the others.
 */
export interface ErrorDetails {
  readonly "type.googleapis.com/google.rpc.ErrorInfo": ErrorInfo;
  readonly "type.googleapis.com/google.rpc.RetryInfo": RetryInfo;
  readonly "type.googleapis.com/google.rpc.DebugInfo": DebugInfo;
  readonly "type.googleapis.com/google.rpc.QuotaFailure": QuotaFailure;
  readonly "type.googleapis.com/google.rpc.PreconditionFailure": PreconditionFailure;
  readonly "type.googleapis.com/google.rpc.BadRequest": BadRequest;
  readonly "type.googleapis.com/google.rpc.RequestInfo": RequestInfo;
  readonly "type.googleapis.com/google.rpc.ResourceInfo": ResourceInfo;
  readonly "type.googleapis.com/google.rpc.Help": Help;
  readonly "type.googleapis.com/google.rpc.LocalizedMessage": LocalizedMessage;
}

/**
 * One detail of an error: `if (detail["@type"] === "type.googleapis.com/google.rpc.RetryInfo")` narrows it.
 *
 * The union is closed, since TypeScript could not narrow it otherwise; a server may send other types, so a `switch` wants a `default`.
 */
export type ErrorDetail = ErrorDetails[keyof ErrorDetails];

/** A detail of a type that is not among {@link ErrorDetails}. */
export interface UnknownErrorDetail {
  readonly "@type": string;
  readonly [field: string]: unknown;
}

/** An entry of the older `errors` list (Google's JSON style guide). */
export interface ErrorItem {
  readonly domain?: string;
  /** Such as `notFound` or `rateLimitExceeded`. */
  readonly reason?: string;
  readonly message?: string;
  readonly location?: string;
  readonly locationType?: string;
  readonly extendedHelp?: string;
  readonly debugInfo?: string;
}
