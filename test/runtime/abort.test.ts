import { afterEach, describe, expect, test } from "vitest";
import { getEventListeners } from "node:events";
import { connect } from "node:net";
import {
  onAbort,
  limitTime,
  untilAborted,
} from "../../templates/runtime/abort.js";
import { TransportError } from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import { onlyTimersLeft, timers } from "../support/timers.js";
import { client, failure, get } from "./service.js";

let server: Loopback | undefined;
afterEach(() => server?.close());

/** Answers nothing at all. */
const hang = (): void => {};

describe("abort", () => {
  test("before: nothing is sent, and auth is not asked", async () => {
    server = await loopback(hang);
    let asked = false;
    const reason = new Error("stop");
    const api = client(server.url, { auth: () => ((asked = true), "T") });
    expect(
      await failure(
        api.request(get, { name: "b" }, { signal: AbortSignal.abort(reason) }),
      ),
    ).toBe(reason);
    expect(asked).toBe(false);
    expect(server.received).toHaveLength(0);
  });

  test.each([undefined, 60_000])(
    "while waiting for the answer (timeout %s)",
    async (timeout) => {
      const reason = new Error("stop");
      const controller = new AbortController();
      server = await loopback(() => controller.abort(reason));
      const before = timers();
      expect(
        await failure(
          client(server.url).request(
            get,
            { name: "b" },
            { signal: controller.signal, timeout },
          ),
        ),
      ).toBe(reason);
      expect(await onlyTimersLeft(before)).toBe(true);
    },
  );

  test("while the body is read", async () => {
    const controller = new AbortController();
    server = await loopback((_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"title":');
      setTimeout(() => controller.abort(), 30);
    });
    const error = await failure(
      client(server.url).request(
        get,
        { name: "b" },
        { signal: controller.signal },
      ),
    );
    expect(error).toHaveProperty("name", "AbortError");
  });

  test("while an error's body is read", async () => {
    server = await loopback((_request, response) => {
      response.writeHead(500);
      response.write("wait");
    });
    const error = await failure(
      client(server.url, { timeout: 50 }).request(get, { name: "b" }),
    );
    expect(error).toHaveProperty("name", "TimeoutError");
  });

  test("while the caller reads a response's body", async () => {
    server = await loopback((_request, response) => {
      response.writeHead(200);
      response.write("wait");
    });
    const controller = new AbortController();
    const request = client(server.url).request(
      get,
      { name: "b" },
      { signal: controller.signal, timeout: 60_000 },
    );
    const response = await request.asResponse();
    expect(response.url).toBe(`${server.url}v1/b?alt=json`);
    controller.abort(new Error("stop"));
    expect(await failure(response.text())).toHaveProperty("message", "stop");
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });
});

describe("timeout", () => {
  test("of the client, and the call's own", async () => {
    server = await loopback(hang);
    const api = client(server.url, { timeout: 20 });
    const error = await failure(api.request(get, { name: "b" }));
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toMatchObject({
      name: "TimeoutError",
      message: "library.books.get: no answer in 20 ms",
    });
    const started = Date.now();
    await failure(api.request(get, { name: "b" }, { timeout: 80 }));
    expect(Date.now() - started).toBeGreaterThan(60);
  });

  test("goes on while the body is read", async () => {
    server = await loopback((_request, response) => {
      response.writeHead(200);
      response.write("{");
    });
    expect(
      await failure(
        client(server.url, { timeout: 50 }).request(get, { name: "b" }),
      ),
    ).toHaveProperty("name", "TimeoutError");
    // Long enough for the headers to come on a machine that is busy.
    const response = await client(server.url, { timeout: 500 })
      .request(get, { name: "b" })
      .asResponse();
    expect(await failure(response.text())).toHaveProperty(
      "name",
      "TimeoutError",
    );
  });

  test.each([0, Infinity, 2 ** 31])("%d is none", async (timeout) => {
    server = await loopback(() => ({ body: {} }));
    expect(
      await client(server.url, { timeout: 1 }).request(
        get,
        { name: "b" },
        { timeout },
      ),
    ).toEqual({});
  });

  test.each([undefined, 60_000])(
    "leaves no timer and no listener behind (timeout %s)",
    async (timeout) => {
      server = await loopback(() => ({ body: { a: 1 } }));
      const { signal } = new AbortController();
      const before = timers();
      const api = client(server.url, { timeout, auth: async () => "T" });
      await api.request(get, { name: "b" }, { signal });
      await failure(api.request(get, {}, { signal }));
      await (
        await api.request(get, { name: "b" }, { signal }).asResponse()
      ).json();
      await (
        await api.request(get, { name: "b" }, { signal }).asResponse()
      ).body?.cancel();
      await expect
        .poll(() => getEventListeners(signal, "abort"))
        .toHaveLength(0);
      expect(await onlyTimersLeft(before)).toBe(true);
    },
  );
});

