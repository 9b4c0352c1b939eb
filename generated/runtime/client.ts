// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Auth, HeaderValues } from "./auth.js";
import type {
  MethodDescriptor,
  PagedMethodDescriptor,
  ServiceDescriptor,
} from "./descriptor.js";
import type { Fetch, HttpRequest } from "./transport.js";
import { untilAborted } from "./abort.js";
import { readApiError } from "./apiError.js";
import { authHeaders, safeHeaders } from "./auth.js";
import { PagedRequest, PageRequest } from "./pagination.js";
import { ApiRequest, type RequestOptions } from "./request.js";
import { orTransportError, sendRequest } from "./transport.js";

/** How an API's client reaches the server; everything may be left out. */
export interface ClientOptions {
  /** An access token, a function that gives one for each call, or google-auth-library's client. */
  readonly auth?: Auth | undefined;
  /** Sent as the header `x-goog-api-key`. */
  readonly apiKey?: string | undefined;
  /** Instead of the platform's `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Where the API is, instead of the document's root URL: a regional endpoint, a proxy, a test's server. Credentials go there. */
  readonly rootUrl?: string | undefined;
  /** Instead of `googleapis.com` in the root URL: another universe of Google's cloud. */
  readonly universeDomain?: string | undefined;
  /** Sent with every call. */
  readonly headers?: HeaderValues | undefined;
  /** Milliseconds for a call, to the last byte of its answer; none unless given. */
  readonly timeout?: number | undefined;
}

/** Sends the calls of one API. Generated classes hold one; programs need not. */
export class ApiClient {
  readonly service: ServiceDescriptor;
  /** Scheme, host, and a slash at the end. */
  readonly rootUrl: string;
  readonly timeout: number | undefined;
  readonly #options: ClientOptions;
  readonly #origin: string;

  /** @throws TypeError if the root URL is none. */
  constructor(service: ServiceDescriptor, options: ClientOptions = {}) {
    const { rootUrl = service.rootUrl, universeDomain = "googleapis.com" } =
      options;
    this.service = service;
    this.rootUrl = rootUrl
      .replace(/\/?$/, "/")
      .replace(/googleapis\.com(?=[:/])/, universeDomain);
    this.timeout = options.timeout;
    this.#options = options;
    this.#origin = new URL(this.rootUrl).origin;
  }

  /** The headers of every call, without credentials. */
  get headers(): HeaderValues | undefined {
    return this.#options.headers;
  }

  /** A call with a single answer. */
  request<T>(
    method: MethodDescriptor,
    params: object,
    options?: RequestOptions,
  ): ApiRequest<T> {
    return new ApiRequest<T>(this, method, params, options);
  }

  /** A call that is answered in pages. */
  pages<T>(
    method: PagedMethodDescriptor,
    params: object,
    options?: RequestOptions,
  ): PageRequest<T> {
    return new PageRequest<T>(this, method, params, options);
  }

  /** A call that is answered in pages of items. */
  paged<T, I>(
    method: PagedMethodDescriptor,
    params: object,
    options?: RequestOptions,
  ): PagedRequest<T, I> {
    return new PagedRequest<T, I>(this, method, params, options);
  }

  /**
   * Sends a request and gives a response that is a success. Credentials are added if it goes to the API's origin.
   *
   * @throws ApiError, TransportError, TypeError (no usable credentials), or the signal's reason.
   */
  async send(request: HttpRequest, signal?: AbortSignal): Promise<Response> {
    if (new URL(request.url).origin === this.#origin) {
      await this.#authorize(request.headers, signal);
    }
    const response = await sendRequest(
      this.#options.fetch ?? fetch,
      request,
      signal,
    );
    if (response.ok) return response;
    throw await orTransportError(
      request.methodId,
      readApiError(request.methodId, response),
      signal,
    );
  }

  async #authorize(
    headers: Headers,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { apiKey, auth } = this.#options;
    const add = (value: string, name: string): void => {
      if (!headers.has(name)) headers.set(name, value);
    };
    if (apiKey) safeHeaders({ "x-goog-api-key": apiKey }).forEach(add);
    if (auth) {
      const granted = authHeaders(auth, this.rootUrl);
      (await untilAborted(granted, signal)).forEach(add);
    }
  }
}
