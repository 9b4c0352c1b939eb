import { afterEach, describe, expect, test } from "vitest";
import { getEventListeners } from "node:events";
import { OperationError, waitFor } from "../../templates/runtime/index.js";
import { type Handler, loopback, type Loopback } from "../support/loopback.js";
import { onlyTimersLeft, timers } from "../support/timers.js";
import {
  bindBook,
  finished,
  type Operation,
  operationsGet,
  poll,
  polledBy,
  quick,
  running,
  sent,
  serve,
  type StatusOperation,
} from "./operations.js";
import { client, failure } from "./service.js";

let server: Loopback;
afterEach(() => server?.close());

/** The error of an operation that ends so after one poll. */
async function operationError(end: object): Promise<OperationError> {
  server = await serve(running, running, end);
  const error = await failure(waitFor(bindBook(server.url), quick));
  if (error instanceof OperationError) return error;
  throw error;
}

describe("an operation that fails", () => {
  test("after several polls is an error with its status and details", async () => {
    const info = {
      "@type": "type.googleapis.com/google.rpc.ErrorInfo",
      reason: "NO_THREAD",
      domain: "library.googleapis.com",
    };
    const own = { "@type": "type.googleapis.com/library.Shelf", shelf: "7" };
    const end = {
      ...running,
      done: true,
      error: { code: 9, message: "no thread left", details: [own, info] },
    };
    const error = await operationError(end);
    expect(error).toMatchObject({
      name: "OperationError",
      message: "no thread left",
      methodId: "library.operations.get",
      code: 9,
      status: "FAILED_PRECONDITION",
      reason: "NO_THREAD",
      details: [own, info],
      errors: [],
      httpCode: undefined,
      operation: end,
    });
    expect(
      error.detail("type.googleapis.com/google.rpc.ErrorInfo")?.domain,
    ).toBe("library.googleapis.com");
    expect(error.detail("type.googleapis.com/library.Shelf")?.["shelf"]).toBe(
      "7",
    );
    expect(error.operation.name).toBe("operations/1");
    expect(server.received).toHaveLength(3);
  });

  test("at once is an error of the call", async () => {
    server = await serve({ done: true, error: { code: 5 } });
    expect(await failure(waitFor(bindBook(server.url)))).toMatchObject({
      methodId: "library.books.bind",
      status: "NOT_FOUND",
      message: "library.books.bind: the operation has failed",
    });
  });

  test.each([
    [0, "OK"],
    [1, "CANCELLED"],
    [13, "INTERNAL"],
    [16, "UNAUTHENTICATED"],
    [17, undefined],
    [-1, undefined],
    ["5", undefined],
    [undefined, undefined],
  ])("with the code %s has the status %s", async (code, status) => {
    const error = await operationError({ done: true, error: { code } });
    expect(error.status).toBe(status);
    expect(error.code).toBe(typeof code === "number" ? code : undefined);
  });

  test("is not taken for failed before it is done", async () => {
    const warned = { ...running, error: { code: 4, message: "slow" } };
    server = await serve(warned, warned, finished);
    expect(await waitFor(bindBook(server.url), quick)).toEqual(finished);
  });

  test("as Compute Engine's do has all errors and their details", async () => {
    const error = await operationError({
      name: "operation-1",
      status: "DONE",
      httpErrorStatusCode: 403,
      httpErrorMessage: "FORBIDDEN",
      error: {
        errors: [
          {
            code: "QUOTA_EXCEEDED",
            message: "Quota 'CPUS' exceeded.",
            errorDetails: [
              { errorInfo: { reason: "CPUS", domain: "compute" } },
              { localizedMessage: { locale: "en", message: "Too many." } },
            ],
          },
          { code: "RESOURCE_NOT_FOUND" },
        ],
      },
    });
    expect(error).toMatchObject({
      message: "Quota 'CPUS' exceeded.; RESOURCE_NOT_FOUND",
      code: undefined,
      status: undefined,
      httpCode: 403,
      reason: "CPUS",
      errors: [{ code: "QUOTA_EXCEEDED" }, { code: "RESOURCE_NOT_FOUND" }],
    });
    expect(
      error.detail("type.googleapis.com/google.rpc.LocalizedMessage")?.message,
    ).toBe("Too many.");
  });

  test("without an error, but with an HTTP status, has failed as well", async () => {
    const end = { status: "DONE", httpErrorStatusCode: 500 };
    expect((await operationError(end)).httpCode).toBe(500);
    server = await serve({ status: "DONE", httpErrorStatusCode: 200 });
    const request = client(server.url).request<StatusOperation>(
      polledBy("v1/scans", poll("v1/{scan}")),
      {},
    );
    expect(await waitFor(request)).toMatchObject({ status: "DONE" });
  });

  test.each([
    { error: "text" },
    { error: { errors: "none", details: [null, 5], message: 7 } },
    { error: { errors: [null, { errorDetails: [null, { help: null }] }] } },
  ])("with %j is an error all the same", async (end) => {
    expect((await operationError({ done: true, ...end })).reason).toBe(
      undefined,
    );
  });
});

