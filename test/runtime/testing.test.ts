/** The fake server as a user meets it: with the checked-in client. */
import { beforeEach, describe, expect, expectTypeOf, test, vi } from "vitest";
import {
  ApiError,
  Genomics,
  type ListOperationsResponse,
  type Operation,
  type OperationsListParams,
  type OperationsListRequest,
  TransportError,
} from "../../generated/genomics-v1/index.js";
import { type Middleware, waitFor } from "../../generated/runtime/index.js";
import {
  apiError,
  connectionError,
  FakeServer,
} from "../../generated/runtime/testing.js";
import { failure } from "./service.js";

let google: FakeServer;
let genomics: Genomics;
beforeEach(() => {
  google = new FakeServer();
  genomics = new Genomics(google.options);
});

const name = "operations/1";

describe("a result", () => {
  test("is what the call gives, as JSON makes it", async () => {
    const answer: Operation = { name, done: true, metadata: { a: undefined } };
    google.on(genomics.operations, "get").answer(answer);
    const operation = await genomics.operations.get({ name });
    expect(operation).toStrictEqual({ name, done: true, metadata: {} });
  });

  test("answers every call, until another does", async () => {
    const get = google.on(genomics.operations, "get");
    get.answer({ done: false });
    await genomics.operations.get({ name });
    expect(await genomics.operations.get({ name })).toEqual({ done: false });
    get.answer({ done: true });
    expect(await genomics.operations.get({ name })).toEqual({ done: true });
  });

  test("given once makes a sequence, in front of the one for every call", async () => {
    google
      .on(genomics.operations, "get")
      .answer({ name: "always" })
      .answerOnce({ name: "first" })
      .answerOnce({ name: "second" });
    const names: unknown[] = [];
    for (let call = 0; call < 4; call++)
      names.push((await genomics.operations.get({ name })).name);
    expect(names).toEqual(["first", "second", "always", "always"]);
  });

  test("may be made from the parameters, and take its time", async () => {
    google
      .on(genomics.operations, "get")
      .answer(async ({ name }) => ({ name, done: name.endsWith("1") }));
    expect(await genomics.operations.get({ name })).toEqual({
      name,
      done: true,
    });
  });

  test("has pages, by item, by page and by hand", async () => {
    const pages: Record<string, ListOperationsResponse> = {
      "": { operations: [{ name: "a" }, { name: "b" }], nextPageToken: "2" },
      "2": { operations: [{ name: "c" }] },
    };
    const list = google.on(genomics.operations, "list");
    list.answer(({ pageToken = "" }) => pages[pageToken] ?? {});
    const names: unknown[] = [];
    for await (const operation of genomics.operations.list({
      name: "operations",
      pageSize: 2,
    }))
      names.push(operation.name);
    expect(names).toEqual(["a", "b", "c"]);
    expect(list.calls.map(({ params }) => params)).toEqual([
      { name: "operations", pageSize: 2 },
      { name: "operations", pageSize: 2, pageToken: "2" },
    ]);
    let request: OperationsListRequest | null = genomics.operations.list({
      name: "operations",
    });
    let count = 0;
    while (request) {
      const page = await request.execute();
      count += page.operations?.length ?? 0;
      request = genomics.operations.list_next(request, page);
    }
    expect(count).toBe(3);
  });

  test("may take several polls", async () => {
    const get = google.on(genomics.operations, "get");
    get
      .answerOnce({ name, done: false })
      .answerOnce({ name, done: false })
      .answerOnce({ name, done: true, response: { rows: 1 } });
    const operation = await waitFor(genomics.operations.get({ name }), {
      initialDelay: 1,
    });
    expect(operation.response).toEqual({ rows: 1 });
    expect(get.calls).toHaveLength(3);
    google.verify();
  });

  test("is read by asResponse() as well", async () => {
    google.on(genomics.operations, "get").answer({ done: true });
    const response = await genomics.operations.get({ name }).asResponse();
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.text()).toBe('{"done":true}');
  });
});

