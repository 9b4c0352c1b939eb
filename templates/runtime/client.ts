// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Auth, HeaderValues } from "./auth.js";
import type {
  MethodDescriptor,
  OperationMethodDescriptor,
  PagedMethodDescriptor,
  ServiceDescriptor,
} from "./descriptor.js";
import type { OperationRequest } from "./operation.js";
import type { Fetch, HttpRequest } from "./transport.js";
import { authHeaders, bearer, addHeaders } from "./auth.js";
import { type Middleware, type Next, throughMiddleware } from "./middleware.js";
import { PagedRequest, PageRequest } from "./pagination.js";
import { ApiRequest, type RequestOptions } from "./request.js";
import {
  type ReadResponse,
  type RetryBudget,
  type RetryOptions,
  sendWithRetries,
} from "./retry.js";
import { discard, isStream, parseUrl, sendRequest } from "./transport.js";

/** How an API's client reaches the server; everything may be left out. */
export interface ClientOptions {
  /** An access token, which is read once, a function that gives one for each attempt, or google-auth-library's client. */
  readonly auth?: Auth | undefined;
  /** Sent as the header `x-goog-api-key`. */
  readonly apiKey?: string | undefined;
  /** The project that is charged and whose quota counts, instead of the credentials': the header `x-goog-user-project`. */
  readonly quotaProject?: string | undefined;
  /** Instead of the platform's `fetch`. */
  readonly fetch?: Fetch | undefined;
  /** Where the API is, instead of the document's root URL: a regional endpoint, a proxy, a test's server. Credentials go there. */
  readonly rootUrl?: string | undefined;
  /** Instead of `googleapis.com` in the root URL: another universe of Google's cloud. */
  readonly universeDomain?: string | undefined;
  /** Sent with every call. */
  readonly headers?: HeaderValues | undefined;
  /** Milliseconds for a call with all its attempts, to the last byte of its answer; none unless given. */
  readonly timeout?: number | undefined;
  /** Milliseconds for each attempt, to the last byte of its answer; none unless given. */
  readonly attemptTimeout?: number | undefined;
  /** Whether and how calls that fail are sent again; false is never. */
  readonly retry?: RetryOptions | false | undefined;
  /** What each attempt goes through; the first is outermost. */
  readonly middleware?: readonly Middleware[] | undefined;
}

/** Sends the calls of one API. Generated classes hold one; programs need not. */
export class ApiClient {
  declare readonly service: ServiceDescriptor;
  /** Scheme, host, and a slash at the end. */
  declare readonly rootUrl: string;
  declare readonly timeout: number | undefined;
  readonly #options: ClientOptions;
  /** What tells who calls, but for an `auth` that has to be asked. */
  readonly #keys: HeaderValues;
  readonly #budget: RetryBudget = { spent: 0 };

  /** @throws TypeError if the root URL is none, the access token is empty, or that, the API key or the quota project no header's value. */
  constructor(service: ServiceDescriptor, options: ClientOptions = {}) {
    const {
      auth,
      apiKey,
      quotaProject,
      universeDomain = "googleapis.com",
      rootUrl = service.rootUrl,
    } = options;
    this.service = service;
    this.rootUrl = rootUrl
      .replace(/\/?$/, "/")
      .replace(/googleapis\.com(?=[:/])/, universeDomain);
    this.timeout = options.timeout;
    this.#options = options;
    // It may hold a password, so it is not shown.
    if (!parseUrl(this.rootUrl))
      throw new TypeError(`${service.id}: rootUrl has no usable value`);
    this.#keys = {
      ...(typeof auth === "string" && bearer(auth)),
      ...(apiKey && { "x-goog-api-key": apiKey }),
      ...(quotaProject && { "x-goog-user-project": quotaProject }),
    };
    addHeaders(new Headers(), this.#keys);
  }

  /** The headers of every call, without credentials. */
  get headers(): HeaderValues | undefined {
    return this.#options.headers;
  }

  /** A call with a single answer. */
  request<T>(
    method: OperationMethodDescriptor,
    params: object,
    options?: RequestOptions,
  ): OperationRequest<T>;
  request<T>(
    method: MethodDescriptor,
    params: object,
    options?: RequestOptions,
  ): ApiRequest<T>;
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
   * Sends a request of a call, again if it fails and may be sent again, and reads its response, which is a success. Credentials are
   * added where it goes to the API's origin.
   *
   * @param request Used up: the call, and without middleware the credentials, are put into it.
   * @param signal Stops the call as a whole.
   * @throws ApiError, TransportError, TypeError (no usable credentials), or the signal's reason.
   */
  send<T>(
    call: ApiRequest<unknown>,
    request: HttpRequest,
    signal: AbortSignal | undefined,
    read: ReadResponse<T>,
  ): Promise<T> {
    // Middleware gets headers of its own for each attempt, and never those that the credentials are added to.
    const copied = (request: HttpRequest): HttpRequest =>
      first === own
        ? request
        : { ...request, headers: addHeaders(new Headers(), request.headers) };
    const own: Next = (request) => this.#sendAuthorized(copied(request));
    const first: Next = throughMiddleware(
      this.#options.middleware,
      throughMiddleware(call.options?.middleware, own),
    );
    request.call = call;
    return sendWithRetries(
      request,
      this.#options,
      call.options ?? {},
      this.#budget,
      signal,
      (request) => first(copied(request)),
      read,
    );
  }

  /** Sends a request; where it goes to the API's origin, with the credentials, which are added to its own headers. */
  #sendAuthorized(request: HttpRequest): Promise<Response> {
    const { auth, fetch: send = fetch } = this.#options;
    const { url, headers } = request;
    if (
      !url.startsWith(this.rootUrl) &&
      new URL(url).origin !== new URL(this.rootUrl).origin
    )
      return sendRequest(send, request);
    // A token never changes, and what the caller wrote is the caller's to renew.
    return auth && typeof auth !== "string" && !headers.has("authorization")
      ? this.#sendAsked(auth, send, request)
      : sendRequest(send, request, addHeaders(headers, this.#keys));
  }

  /** Sends a request with credentials that are asked for; when the server refuses them, once more with new ones. */
  async #sendAsked(
    auth: Exclude<Auth, string>,
    send: Fetch,
    request: HttpRequest,
  ): Promise<Response> {
    const headersWith = async (refused?: string): Promise<Headers> =>
      addHeaders(
        new Headers(),
        request.headers,
        this.#keys,
        await authHeaders(auth, this.rootUrl, refused),
      );
    const first = await headersWith();
    const response = await sendRequest(send, request, first);
    // A stream is used up.
    if (response.status !== 401 || isStream(request.body)) return response;
    const refused = first.get("authorization");
    const second = await headersWith(refused?.slice("Bearer ".length)).catch(
      (error) => {
        discard(response);
        throw error;
      },
    );
    if (second.get("authorization") === refused) return response;
    discard(response);
    return sendRequest(send, request, second);
  }
}