test("an operation that is cancelled meanwhile ends as one", async () => {
  const cancel = {
    id: "library.operations.cancel",
    verb: "POST",
    path: "v1/{+name}:cancel",
  };
  let cancelled = false;
  server = await loopback(({ url }) => {
    cancelled ||= url.includes(":cancel");
    return {
      body: cancelled
        ? { ...running, done: true, error: { code: 1, message: "cancelled" } }
        : running,
    };
  });
  const api = client(server.url);
  let cancelling: Promise<unknown> | undefined;
  const error = await failure(
    waitFor(bindBook(server.url), {
      ...quick,
      onProgress({ name }) {
        cancelling ??= api.request(cancel, { name }).execute();
      },
    }),
  );
  await cancelling;
  expect(error).toBeInstanceOf(OperationError);
  expect(error).toMatchObject({ code: 1, status: "CANCELLED" });
});

describe("waiting is stopped", () => {
  const reason = new Error("stop");
  const long = { initialDelay: 600_000, maxDelay: 600_000 };

  /** Answers the call, and never a poll. */
  const answersCall: Handler = ({ method }) =>
    method === "POST" ? { body: running } : undefined;

  test("before the call, which is not sent", async () => {
    server = await loopback(answersCall);
    const signal = AbortSignal.abort(reason);
    expect(await failure(waitFor(bindBook(server.url), { signal }))).toBe(
      reason,
    );
    expect(server.received).toHaveLength(0);
  });

  test("during the call", async () => {
    const controller = new AbortController();
    server = await loopback(() => controller.abort(reason));
    const { signal } = controller;
    expect(await failure(waitFor(bindBook(server.url), { signal }))).toBe(
      reason,
    );
  });

  test("during a delay, and leaves no timer and no listener", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    server = await loopback(answersCall);
    const before = timers();
    const onProgress = (): void =>
      void setImmediate(() => controller.abort(reason));
    expect(
      await failure(
        waitFor(bindBook(server.url), {
          ...long,
          timeout: 600_000,
          signal,
          onProgress,
        }),
      ),
    ).toBe(reason);
    expect(sent(server)).toHaveLength(1);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(await onlyTimersLeft(before)).toBe(true);
  });

  test("during a poll", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    server = await loopback(({ method }) => {
      if (method === "POST") return { body: running };
      controller.abort(reason);
      return undefined;
    });
    expect(
      await failure(waitFor(bindBook(server.url), { ...quick, signal })),
    ).toBe(reason);
  });

  test("by the signal of the call as well, also during a delay", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    server = await loopback(answersCall);
    expect(
      await failure(
        waitFor(bindBook(server.url, { signal }), {
          ...long,
          onProgress: () => void setImmediate(() => controller.abort(reason)),
        }),
      ),
    ).toBe(reason);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("with no listener left when the operation ends", async () => {
    const { signal } = new AbortController();
    const other = new AbortController().signal;
    const before = timers();
    server = await serve(running, running, finished);
    const request = bindBook(server.url, { signal });
    await waitFor(request, { ...quick, signal: other, timeout: 600_000 });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(getEventListeners(other, "abort")).toHaveLength(0);
    expect(await onlyTimersLeft(before)).toBe(true);
  });

  test("when the time is over, during a delay, with the operation's name", async () => {
    server = await loopback(answersCall);
    const request = bindBook(server.url);
    const error = await failure(waitFor(request, { ...long, timeout: 300 }));
    expect(error).toMatchObject({
      name: "TimeoutError",
      message: "library.books.bind: operations/1 is not done after 300 ms",
    });
  });

  test("when the time is over, during a poll", async () => {
    server = await loopback(() => undefined);
    const request = client(server.url).request<Operation>(operationsGet, {
      name: "operations/1",
    });
    const error = await failure(waitFor(request, { timeout: 50 }));
    expect(error).toMatchObject({
      name: "TimeoutError",
      message: "library.operations.get: the operation is not done after 50 ms",
    });
  });

  test("by no timeout of 0, or of one that timers do not know", async () => {
    for (const timeout of [0, 2 ** 31]) {
      server = await serve(running, finished);
      const request = bindBook(server.url);
      expect(await waitFor(request, { ...quick, timeout })).toEqual(finished);
      await server.close();
    }
  });
});