test("a response without a body leaves nothing behind", async () => {
  server = await loopback(() => ({ status: 204 }));
  const { signal } = new AbortController();
  const response = await client(server.url, { timeout: 60_000 })
    .request(get, { name: "b" }, { signal })
    .asResponse();
  expect(response.status).toBe(204);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
});

test("cancelling a response's body ends the connection", async () => {
  let closed = false;
  server = await loopback((_request, response) => {
    response.writeHead(200);
    response.write("x");
    response.on("close", () => (closed = true));
  });
  const response = await client(server.url, { timeout: 60_000 })
    .request(get, { name: "b" })
    .asResponse();
  await response.body?.cancel();
  await expect.poll(() => closed).toBe(true);
});

describe("a connection that fails", () => {
  test("nobody listens", async () => {
    server = await loopback(hang);
    await server.close();
    const error = await failure(
      client(server.url).request(get, { name: "b", key: "SECRET" }),
    );
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      name: "TransportError",
      methodId: "library.books.get",
      message: expect.stringMatching(
        /^library\.books\.get: the connection failed: connect ECONNREFUSED/,
      ),
      cause: expect.any(TypeError),
    });
  });

  test("nobody listens at any of several addresses", async () => {
    const fetch = async (): Promise<Response> => {
      const cause = Object.assign(new AggregateError([], ""), {
        code: "ECONNREFUSED",
      });
      throw new TypeError("fetch failed", { cause });
    };
    const error = await failure(
      client("http://localhost:1/", { fetch }).request(get, { name: "b" }),
    );
    expect(error).toHaveProperty(
      "message",
      "library.books.get: the connection failed: ECONNREFUSED",
    );
  });

  test("reset before the answer", async () => {
    server = await loopback((_request, response) => void response.destroy());
    expect(
      await failure(client(server.url).request(get, { name: "b" })),
    ).toBeInstanceOf(TransportError);
  });

  test("reset in the middle of the body", async () => {
    server = await loopback((_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.destroy(), 20);
    });
    expect(
      await failure(client(server.url).request(get, { name: "b" })),
    ).toBeInstanceOf(TransportError);
  });

  test("reset in the middle of an error's body", async () => {
    server = await loopback((_request, response) => {
      response.writeHead(500, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.destroy(), 20);
    });
    // What it was about may be lost, but not that it was an error, and which.
    expect(
      await failure(client(server.url).request(get, { name: "b" })),
    ).toMatchObject({ name: "ApiError", code: 500 });
  });

  test("the server goes on after one", async () => {
    server = await loopback(() => ({ body: {} }));
    connect(Number(new URL(server.url).port), "127.0.0.1").destroy();
    expect(await client(server.url).request(get, { name: "b" })).toEqual({});
  });
});

describe("the parts", () => {
  test("a signal alone is listened to for as long as the work takes", () => {
    const controller = new AbortController();
    const { signal } = controller;
    const [, release] = limitTime("m", undefined, signal);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    release?.();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    const [stop] = limitTime("m", undefined, signal);
    controller.abort("x");
    expect(stop?.reason).toBe("x");
    expect(limitTime("m", undefined, undefined)).toEqual([]);
  });

  test("an aborted signal with a timeout is aborted at once", () => {
    const [stop, release] = limitTime("m", 1000, AbortSignal.abort("x"));
    expect(stop?.reason).toBe("x");
    release?.();
  });

  test("untilAborted lets go of the signal", async () => {
    const { signal } = new AbortController();
    expect(await untilAborted(Promise.resolve(1), signal)).toBe(1);
    expect(
      await failure(untilAborted(Promise.reject(new Error("x")), signal)),
    ).toHaveProperty("message", "x");
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("many listen to a signal as one, each until it lets go", () => {
    const controller = new AbortController();
    const { signal } = controller;
    const told: number[] = [];
    const releases = [1, 2, 3].map((who) =>
      onAbort(signal, () => void told.push(who)),
    );
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    releases[1]?.();
    controller.abort();
    expect(told).toEqual([1, 3]);
    for (const release of releases) release();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    onAbort(signal, () => void told.push(4))();
    expect(told).toEqual([1, 3, 4]);
  });
});
