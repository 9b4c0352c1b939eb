// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import { untilAborted } from "./abort.js";
import type {
  ErrorDetail,
  ErrorDetails,
  ErrorItem,
  UnknownErrorDetail,
} from "./errorDetails.js";

/**
 * An error that the server answered, in Google's shape (AIP-193) or any other.
 *
 * Understood are `{"error": {code, message, status, details, errors}}`, the same without the wrapper or inside an array (as methods
 * that stream answer), OAuth's `{"error": "invalid_grant", "error_description": "..."}` (RFC 6749, section 5.2), text, HTML and nothing.
 */
export class ApiError extends Error {
  override readonly name: string = "ApiError";
  /** The method's id, such as `genomics.operations.get`. */
  declare readonly methodId: string;
  /** The HTTP status, such as 404. */
  declare readonly code: number;
  /** The canonical name of the error (google.rpc.Code), such as `NOT_FOUND`, if the server gave it. */
  declare readonly status: string | undefined;
  /** The cause for programs: the ErrorInfo's reason, else the first of `errors`, else OAuth's error. */
  declare readonly reason: string | undefined;
  /** Structured details, narrowed by their `@type`; types that are not declared occur as well. */
  declare readonly details: readonly ErrorDetail[];
  /** The older list of single errors. */
  declare readonly errors: readonly ErrorItem[];
  readonly #headers: Headers;
  readonly #body: string;

  /** @param body The response's body, as far as it was read, without credentials. */
  constructor(methodId: string, response: Response, body: string) {
    const error = readErrorBody(body);
    super(
      textOf(
        error["message"] ?? error["error_description"] ?? error["error"],
      ) ||
        `${methodId}: the server answered ${response.status} ${response.statusText}`.trimEnd(),
    );
    this.methodId = methodId;
    this.code = response.status;
    this.status = textOf(error["status"]);
    this.details = listOf<ErrorDetail>(error["details"]);
    this.errors = listOf<ErrorItem>(error["errors"]);
    this.reason =
      this.detail("type.googleapis.com/google.rpc.ErrorInfo")?.reason ??
      textOf(this.errors[0]?.reason) ??
      textOf(error["error"]);
    this.#headers = response.headers;
    this.#body = body;
  }

  /** The response's headers. */
  get headers(): Headers {
    return this.#headers;
  }

  /** The response's body as text: at most 64 KiB of it, and without credentials. */
  get body(): string {
    return this.#body;
  }

  /** The first detail of a type, or undefined. */
  detail<K extends keyof ErrorDetails>(type: K): ErrorDetails[K] | undefined;
  detail(type: string): UnknownErrorDetail | undefined;
  detail(type: string): object | undefined {
    return this.details.find((detail) => detail["@type"] === type);
  }
}

/**
 * No usable answer came: the connection failed or broke, a redirect was refused, or a 2xx response was not what it should be.
 * The platform's own error, if there is one, is the `cause`.
 */
export class TransportError extends Error {
  override readonly name: string = "TransportError";
  /** The method's id, such as `genomics.operations.get`. */
  declare readonly methodId: string;
  /**
   * What became of the request: nothing of it was sent (`unsent`), the server answered (`answered`), or the connection failed or
   * broke, so that nobody knows whether the server acted on it (`unknown`).
   */
  declare readonly outcome: "unsent" | "unknown" | "answered";

  constructor(
    methodId: string,
    problem: string,
    cause?: unknown,
    outcome: "unsent" | "unknown" | "answered" = "answered",
  ) {
    super(redact(`${methodId}: ${problem}`), cause ? { cause } : undefined);
    this.methodId = methodId;
    this.outcome = outcome;
  }
}

/**
 * Makes an error of a response that is no success. Reads 64 KiB of its body, and lets go of the rest. Where the body breaks, or the
 * signal aborts, the error has what came.
 */
export async function readApiError(
  methodId: string,
  response: Response,
  signal?: AbortSignal,
): Promise<ApiError> {
  const decoder = new TextDecoder();
  let body = "";
  const reader = response.body?.getReader();
  try {
    for (let left = 65_536; reader && left > 0;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) break;
      body += decoder.decode(value.subarray(0, left), { stream: true });
      left -= value.length;
    }
  } catch {
    // The status says more than that its explanation is not all there.
  }
  // Whether the rest can be cancelled changes nothing for the caller.
  reader?.cancel().catch(() => {});
  return new ApiError(methodId, response, redact(body));
}

/**
 * Cuts the credentials that may stand in a URL's query, upload sessions' among them. In JSON, `&` and `=` may be written `\u0026` (so
 * that a 6 stands before the name) and `\u003d`; in HTML, `&amp;`.
 */
export const redact = (text: string): string =>
  text.replace(
    /([?&;6](key|[a-z]+_token|upload_id)(=|\\u003d))[^&#\s"'<>\\]*/gi,
    "$1REDACTED",
  );

interface Fields {
  readonly [field: string]: unknown;
}

/** Finds the error's object, empty if there is none. Of a text or page it is the message. */
function readErrorBody(body: string): Fields {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return { message: textMessage(body) };
  }
  const outer = Object([json].flat()[0]) as Fields;
  return isObject(outer["error"]) ? (outer["error"] as Fields) : outer;
}

/** The first words of a text or, for a page, its title if it has one. */
const textMessage = (body: string): string =>
  (/<title[^>]*>([^<]*)/i.exec(body)?.[1] ?? body.replace(/^\s*<[^]*/, ""))
    .trim()
    .replace(/\s+/g, " ")
    .slice(0, 200);

export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" ? value : undefined;

/** The objects in a list. What is inside them is the server's affair. */
export const listOf = <T extends object>(value: unknown): readonly T[] =>
  Array.isArray(value) ? (value.filter(isObject) as T[]) : [];

export const isObject = (value: unknown): boolean => Object(value) === value;
