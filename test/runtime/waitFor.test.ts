import { afterEach, describe, expect, test, vi } from "vitest";
import {
  ApiError,
  TransportError,
  waitFor,
} from "../../templates/runtime/index.js";
import { FakeServer } from "../../templates/runtime/testing.js";
import { upload } from "../../templates/runtime/upload.js";
import { loopback, type Loopback } from "../support/loopback.js";
import {
  bind,
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

describe("an operation", () => {
  test("is polled by its name until it is done", async () => {
    server = await serve(
      running,
      running,
      { ...running, done: false },
      finished,
    );
    expect(await waitFor(bindBook(server.url), quick)).toEqual(finished);
    expect(sent(server)).toEqual([
      "POST /v1/books/1:bind?alt=json",
      "GET /v1/operations/1?alt=json",
      "GET /v1/operations/1?alt=json",
      "GET /v1/operations/1?alt=json",
    ]);
  });

  test("that is done at once is not polled", async () => {
    server = await serve({ done: true });
    expect(await waitFor(bindBook(server.url), quick)).toEqual({ done: true });
    expect(server.received).toHaveLength(1);
  });

  test("is resumed from its name, and polled without a delay", async () => {
    server = await serve(finished);
    const request = client(server.url).request<Operation>(operationsGet, {
      name: "operations/1",
    });
    const slow = { initialDelay: 600_000, maxDelay: 600_000 };
    expect(await waitFor(request, slow)).toEqual(finished);
    expect(sent(server)).toEqual(["GET /v1/operations/1?alt=json"]);
  });

  test("that is resumed is polled by the same call", async () => {
    server = await serve(running, {}, finished);
    const request = client(server.url).request<Operation>(
      operationsGet,
      { name: "operations/1", quotaUser: "u" },
      { headers: { "x-test": "1" } },
    );
    // Its name is known, whether the server repeats it or not.
    expect(await waitFor(request, quick)).toEqual(finished);
    expect(new Set(sent(server))).toEqual(
      new Set(["GET /v1/operations/1?quotaUser=u&alt=json"]),
    );
    expect(server.received.map(({ headers }) => headers["x-test"])).toEqual([
      "1",
      "1",
      "1",
    ]);
  });

  test("that media start is waited for as well", async () => {
    server = await serve(running, finished);
    const request = upload<Operation>(
      client(server.url),
      { ...bind, upload: { simple: "/upload/v1/{+name}:bind" } },
      { name: "books/1", media: { body: "x", mimeType: "text/plain" } },
    );
    expect(await waitFor(request, quick)).toEqual(finished);
    expect(sent(server)).toEqual([
      "POST /upload/v1/books/1:bind?uploadType=media&alt=json",
      "GET /v1/operations/1?alt=json",
    ]);
  });

  test("is given to onProgress after the call and each poll", async () => {
    server = await serve(running, { ...running, done: false }, finished);
    const seen: (Operation | undefined)[] = [];
    await waitFor(bindBook(server.url), {
      ...quick,
      onProgress: (operation) => void seen.push(operation),
    });
    expect(seen).toEqual([running, { ...running, done: false }, finished]);
  });

  test("is waited for no longer when onProgress throws", async () => {
    server = await serve(running, running, finished);
    const error = new Error("enough");
    let times = 0;
    const onProgress = (): void => {
      if (++times === 2) throw error;
    };
    const request = bindBook(server.url);
    expect(await failure(waitFor(request, { ...quick, onProgress }))).toBe(
      error,
    );
    expect(server.received).toHaveLength(2);
  });
});

describe("a poll", () => {
  test("has the parameters that it shares with the call, and of the name the last segment", async () => {
    server = await serve(
      { name: "projects/p/scans/s-1", status: "PENDING" },
      { status: "RUNNING", progress: 50 },
      { status: "DONE" },
    );
    const get = poll("{project}/{zone}/scans/{scan}");
    const scan = polledBy("{project}/{zone}/books/{book}/scan", get);
    const request = client(server.url).request<StatusOperation>(scan, {
      project: "p",
      zone: "z",
      book: "b",
      requestId: "r",
      body: { pages: 3 },
    });
    expect(await waitFor(request, quick)).toEqual({ status: "DONE" });
    expect(sent(server)).toEqual([
      "POST /p/z/books/b/scan?requestId=r&alt=json",
      "GET /p/z/scans/s-1?alt=json",
      "GET /p/z/scans/s-1?alt=json",
    ]);
    expect(server.received.map(({ body }) => body.length)).toEqual([11, 0, 0]);
  });

  test("has what it requires in its query, and what says who calls", async () => {
    server = await serve(running, finished);
    const get = poll("v1/{+name}", { required: ["tenant"] });
    const request = client(server.url).request<Operation>(
      polledBy("v1/books", get),
      {
        tenant: "t",
        validateOnly: false,
        key: "k",
        quotaUser: "u",
        fields: "name,done,error,response",
      },
    );
    await waitFor(request, quick);
    expect(sent(server)[1]).toBe(
      "GET /v1/operations/1?tenant=t&key=k&quotaUser=u&fields=name%2Cdone%2Cerror%2Cresponse&alt=json",
    );
  });

  test.each([
    ["operation-1", "/v1/projects/p/locations/l/operations/operation-1"],
    ["projects/9/operations/o", "/v1/projects/9/operations/o"],
  ])("of %s, whose name may lack its beginning, asks %s", async (name, url) => {
    server = await serve({ name, status: "RUNNING" }, { name, status: "DONE" });
    const create = polledBy("v1/{+parent}/scans", operationsGet, {
      operationParent: {
        parameter: "parent",
        segments: 4,
        collection: "operations",
      },
    });
    const request = client(server.url).request<StatusOperation>(create, {
      parent: "projects/p/locations/l/books/b",
    });
    await waitFor(request, quick);
    expect(server.received[1]?.url).toBe(`${url}?alt=json`);
  });

  test("has the options of the call, and is retried by itself", async () => {
    server = await loopback([
      { body: running },
      { status: 503 },
      { body: running },
      { status: 500 },
      { body: finished },
    ]);
    const request = bindBook(server.url, {
      headers: { "x-test": "1" },
      retry: { attempts: 2, initialDelay: 1 },
    });
    expect(await waitFor(request, quick)).toEqual(finished);
    expect(server.received.map(({ headers }) => headers["x-test"])).toEqual(
      Array(5).fill("1"),
    );
  });

  test("that fails ends the waiting, as an error of the method that polls", async () => {
    server = await loopback([
      { body: running },
      { status: 404, body: { error: { code: 404, status: "NOT_FOUND" } } },
    ]);
    const error = await failure(waitFor(bindBook(server.url), quick));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({
      methodId: "library.operations.get",
      code: 404,
    });
  });
});

describe("a call", () => {
  test("that fails is not polled", async () => {
    server = await loopback([{ status: 400 }]);
    const error = await failure(waitFor(bindBook(server.url), quick));
    expect(error).toMatchObject({ methodId: "library.books.bind", code: 400 });
    expect(server.received).toHaveLength(1);
  });

  test.each([
    [{}],
    [{ name: "" }],
    [{ name: 5 }],
    [null],
    [[]],
    ["operations/1"],
  ])(
    "that is answered %j, without a name to poll, is an error",
    async (body) => {
      server = await loopback([{ body: Buffer.from(JSON.stringify(body)) }]);
      const error = await failure(waitFor(bindBook(server.url), quick));
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toMatchObject({
        message:
          "library.books.bind: the answer is no operation: it has no name",
      });
    },
  );

  test.each([
    ["done,error", "name"],
    ["name,error,metadata(done)", "done or status"],
    ["name,done", "error"],
  ])("with the mask %s is not sent", async (fields, missing) => {
    server = await serve(running);
    const request = bindBook(server.url, {}, { fields });
    expect(await failure(waitFor(request))).toEqual(
      new TypeError(`library.books.bind: "fields" has no ${missing}`),
    );
    expect(server.received).toHaveLength(0);
  });
});

describe("delays", () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  /** The milliseconds before each poll, with so much chance in them. */
  async function delays(
    chance: number,
    polls: number,
    options: object = {},
  ): Promise<readonly number[]> {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
    vi.spyOn(Math, "random").mockReturnValue(chance);
    const google = new FakeServer();
    const books = {
      bind: () =>
        client("http://fake/", google.options).request<Operation>(bind, {
          name: "b",
        }),
      get: () =>
        client("http://fake/", google.options).request<Operation>(
          operationsGet,
          {},
        ),
    };
    google.on(books, "bind").answer(running);
    const times: number[] = [];
    google.on(books, "get").answer(() => {
      times.push(Date.now());
      return times.length === polls ? finished : running;
    });
    const start = Date.now();
    const waiting = waitFor(books.bind(), options);
    for (let left = 1000; times.length < polls && left > 0; left--)
      await vi.advanceTimersToNextTimerAsync();
    expect(await waiting).toEqual(finished);
    return times.map((time, index) => time - (times[index - 1] ?? start));
  }

  test("grow by 1.3 from 100 ms to a minute", async () => {
    const all = await delays(1, 30);
    expect(all.slice(0, 4)).toEqual([100, 130, 169, 219]);
    expect(all.slice(-2)).toEqual([60_000, 60_000]);
    expect(Math.max(...all)).toBe(60_000);
  });

  test("are random, from half of that", async () => {
    expect(await delays(0, 3)).toEqual([50, 65, 84]);
  });

  test("may be other ones", async () => {
    const options = { initialDelay: 1000, maxDelay: 1500 };
    expect(await delays(1, 4, options)).toEqual([1000, 1300, 1500, 1500]);
    const most = { maxDelay: 20 };
    expect(await delays(1, 2, most)).toEqual([20, 20]);
  });

  test("grow from nothing as well", async () => {
    const [first, ...rest] = await delays(1, 40, { initialDelay: 0 });
    expect(first).toBe(0);
    expect(rest.at(-1)).toBeGreaterThan(10_000);
  });
});
