// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { MethodDescriptor } from "./descriptor.js";
import type { ApiClient } from "./client.js";
import type { HeaderValues } from "./auth.js";
import type { Middleware } from "./middleware.js";
import type { ReadResponse, RetryOptions } from "./retry.js";
import type { HttpRequest } from "./transport.js";
import { limitTime } from "./abort.js";
import { prepareRequest } from "./httpRequest.js";
import { readJson } from "./readJson.js";

/** What one call may want different from its client. */
export interface RequestOptions {
  /** Stops the call, whatever it is doing; it then rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds for the call with all its attempts, to the last byte of the answer; instead of the client's. 0 is none. */
  readonly timeout?: number | undefined;
  /** Milliseconds for each attempt, to the last byte of its answer; instead of the client's. 0 is none. */
  readonly attemptTimeout?: number | undefined;
  /** Whether and how the call is sent again when it fails; what is not given is as the client's. False is never. */
  readonly retry?: RetryOptions | false | undefined;
  /** More of what each attempt goes through, behind the client's. */
  readonly middleware?: readonly Middleware[] | undefined;
  /** More headers; they win over the client's. */
  readonly headers?: HeaderValues | undefined;
}

/** As the platform declares it: its `reason` may be annotated with any type. */
type OnRejected<B> = Parameters<typeof Promise.prototype.catch<B>>[0];

/**
 * A call that is ready to be sent. Nothing is sent until it is awaited, or told to.
 *
 * `await request` sends it once, however often it is awaited; {@link ApiRequest.execute} sends it anew each time.
 *
 * A call rejects with an ApiError when the server answered an error, with a TransportError when no usable answer came, with a
 * TypeError, before anything is sent, when a parameter is missing or cannot be sent, with a `TimeoutError` (a DOMException) when
 * the time was over, and with the signal's reason when it was aborted.
 */
export class ApiRequest<T> implements Promise<T> {
  /** Who sends it. */
  declare readonly client: ApiClient;
  declare readonly method: MethodDescriptor;
  /** As the caller gave them; they are not to be changed. */
  declare readonly params: object;
  declare readonly options: RequestOptions | undefined;
  #answer: Promise<T> | undefined;

  constructor(
    client: ApiClient,
    method: MethodDescriptor,
    params: object,
    options: RequestOptions | undefined,
  ) {
    this.client = client;
    this.method = method;
    this.params = params;
    this.options = options;
  }

  /** The same call with other parameters, options, or both; it has not been sent. */
  with(
    params: object = this.params,
    options: RequestOptions | undefined = this.options,
  ): this {
    type Request = new (
      ...parts: ConstructorParameters<typeof ApiRequest<T>>
    ) => this;
    return new (this.constructor as Request)(
      this.client,
      this.method,
      params,
      options,
    );
  }

  /** Sends the call, now and each time, and gives what the server answered. */
  execute(): Promise<T> {
    return this.inTime((signal) =>
      this.send(signal, (response, signal) => this.read(response, signal)),
    );
  }

  /**
   * Sends the call, now and each time, and gives the response with its body unread. Errors are thrown as by
   * {@link ApiRequest.execute}; timeouts and signal go on until the body has been read or cancelled, and with them the attempt, of whose end
   * `onAttempt` is told.
   */
  asResponse(): Promise<Response> {
    return new Promise((resolve, reject) => {
      const read = async (
        response: Response,
        signal: AbortSignal | undefined,
      ): Promise<Response> => {
        if (signal && response.body) {
          const { readable, writable } = new TransformStream();
          // The constructor takes status and headers over, but cannot say where a response came from.
          resolve(
            Object.defineProperty(new Response(readable, response), "url", {
              value: response.url,
            }),
          );
          // It breaks for the reader as well, who may be the one that has cancelled it.
          await response.body.pipeTo(writable).catch(() => {});
        }
        return response;
      };
      this.inTime((signal) => this.send(signal, read)).then(resolve, reject);
    });
  }

  then<A = T, B = never>(
    onfulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onrejected?: OnRejected<B>,
  ): Promise<A | B> {
    this.#answer ??= this.execute();
    return this.#answer.then(onfulfilled, onrejected);
  }

  catch<B = never>(onrejected?: OnRejected<B>): Promise<T | B> {
    return this.then(undefined, onrejected);
  }

  finally(onfinally?: (() => void) | null): Promise<T> {
    return this.then().finally(onfinally);
  }

  get [Symbol.toStringTag](): string {
    return "ApiRequest";
  }

  /** Sends the call and reads its response, which is a success. */
  protected send<R>(
    signal: AbortSignal | undefined,
    read: ReadResponse<R>,
  ): Promise<R> {
    return this.client.send(this, this.prepare(), signal, read);
  }

  /**
   * The HTTP request that would be sent, without credentials.
   *
   * @throws TypeError if a required parameter is missing, or one has a value that cannot be sent.
   */
  prepare(): HttpRequest {
    return prepareRequest(this);
  }

  /** Makes the result of a successful response. */
  read(response: Response, signal?: AbortSignal): Promise<T> {
    return readJson(this, response, signal);
  }

  /** Does something within the time of the call, or until it is aborted. */
  protected async inTime<R>(
    work: (signal: AbortSignal | undefined) => Promise<R>,
    signal: AbortSignal | undefined = this.options?.signal,
  ): Promise<R> {
    signal?.throwIfAborted();
    const [stop, release] = limitTime(
      this.method.id,
      this.options?.timeout ?? this.client.timeout,
      signal,
    );
    if (!release) return work(stop);
    try {
      return await work(stop);
    } finally {
      release();
    }
  }
}