describe("an error", () => {
  test("is the client's own, in Google's shape", async () => {
    google.on(genomics.operations, "get").answer(
      apiError(404, "NOT_FOUND", "no such operation", {
        headers: { "x-request-id": "7" },
        errors: [{ reason: "notFound" }],
        details: [
          {
            "@type": "type.googleapis.com/google.rpc.ErrorInfo",
            reason: "GONE",
          },
        ],
      }),
    );
    const error = await failure(genomics.operations.get({ name }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      message: "no such operation",
      methodId: "genomics.operations.get",
      code: 404,
      status: "NOT_FOUND",
      reason: "GONE",
      errors: [{ reason: "notFound" }],
    });
    expect((error as ApiError).headers.get("x-request-id")).toBe("7");
  });

  test("needs no more than a code, which is an error's", async () => {
    google.on(genomics.operations, "get").answer(apiError(400));
    expect(await failure(genomics.operations.get({ name }))).toMatchObject({
      code: 400,
      status: undefined,
      message: "a fake error 400",
    });
    expect(() => apiError(304)).toThrow(RangeError);
    expect(() => apiError(1000)).toThrow(RangeError);
  });

  test("is retried while a test's clock stands still", async () => {
    vi.useFakeTimers();
    try {
      const get = google.on(genomics.operations, "get");
      get.answerOnce(apiError(503)).answer({ done: true });
      expect(await genomics.operations.get({ name })).toEqual({ done: true });
      expect(get.calls).toHaveLength(2);
    } finally {
      vi.useRealTimers();
    }
  });

  test("is retried as the client does, without delays", async () => {
    const get = google.on(genomics.operations, "get");
    get
      .answerOnce(apiError(503, "UNAVAILABLE", "later"))
      .answerOnce(
        apiError(429, "RESOURCE_EXHAUSTED", "slowly", {
          headers: { "retry-after": "3600" },
        }),
      )
      .answerOnce(connectionError())
      .answer({ done: true });
    expect(await genomics.operations.get({ name })).toEqual({ done: true });
    expect(get.calls).toHaveLength(4);

    const cancel = google.on(genomics.operations, "cancel");
    cancel.answer(apiError(503));
    await failure(genomics.operations.cancel({ name }));
    expect(cancel.calls).toHaveLength(1);
  });

  test.each(["unknown", "unsent"] as const)(
    "of the connection: %s",
    async (outcome) => {
      google
        .on(genomics.operations, "cancel")
        .answerOnce(connectionError(outcome))
        .answer({});
      const work = genomics.operations.cancel({ name });
      if (outcome === "unsent") {
        expect(await work).toEqual({});
      } else {
        const error = await failure(work);
        expect(error).toBeInstanceOf(TransportError);
        expect(error).toMatchObject({
          outcome,
          methodId: "genomics.operations.cancel",
        });
      }
    },
  );

  test("may be given or thrown by a function", async () => {
    const get = google.on(genomics.operations, "get");
    for (const make of [
      () => apiError(404),
      () => {
        throw apiError(404);
      },
      async () => Promise.reject(apiError(404)),
    ]) {
      get.answer(make);
      expect(await failure(genomics.operations.get({ name }))).toMatchObject({
        code: 404,
        methodId: "genomics.operations.get",
      });
    }
    get.answer(() => {
      throw connectionError();
    });
    expect(
      await failure(genomics.operations.get({ name }, { retry: false })),
    ).toMatchObject({
      outcome: "unknown",
      methodId: "genomics.operations.get",
    });
  });

  test("of the test's own ends the call, and is not retried", async () => {
    const problem = new TypeError("a mistake in the test");
    const get = google.on(genomics.operations, "get");
    get.answer(() => {
      throw problem;
    });
    expect(await failure(genomics.operations.get({ name }))).toBe(problem);
    expect(get.calls).toHaveLength(1);
    get.answer(() => problem as object);
    expect(await failure(genomics.operations.get({ name }))).toBe(problem);
  });

  test("of any kind is a Response", async () => {
    const get = google.on(genomics.operations, "get");
    get.answer(new Response("<title>Sorry</title>", { status: 400 }));
    for (let call = 0; call < 2; call++)
      expect(await failure(genomics.operations.get({ name }))).toMatchObject({
        code: 400,
        message: "Sorry",
      });
    get.answer(new Response("no JSON"));
    expect(await failure(genomics.operations.get({ name }))).toHaveProperty(
      "message",
      expect.stringContaining("not JSON"),
    );
  });

  test("can be that nothing ever comes", async () => {
    google.on(genomics.operations, "get").answer(() => new Promise(() => {}));
    const work = genomics.operations.get({ name }, { timeout: 10 });
    expect(await failure(work)).toHaveProperty("name", "TimeoutError");
  });
});

