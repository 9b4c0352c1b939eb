/** Batches that fail as a whole, are stopped, or are refused. */
import { getEventListeners } from "node:events";
import { afterEach, describe, expect, test } from "vitest";
import {
  ApiError,
  batch,
  type BatchOptions,
  type ClientOptions,
  type Renewal,
  TransportError,
} from "../../templates/runtime/index.js";
import {
  type BatchServer,
  batchServer,
  type BatchServerOptions,
} from "../support/batchServer.js";
import type { Answer } from "../support/loopback.js";
import { onlyTimersLeft, timers } from "../support/timers.js";
import { batchClient, echo, titles } from "./batching.js";
import { type Book, create, get } from "./service.js";

let server: BatchServer | undefined;
afterEach(() => server?.close());

/** What comes of calls for books of these names, two in a batch. */
async function results(
  names: string,
  serverOptions: BatchServerOptions,
  options: BatchOptions = {},
  clientOptions: ClientOptions = {},
): Promise<PromiseSettledResult<Book>[]> {
  server = await batchServer(echo, serverOptions);
  const api = batchClient(server.url, clientOptions);
  const calls = [...names].map((name) => api.request<Book>(get, { name }));
  return batch(calls, { size: 2, ...options });
}

const sizes = (): number[] => server!.batches.map(({ length }) => length);

describe("a batch that fails as a whole", () => {
  test("fails its own calls alone: nothing of those before and behind it is lost", async () => {
    const all = await results("abcdef", {
      whole: (batch) =>
        batch === 2
          ? { status: 403, body: { error: { message: "no" } } }
          : undefined,
    });
    expect(titles(all)).toEqual(["a", "b", "no", "no", "e", "f"]);
    const [, , third, fourth] = all as PromiseRejectedResult[];
    expect(third?.reason).toBeInstanceOf(ApiError);
    expect(third?.reason).toMatchObject({
      code: 403,
      methodId: "library:v1 batch",
    });
    expect(fourth?.reason).toBe(third?.reason);
    expect(sizes()).toEqual([2, 2, 2]);
  });

  test("by a connection that breaks is sent again if all its calls may be", async () => {
    const retry = { initialDelay: 1 };
    const whole: BatchServerOptions["whole"] = (batch, response) => {
      if (batch > 1) return undefined;
      response.destroy();
      return "taken";
    };
    expect(titles(await results("ab", { whole }, { retry }))).toEqual([
      "a",
      "b",
    ]);
    expect(sizes()).toEqual([2, 2]);
    await server?.close();

    server = await batchServer(echo, { whole });
    const api = batchClient(server.url, { retry });
    const [read, written] = await batch([
      api.request<Book>(get, { name: "a" }),
      api.request<Book>(create, { body: {} }),
    ]);
    expect(sizes()).toEqual([2]);
    expect((read as PromiseRejectedResult).reason).toBeInstanceOf(
      TransportError,
    );
    expect(written).toHaveProperty("reason.outcome", "unknown");
  });

  test.each([429, 503])(
    "by a %s, which did nothing, is sent again with any calls",
    async (status) => {
      server = await batchServer(echo, {
        whole: (batch) =>
          batch === 1 ? { status, headers: { "retry-after": "0" } } : undefined,
      });
      const api = batchClient(server.url, { retry: { initialDelay: 1 } });
      const calls = [api.request<Book>(create, { body: {} })];
      expect(titles(await batch(calls))).toEqual(["books"]);
      expect(sizes()).toEqual([1, 1]);
    },
  );

  test("is seen by middleware as one call, without credentials", async () => {
    const seen: unknown[] = [];
    server = await batchServer(echo);
    const api = batchClient(server.url, {
      auth: "SECRET",
      middleware: [
        (request, next) => {
          seen.push([request.methodId, request.call?.method.id, request.verb]);
          seen.push(request.headers.get("authorization"));
          return next(request);
        },
      ],
    });
    const calls = [..."ab"].map((name) => api.request<Book>(get, { name }));
    expect(titles(await batch(calls))).toEqual(["a", "b"]);
    expect(seen).toEqual([
      ["library:v1 batch", "library:v1 batch", "POST"],
      null,
    ]);
    expect(String(server.received[0]?.body)).not.toContain("SECRET");
  });
});

