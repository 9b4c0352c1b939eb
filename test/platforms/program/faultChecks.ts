/** Servers that are slow, busy, or break off; and callers that have enough. */
import {
  ApiClient,
  type Attempt,
  type ClientOptions,
  type RequestOptions,
  TransportError,
} from "../../../templates/runtime/index.js";
import { create, get, service } from "../../runtime/service.js";
import { type Checks, failure, type Servers, told } from "./checks.js";

export function faultChecks({ api, other, nobody }: Servers): Checks {
  /** A call, what it ends with, and the status of each attempt. */
  const attempts = async (
    name: string,
    options: RequestOptions = {},
    clientOptions: ClientOptions = {},
  ): Promise<unknown> => {
    const seen: unknown[] = [];
    const onAttempt = ({ status, error }: Attempt): void =>
      void seen.push(status ?? (error as Error).name);
    const client = new ApiClient(service, {
      rootUrl: api,
      retry: { attempts: 3, initialDelay: 1, onAttempt },
      ...clientOptions,
    });
    const call = name.startsWith("POST")
      ? client.request(create, { body: {}, [name.slice(5)]: true }, options)
      : client.request(get, { name }, options);
    const result = await failure(call);
    return [
      result instanceof Error ? told(result, "code", "outcome") : result,
      seen,
    ];
  };
  const read = (
    name: string,
    options: RequestOptions,
    clientOptions: ClientOptions = {},
  ): PromiseLike<unknown> =>
    new ApiClient(service, {
      rootUrl: api,
      retry: false,
      ...clientOptions,
    }).request(get, { name }, options);

  return {
    "a GET after 503 twice": () => attempts("books/busy-twice"),
    "a GET after 503 for ever": () => attempts("books/busy"),
    "a POST after 503": () => attempts("POST busy"),
    "a POST after 503 with Retry-After": () => attempts("POST busy-once"),
    "a GET whose body breaks off": () => attempts("books/broken"),
    "a GET whose body breaks off once": () => attempts("books/broken-once"),
    "a POST whose connection breaks": async () => {
      const client = new ApiClient(service, { rootUrl: api, retry: false });
      const error = await failure(
        client.request(create, { body: {}, dropped: true }),
      );
      return [error instanceof TransportError, told(error, "outcome")];
    },
    "nobody listens": async () => {
      const error = await failure(read("books/plain", {}, { rootUrl: nobody }));
      return [error instanceof TransportError, told(error, "outcome")];
    },
    "a timeout before the answer": async () =>
      told(await failure(read("books/hanging", { timeout: 200 })), "message"),
    "a timeout in the middle of the answer": async () =>
      told(await failure(read("books/half", { timeout: 400 })), "message"),
    "a timeout of attempts": () =>
      attempts("books/hanging", { attemptTimeout: 100 }),
    "a signal before the call": async () => {
      const signal = AbortSignal.abort(new RangeError("enough"));
      return told(await failure(read("books/plain", { signal })), "message");
    },
    "a signal before the answer": async () => {
      const controller = new AbortController();
      const reason = new RangeError("enough");
      setTimeout(() => controller.abort(reason), 200);
      const { signal } = controller;
      return (await failure(read("books/hanging", { signal }))) === reason;
    },
    "a signal in the middle of the answer": async () => {
      const controller = new AbortController();
      const reason = new RangeError("enough");
      setTimeout(() => controller.abort(reason), 400);
      const { signal } = controller;
      return (await failure(read("books/half", { signal }))) === reason;
    },
    "a signal between attempts": async () => {
      const controller = new AbortController();
      const reason = new RangeError("enough");
      const { signal } = controller;
      const retry = {
        onAttempt: () => void setTimeout(() => controller.abort(reason), 100),
        initialDelay: 60_000,
        maxDelay: 30_000,
        deadline: 120_000,
      };
      const error = await failure(read("books/busy-long", { signal, retry }));
      return error === reason;
    },
    "a signal while the caller reads": async () => {
      const client = new ApiClient(service, { rootUrl: api, retry: false });
      const controller = new AbortController();
      const { signal } = controller;
      const request = client.request(get, { name: "books/half" }, { signal });
      const response = await request.asResponse();
      const text = failure(response.text());
      controller.abort(new RangeError("enough"));
      return told(await text);
    },
    "a redirect to the same origin": async () => {
      const result = await failure(read("books/moved", {}));
      return result instanceof Error ? told(result, "message") : result;
    },
    "a redirect to another origin": async () => {
      const auth = "TOKEN";
      const error = await failure(read("books/elsewhere", {}, { auth }));
      const { name, message } = told(error, "message");
      return {
        name,
        message: String(message).replace(new URL(other).origin, "OTHER"),
      };
    },
  };
}