describe("what was asked", () => {
  test("is seen as the caller gave it and as it was sent", async () => {
    const cancel = google.on(genomics.operations, "cancel");
    cancel.answer({});
    const body = {};
    await genomics.operations.cancel(
      { name, x__xgafv: "2", body },
      { headers: { "x-trace": "t" } },
    );
    const [call] = cancel.calls;
    expect(call).toMatchObject({
      methodId: "genomics.operations.cancel",
      verb: "POST",
      url: "https://genomics.googleapis.com/v1/operations/1:cancel?%24.xgafv=2&alt=json",
      params: { name, x__xgafv: "2", body },
      body: {},
      media: undefined,
    });
    expect(call?.headers.get("x-trace")).toBe("t");
    expect(call?.headers.get("content-type")).toBe("application/json");
  });

  test("is there for a function that answers", async () => {
    google.on(genomics.operations, "get").answer((_params, { headers }) => ({
      name: headers.get("x-trace") ?? "",
    }));
    expect(
      await genomics.operations.get({ name }, { headers: { "x-trace": "t" } }),
    ).toEqual({ name: "t" });
  });

  test("is in order over all methods and clients", async () => {
    const other = new Genomics(google.options);
    google.on(genomics.operations, "get").answer({});
    google.on(other.operations, "cancel").answer({});
    await genomics.operations.get({ name });
    await genomics.operations.cancel({ name });
    await other.operations.get({ name: "operations/2" });
    expect(
      google.calls.map(({ methodId, params }) => [methodId, params]),
    ).toEqual([
      ["genomics.operations.get", { name }],
      ["genomics.operations.cancel", { name }],
      ["genomics.operations.get", { name: "operations/2" }],
    ]);
    expect(google.on(other.operations, "get").calls).toHaveLength(2);
  });

  test("shows no mistake that the client finds before it sends", async () => {
    const get = google.on(genomics.operations, "get").answer({});
    const work = genomics.operations.get({ name: ".." });
    expect(await failure(work)).toBeInstanceOf(TypeError);
    expect(get.calls).toEqual([]);
  });
});

describe("a call without an answer", () => {
  test("rejects once, and names the method and its parameters, not their values", async () => {
    const error = await failure(
      genomics.operations.list({ name: "operations", filter: "secret" }),
    );
    expect(error).not.toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      "genomics.operations.list was called with { name, filter }, and the fake server has no answer for it",
    );
    expect(google.calls).toHaveLength(1);
  });

  test("is one after the last of a sequence, too", async () => {
    google.on(genomics.operations, "get").answerOnce({});
    await genomics.operations.get({ name });
    expect(await failure(genomics.operations.get({ name }))).toHaveProperty(
      "message",
      expect.stringContaining("has no answer left"),
    );
  });

  test("is told by verify(), whatever the program did with the error", async () => {
    await genomics.operations.get({ name }).catch(() => {});
    expect(() => google.verify()).toThrow(
      "genomics.operations.get was called with { name }",
    );
  });
});

test("verify() tells of answers that nobody asked for, but not of those for every call", async () => {
  google.on(genomics.operations, "list").answer({});
  const get = google.on(genomics.operations, "get");
  get.answerOnce({}).answerOnce({});
  expect(() => google.verify()).toThrow(
    "genomics.operations.get was not called for 2 of its answers",
  );
  await genomics.operations.get({ name });
  await genomics.operations.get({ name });
  expect(() => google.verify()).not.toThrow();
});