describe("a batch that is stopped", () => {
  test("in the middle has the results so far; no more is sent", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const reason = new Error("stop");
    const before = timers();
    const all = await results(
      "abcdef",
      {
        whole: (batch) => {
          if (batch === 1) return undefined;
          controller.abort(reason);
          return "taken";
        },
      },
      { signal, timeout: 60_000 },
    );
    expect(titles(all)).toEqual(["a", "b", "stop", "stop", "stop", "stop"]);
    for (const result of all.slice(2))
      expect(result).toEqual({ status: "rejected", reason });
    expect(sizes()).toEqual([2, 2]);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(await onlyTimersLeft(before)).toBe(true);
  });

  test("before it begins sends nothing", async () => {
    const signal = AbortSignal.abort(new Error("stop"));
    expect(titles(await results("ab", {}, { signal }))).toEqual([
      "stop",
      "stop",
    ]);
    expect(sizes()).toEqual([]);
  });

  test("by a timeout, the client's own or the batch's, for all of it", async () => {
    const whole: BatchServerOptions["whole"] = (batch) =>
      batch === 1 ? undefined : "taken";
    for (const timeouts of [
      [{ timeout: 300 }, {}],
      [{}, { timeout: 300 }],
    ]) {
      const all = await results("abcd", { whole }, ...timeouts);
      expect(titles(all).slice(2)).toEqual(
        Array(2).fill("library:v1 batch: no answer in 300 ms"),
      );
      expect(all[3]).toHaveProperty("reason.name", "TimeoutError");
      await server?.close();
    }
  });

  test("while its answer is read", async () => {
    const controller = new AbortController();
    const all = await results(
      "ab",
      {
        whole: (_batch, response) => {
          response.writeHead(200, {
            "content-type": "multipart/mixed; boundary=b",
          });
          response.write("--b\r\n");
          setTimeout(() => controller.abort(new Error("stop")), 20);
          return "taken";
        },
      },
      { signal: controller.signal },
    );
    expect(titles(all)).toEqual(["stop", "stop"]);
  });
});

describe("credentials", () => {
  /** Gives the token "old" until it is told that it was refused. */
  function auth(): { auth: ClientOptions["auth"]; renewals: string[] } {
    const renewals: string[] = [];
    return {
      renewals,
      auth: (renewal?: Renewal) => {
        if (renewal) renewals.push(renewal.refused);
        return renewals.length ? "new" : "old";
      },
    };
  }

  test("that are refused are renewed", async () => {
    const { auth: renewing, renewals } = auth();
    const whole: BatchServerOptions["whole"] = (batch) =>
      batch === 1 ? { status: 401 } : undefined;
    const all = await results("ab", { whole }, {}, { auth: renewing });
    expect(titles(all)).toEqual(["a", "b"]);
    expect(renewals).toEqual(["old"]);
    expect(sizes()).toEqual([2, 2]);
  });

  test("that parts are refused for are renewed, and only those parts are sent again", async () => {
    const { auth: renewing, renewals } = auth();
    server = await batchServer((request): Answer => {
      const old = request.authorization === "Bearer old";
      return old && !request.url.startsWith("/v1/b?")
        ? { status: 401, body: { error: { message: "refused" } } }
        : echo(request);
    });
    const api = batchClient(server.url, { auth: renewing });
    const calls = [..."abcd"].map((name) => api.request<Book>(get, { name }));
    const headers = { "x-batch": "1" };
    expect(titles(await batch(calls, { headers }))).toEqual([..."abcd"]);
    expect(renewals).toEqual(["old"]);
    expect(
      server.batches.map((requests) => requests.map(({ url }) => url[4])),
    ).toEqual([[..."abcd"], ["a"], ["a"], [..."cd"]]);
    for (const { headers } of server.received)
      expect(headers["x-batch"]).toBe("1");
  });

  test("that cannot be renewed fail those parts, after one more request", async () => {
    server = await batchServer(({ url }) =>
      url.startsWith("/v1/b?")
        ? echo({ url } as never)
        : { status: 401, body: { error: { message: "refused" } } },
    );
    const api = batchClient(server.url, { auth: "T" });
    const calls = [..."abc"].map((name) => api.request<Book>(get, { name }));
    expect(titles(await batch(calls))).toEqual(["refused", "b", "refused"]);
    expect(sizes()).toEqual([3, 1]);
  });

  test("that are refused for the batch are not tried for its parts", async () => {
    const whole = (): Answer => ({ status: 401 });
    const all = await results("ab", { whole }, {}, { auth: "T" });
    expect(all[0]).toHaveProperty("reason.code", 401);
    expect(sizes()).toEqual([2]);
  });

  test("that no header can hold fail all calls, and are not shown", async () => {
    const all = await results("ab", {}, {}, { auth: () => "SECR\nET" });
    await server?.close();
    for (const result of all) {
      expect(result).toHaveProperty("reason.name", "TypeError");
      expect(titles([result])[0]).not.toContain("SECR");
    }
    const headers = { "x-a": "SECR\nET" };
    expect(titles(await results("a", {}, { headers }))).toEqual([
      "a header has no usable value",
    ]);
  });
});
