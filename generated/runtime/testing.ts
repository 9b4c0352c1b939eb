// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/** For tests of programs that use a client. No program's bundle holds it: import it from here, the runtime's index has it not. */

import type { ClientOptions } from "./client.js";
import type { ApiRequest } from "./request.js";
import type { HttpRequest } from "./transport.js";
import { BatchRequest } from "./batchRequest.js";
import { type Middleware, throughMiddleware } from "./middleware.js";
import {
  type OtherAnswer,
  type ReceivedCall,
  respond,
} from "./testingAnswers.js";
import { answerBatch } from "./testingBatch.js";
import { FakeUploads } from "./testingUploads.js";

export { apiError, connectionError } from "./testingAnswers.js";
export type { OtherAnswer, ReceivedCall };

/** The names of a resource's methods that are calls: `get` and `list`, but not `list_next`. */
export type MethodName<R> = {
  [K in keyof R]: R[K] extends (...args: never) => ApiRequest<unknown>
    ? K
    : never;
}[keyof R];

/** The parameters of a method. */
export type MethodParams<F> = F extends (...args: infer A) => unknown
  ? NonNullable<A[0]>
  : never;

/** What a server answers to a method: what the method gives, for media in any form. */
export type MethodResult<F> = F extends (...args: never) => ApiRequest<infer T>
  ? [T] extends [Blob]
    ? Blob | Uint8Array | string
    : T
  : never;

/** Takes an answer: a result, an error or a response, or a function that makes one of the parameters, or throws it. */
export interface TakeAnswer<P, T> {
  (
    answer: (
      params: P,
      call: ReceivedCall<P>,
    ) => T | OtherAnswer | Promise<T | OtherAnswer>,
  ): FakeMethod<P, T>;
  (answer: OtherAnswer): FakeMethod<P, T>;
  (answer: T): FakeMethod<P, T>;
}

/** A method on a fake server. */
export interface FakeMethod<P, T> {
  /** Answers every call for which there is no {@link FakeMethod.answerOnce} left; instead of what was given before. */
  readonly answer: TakeAnswer<P, T>;
  /** Answers one call, after those that were given before: several make a sequence. */
  readonly answerOnce: TakeAnswer<P, T>;
  /** The method's calls so far, in order. */
  readonly calls: readonly ReceivedCall<P>[];
}

/** A method and its answers. Requests of the same class as its own are its calls: `get_media` has the descriptor of `get`. */
interface Route {
  readonly request: ApiRequest<unknown>;
  readonly once: unknown[];
  always: { readonly answer: unknown } | undefined;
}

/**
 * A server in a test's place of Google's. Nothing is sent, and no credentials are asked for or needed (a token that is given may not
 * be empty all the same); all else is real: parameters, serialization, middleware, retries (without delays), errors, pages.
 *
 *     const google = new FakeServer();
 *     const genomics = new Genomics(google.options);
 *     const get = google.on(genomics.operations, "get");
 *     get.answerOnce({ done: false }).answerOnce(apiError(503)).answer({ done: true });
 *     google.on(genomics.operations, "list").answer(({ pageToken }) => (pageToken ? lastPage : firstPage));
 *
 *     await codeUnderTest(genomics);
 *
 *     expect(get.calls[0]?.params.name).toBe("operations/1");
 *     google.verify();
 *
 * A call that has no answer rejects with an error that says so, and is not retried. The calls of a batch arrive one by one. Clients of
 * several APIs may share one server; clients of the same API share its answers.
 */
export class FakeServer {
  /** All calls so far, in order. */
  readonly calls: ReceivedCall[] = [];
  readonly #routes: Route[] = [];
  readonly #uploads = new FakeUploads();
  #unanswered: string[] = [];

  /** What makes a client ask this server. To be the last of the client's middleware: it passes nothing on. */
  readonly middleware: Middleware = (request) =>
    // The call's own comes behind the client's, and so would never have its turn.
    throughMiddleware(request.call?.options?.middleware ?? [], (request) =>
      this.#receive(request),
    )(request);

  /**
   * What a client is made with. Retries do not wait, whatever `Retry-After` says. In a client that is given other middleware instead, calls
   * fail: nothing is ever sent.
   */
  readonly options: ClientOptions = {
    middleware: [this.middleware],
    retry: { maxDelay: 0 },
    fetch: () =>
      Promise.reject(
        new Error(
          "a client of a fake server sends nothing; put the server's middleware last in the client's",
        ),
      ),
  };

  /**
   * A method, to give it answers and to see its calls.
   *
   * @param resource What has the method: `genomics.operations`, or the client itself.
   */
  on<R extends object, M extends MethodName<R>>(
    resource: R,
    method: M,
  ): FakeMethod<MethodParams<R[M]>, MethodResult<R[M]>> {
    type Params = MethodParams<R[M]>;
    type Result = MethodResult<R[M]>;
    // A call that nobody awaits is not sent, and knows its method.
    const call = resource[method] as (params: object) => ApiRequest<unknown>;
    const request = call.call(resource, {});
    let route = this.#routeOf(request);
    if (!route)
      this.#routes.push((route = { request, once: [], always: undefined }));
    const { once } = route;
    const { calls } = this;
    const fake: FakeMethod<Params, Result> = {
      answer(answer: unknown) {
        route.always = { answer };
        return fake;
      },
      answerOnce(answer: unknown) {
        once.push(answer);
        return fake;
      },
      get calls() {
        return calls.filter((call) =>
          isSame(call.request, request),
        ) as ReceivedCall<Params>[];
      },
    };
    return fake;
  }

  /** @throws Error if a call had no answer, or an answer that was given for one call was not asked for. */
  verify(): void {
    const unused = this.#routes
      .filter(({ once }) => once.length)
      .map(
        ({ request, once }) =>
          `${request.method.id} was not called for ${once.length} of its answers`,
      );
    const problems = [...this.#unanswered, ...unused];
    if (problems.length) throw new Error(problems.join("\n"));
  }

  /** Forgets all answers and calls. */
  reset(): void {
    for (const route of this.#routes) {
      route.once.length = 0;
      route.always = undefined;
    }
    this.calls.length = 0;
    this.#unanswered = [];
  }

  #routeOf(call: ApiRequest<unknown>): Route | undefined {
    return this.#routes.find(({ request }) => isSame(request, call));
  }

  async #receive(request: HttpRequest): Promise<Response> {
    const { call, methodId } = request;
    if (!call) throw new TypeError(`${methodId}: a request of no call`);
    if (call instanceof BatchRequest)
      return answerBatch(call, request, (part) => this.#receive(part));
    const arrived = await this.#uploads.receive(request);
    if (arrived instanceof Response) return arrived;
    const { params } = call;
    const received = { ...arrived, methodId, params, request: call };
    this.calls.push(received);
    const route = this.#routeOf(call);
    if (route?.once.length) return respond(received, route.once.shift());
    if (route?.always) return respond(received, route.always.answer);
    const names = Object.keys(params).join(", ");
    const problem = `${methodId} was called with {${names && ` ${names} `}}, and the fake server has no answer ${route ? "left" : "for it"}`;
    this.#unanswered.push(problem);
    throw new Error(problem);
  }
}

function isSame(a: ApiRequest<unknown>, b: ApiRequest<unknown>): boolean {
  return a.method === b.method && a.constructor === b.constructor;
}