test("reset() forgets answers, calls and what verify() would tell", async () => {
  const get = google.on(genomics.operations, "get");
  get.answer({}).answerOnce({});
  await genomics.operations.list({ name: "operations" }).catch(() => {});
  google.reset();
  google.verify();
  expect(google.calls).toEqual([]);
  expect(await failure(genomics.operations.get({ name }))).toHaveProperty(
    "message",
    expect.stringContaining("no answer"),
  );
  google.reset();
  get.answer({ done: true });
  expect(await genomics.operations.get({ name })).toEqual({ done: true });
  expect(get.calls).toHaveLength(1);
});

describe("the rest of the client is real", () => {
  test("no credentials are asked for", async () => {
    const auth = (): never => {
      throw new Error("asked");
    };
    const client = new Genomics({ ...google.options, auth });
    google.on(client.operations, "get").answer({ done: true });
    expect(await client.operations.get({ name })).toEqual({ done: true });
  });

  test("middleware instead of the server's sends nothing", async () => {
    const client = new Genomics({ ...google.options, middleware: [] });
    await expect(client.operations.get({ name })).rejects.toThrow(
      "put the server's middleware last in the client's",
    );
  });

  test("middleware of the client and of the call runs, in order", async () => {
    const add =
      (mark: string): Middleware =>
      (request, next) => {
        request.headers.append("x-way", mark);
        return next(request);
      };
    const client = new Genomics({
      ...google.options,
      middleware: [add("client"), google.middleware],
    });
    const get = google.on(client.operations, "get").answer({});
    await client.operations.get({ name }, { middleware: [add("call")] });
    expect(get.calls[0]?.headers.get("x-way")).toBe("client, call");
  });

  test("a call can be aborted", async () => {
    const controller = new AbortController();
    google.on(genomics.operations, "get").answer(() => {
      controller.abort();
      return new Promise(() => {});
    });
    const { signal } = controller;
    expect(
      await failure(genomics.operations.get({ name }, { signal })),
    ).toHaveProperty("name", "AbortError");
  });
});

test("types: what is wrong does not compile", () => {
  const { operations } = genomics;
  const get = google.on(operations, "get");
  const list = google.on(operations, "list");
  expectTypeOf(list.calls[0]?.params).toEqualTypeOf<
    OperationsListParams | undefined
  >();
  list.answer((params, call) => {
    expectTypeOf(params).toEqualTypeOf<OperationsListParams>();
    expectTypeOf(call.params).toEqualTypeOf<OperationsListParams>();
    return {};
  });
  // @ts-expect-error no such method
  expect(() => google.on(operations, "gett")).toThrow(TypeError);
  // @ts-expect-error not a call, but what makes one of a call
  expect(() => google.on(operations, "list_next")).toThrow(TypeError);
  // @ts-expect-error a resource has methods, the client has none here
  expect(() => google.on(genomics, "operations")).toThrow(TypeError);
  // @ts-expect-error of another type
  get.answer({ name: 1 });
  // @ts-expect-error no such field
  get.answer({ name, operations: [] });
  // @ts-expect-error of a Response, not of an Operation
  get.answerOnce({ name, status: 404 });
  // @ts-expect-error of another type
  get.answer(() => ({ name: 1 }));
  // @ts-expect-error of another type, later
  get.answer(async () => ({ done: "yes" }));
  // @ts-expect-error not null
  get.answer(null);
  // @ts-expect-error a field that no operation has is asked for
  get.answer(({ pageToken }) => ({ name: pageToken }));
  // @ts-expect-error no such parameter
  expect(get.calls[0]?.params.pageToken).toBeUndefined();
  // @ts-expect-error its code is a number
  expect(() => apiError("NOT_FOUND")).toThrow(RangeError);
  // @ts-expect-error no such outcome
  connectionError("lost");
});
