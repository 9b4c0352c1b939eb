import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { getEventListeners } from "node:events";
import { inspect } from "node:util";
import {
  ApiError,
  type Attempt,
  type Middleware,
  type RetryOptions,
  TransportError,
} from "../../templates/runtime/index.js";
import type { MethodDescriptor } from "../../templates/runtime/descriptor.js";
import {
  type Answer,
  type Handler,
  loopback,
  type Loopback,
} from "../support/loopback.js";
import { onlyTimersLeft, timers } from "../support/timers.js";
import { client, create, failure, get, insert } from "./service.js";
import { upload } from "../../templates/runtime/upload.js";

let server: Loopback;
afterEach(() => server?.close());

/** Delays that a test does not notice. */
const quick: RetryOptions = { initialDelay: 1, maxDelay: 5 };

const methods: Record<string, MethodDescriptor> = Object.fromEntries(
  ["GET", "HEAD", "PUT", "DELETE", "POST", "PATCH"].map((verb) => [
    verb,
    { id: `library.books.${verb}`, verb, path: "v1/books" },
  ]),
);

function method(verb: string): MethodDescriptor {
  return methods[verb] ?? get;
}

/** Calls a method until it succeeds or fails for good, and tells how often the server was asked. */
async function attempts(
  verb: string,
  handler: Handler | readonly Answer[],
  options: RetryOptions = quick,
): Promise<number> {
  server = await loopback(handler);
  await client(server.url, { retry: options })
    .request(method(verb), {})
    .catch(() => {});
  await server.close();
  return server.received.length;
}

describe("a status by verb", () => {
  const idempotent = ["GET", "HEAD", "PUT", "DELETE"];
  const others = ["POST", "PATCH"];

  test.each(
    [408, 500, 502, 503, 504].flatMap((status) => [
      ...idempotent.map((verb) => [verb, status, 2] as const),
      ...others.map((verb) => [verb, status, 1] as const),
    ]),
  )("%s after %d: sent %d times", async (verb, status, expected) => {
    expect(await attempts(verb, [{ status }, { body: {} }])).toBe(expected);
  });

  test.each([...idempotent, ...others])(
    "%s after 429, 503 with Retry-After and 403 for a rate limit: sent again",
    async (verb) => {
      const answers: Answer[] = [
        { status: 429 },
        { status: 503, headers: { "retry-after": "0" } },
        {
          status: 403,
          body: { error: { errors: [{ reason: "userRateLimitExceeded" }] } },
        },
        { body: {} },
      ];
      // HEAD gets no body, and so no reason.
      expect(await attempts(verb, answers)).toBe(verb === "HEAD" ? 3 : 4);
    },
  );

  test.each([400, 401, 403, 404, 409, 412, 501, 505])(
    "GET after %d: sent once",
    async (status) => {
      expect(
        await attempts("GET", [
          { status, headers: { "retry-after": "1" } },
          { body: {} },
        ]),
      ).toBe(1);
    },
  );
});

test.each(["", "USER_"])(
  "403 for a rate limit is known by an ErrorInfo, whose reason is written %sRATE_LIMIT_EXCEEDED",
  async (user) => {
    // As Compute Engine answers.
    const error = {
      code: 403,
      errors: [{ domain: "usageLimits", reason: "rateLimitExceeded" }],
      status: "PERMISSION_DENIED",
      details: [
        {
          "@type": "type.googleapis.com/google.rpc.ErrorInfo",
          reason: `${user}RATE_LIMIT_EXCEEDED`,
          domain: "googleapis.com",
        },
      ],
    };
    const answers: Answer[] = [{ status: 403, body: { error } }, { body: {} }];
    expect(await attempts("POST", answers)).toBe(2);
  },
);

describe("the answer", () => {
  test("of a later attempt is the call's", async () => {
    server = await loopback([
      { status: 503 },
      { status: 500 },
      { body: { title: "x" } },
    ]);
    expect(
      await client(server.url, { retry: quick }).request(get, { name: "b" }),
    ).toEqual({ title: "x" });
  });

  test("is the last error, when attempts run out", async () => {
    server = await loopback((_request) => ({
      status: 503,
      body: { error: { message: `number ${server.received.length}` } },
    }));
    const error = await failure(
      client(server.url, { retry: quick }).request(get, { name: "b" }),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toHaveProperty("message", "number 8");
    expect(server.received).toHaveLength(8);
  });

  test("of an attempt whose body breaks off is asked for again", async () => {
    const breakOff: Handler = (_request, response) => {
      if (server.received.length > 1) return { body: { title: "x" } };
      response.writeHead(200, { "content-length": "100" });
      response.write("{");
      setTimeout(() => response.destroy(), 5);
      return undefined;
    };
    expect(await attempts("GET", breakOff)).toBe(2);
    expect(await attempts("POST", breakOff)).toBe(1);
  });

  test("that is not JSON is not asked for again", async () => {
    expect(await attempts("GET", [{ body: "<html>" }, { body: {} }])).toBe(1);
  });

  test("that redirects elsewhere is not asked for again", async () => {
    const headers = { location: "http://127.0.0.1:1/" };
    expect(await attempts("GET", [{ status: 307, headers }])).toBe(1);
  });

  test("as it is, asResponse(), is that of the attempt that succeeded", async () => {
    server = await loopback([{ status: 503 }, { body: "text" }]);
    const { signal } = new AbortController();
    const response = await client(server.url, { retry: quick })
      .request(
        get,
        { name: "b" },
        { signal, timeout: 60_000, attemptTimeout: 60_000 },
      )
      .asResponse();
    expect(await response.text()).toBe("text");
    await expect.poll(() => getEventListeners(signal, "abort")).toHaveLength(0);
  });
});

describe("a connection that fails", () => {
  test.each([
    ["GET", 2],
    ["PUT", 2],
    ["DELETE", 2],
    ["POST", 1],
    ["PATCH", 1],
  ] as const)(
    "when the server may have acted: %s is sent %d times",
    async (verb, expected) => {
      expect(
        await attempts(verb, (_request, response) => {
          if (server.received.length > 1) return { body: {} };
          return void response.destroy();
        }),
      ).toBe(expected);
    },
  );

  test.each(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"])(
    "before anything was sent (%s): a POST is sent again",
    async (code) => {
      let calls = 0;
      const api = client("http://127.0.0.1/", {
        retry: quick,
        fetch: async () => {
          if (++calls > 1) return Response.json({});
          const cause = Object.assign(new Error(code), { code });
          throw new TypeError("fetch failed", { cause });
        },
      });
      await api.request(create, { body: {} });
      expect(calls).toBe(2);
    },
  );

  test.each([
    ["127.0.0.1", "ECONNREFUSED"],
    ["nobody.invalid", "ENOTFOUND or EAI_AGAIN"],
  ])("for real: nobody at %s (%s)", async (host) => {
    server = await loopback([]);
    await server.close();
    const seen: Attempt[] = [];
    const error = await failure(
      client(`http://${host}:${new URL(server.url).port}/`, {
        retry: { ...quick, attempts: 3, onAttempt: (a) => seen.push(a) },
      }).request(create, { body: {} }),
    );
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty("outcome", "unsent");
    expect(seen).toHaveLength(3);
  });

  test("during the request's body: a POST is not sent again, a PUT is", async () => {
    const { createServer } = await import("node:net");
    const connections: string[] = [];
    const half = createServer((socket) => {
      connections.push("");
      socket.on("data", () => socket.resetAndDestroy());
      socket.on("error", () => {});
    });
    await new Promise<void>((resolve) => half.listen(0, "127.0.0.1", resolve));
    const { port } = half.address() as { port: number };
    const api = client(`http://127.0.0.1:${port}/`, {
      retry: { ...quick, attempts: 2 },
    });
    const body = { title: "x".repeat(1_000_000) };
    const error = await failure(api.request(method("POST"), { body }));
    expect(error).toHaveProperty("outcome", "unknown");
    expect(connections).toHaveLength(1);
    await failure(api.request(method("PUT"), { body }));
    expect(connections).toHaveLength(3);
    half.close();
  });
});

describe("the delay", () => {
  beforeEach(() => {
    vi.spyOn(Math, "random").mockReturnValue(0.5);
  });
  afterEach(() => vi.restoreAllMocks());

  /** The delays that a call would make; they are not waited for. */
  async function delays(
    answers: readonly Answer[] | Handler,
    retry: RetryOptions = {},
    timeout?: number,
  ): Promise<(number | undefined)[]> {
    server = await loopback(answers);
    const seen: (number | undefined)[] = [];
    const immediately = vi.spyOn(globalThis, "setTimeout").mockImplementation(((
      run: () => void,
      _delay: number,
    ) => {
      setImmediate(run);
      return 0;
    }) as unknown as typeof setTimeout);
    try {
      await client(server.url, {
        retry: { ...retry, onAttempt: ({ delay }) => seen.push(delay) },
        fetch: async (url, init) => {
          const index = server.received.length;
          server.received.push({ url, method: init.method ?? "" } as never);
          const { status, headers, body } = (answers as Answer[])[index] ?? {};
          return new Response(JSON.stringify(body ?? {}), {
            status: status ?? 200,
            headers: headers ?? {},
          });
        },
      })
        .request(get, { name: "b" }, timeout ? { timeout } : {})
        .catch(() => {});
    } finally {
      immediately.mockRestore();
    }
    return seen;
  }

  const failing: Answer[] = Array.from({ length: 20 }, () => ({ status: 503 }));

  test("is a random part of 250 ms, then of twice as much each time", async () => {
    expect(await delays(failing)).toEqual([
      125,
      250,
      500,
      1000,
      2000,
      4000,
      8000,
      undefined,
    ]);
  });

  test("has a longest", async () => {
    const options = { attempts: 6, initialDelay: 4000, maxDelay: 10_000 };
    expect(await delays(failing, options)).toEqual([
      2000,
      4000,
      8000,
      10_000,
      10_000,
      undefined,
    ]);
  });

  test.each([
    ["1", 1125],
    ["2.5", 125],
    ["-5", 125],
    ["0", 125],
    ["86400", 32_000],
    ["9".repeat(400), 32_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 125],
    ["Fri, 31 Dec 9999 23:59:59 GMT", 32_000],
    ["soon", 125],
    ["1, 2 hours", 125],
    ["", 125],
  ])("after Retry-After %j is %d", async (value, expected) => {
    const answers = [
      { status: 503, headers: { "retry-after": value } },
      { status: 200 },
    ];
    expect(await delays(answers)).toEqual([expected, undefined]);
  });

  test.each([
    ["1.25s", undefined, 1375],
    ["3s", undefined, 3125],
    ["3600s", undefined, 32_000],
    ["3s", "1", 1125],
    ["soon", undefined, 125],
    [".s", undefined, 125],
    [3, undefined, 3125],
    [null, undefined, 125],
  ])(
    "after a RetryInfo of %j, with Retry-After %j, is %d",
    async (retryDelay, header, expected) => {
      const type = "type.googleapis.com/google.rpc.RetryInfo";
      const details = [{ "@type": type, retryDelay }];
      const answers: Answer[] = [
        {
          status: 429,
          headers: header === undefined ? {} : { "retry-after": header },
          body: { error: { code: 429, details } },
        },
        { status: 200 },
      ];
      expect(await delays(answers)).toEqual([expected, undefined]);
    },
  );

  test("after a Retry-After date in a while is about that", async () => {
    const value = new Date(Date.now() + 10_000).toUTCString();
    const answers = [
      { status: 503, headers: { "retry-after": value } },
      { status: 200 },
    ];
    const [delay] = await delays(answers);
    expect(delay).toBeGreaterThan(8000);
    expect(delay).toBeLessThanOrEqual(10_250);
  });

  test("that would pass the deadline is not begun", async () => {
    expect(await delays(failing, { deadline: 200 })).toEqual([125, undefined]);
    expect(await delays(failing, { deadline: 100 })).toEqual([undefined]);
  });

  test("that would pass the call's timeout is not begun, and the error is the server's", async () => {
    expect(await delays(failing, {}, 100)).toEqual([undefined]);
  });
});

test.each(["soon", "in 5 minutes", "-5", "1.5", ""])(
  "a POST after 503 with Retry-After %j is not sent again",
  async (value) => {
    const headers = { "retry-after": value };
    expect(await attempts("POST", [{ status: 503, headers }])).toBe(1);
  },
);

test("a POST after 503 with a RetryInfo is sent again", async () => {
  const type = "type.googleapis.com/google.rpc.RetryInfo";
  const details = [{ "@type": type, retryDelay: "0s" }];
  const answers: Answer[] = [
    { status: 503, body: { error: { code: 503, details } } },
    { body: {} },
  ];
  expect(await attempts("POST", answers)).toBe(2);
});

describe("options", () => {
  test("of the client hold where the call's are undefined", async () => {
    server = await loopback(() => ({ status: 503 }));
    const api = client(server.url, { retry: { ...quick, attempts: 2 } });
    const retry = { attempts: undefined, deadline: undefined };
    await failure(api.request(get, { name: "b" }, { retry }));
    expect(server.received).toHaveLength(2);
  });

  test("may say that a POST is idempotent", async () => {
    server = await loopback([{ status: 500 }, { body: { title: "x" } }]);
    const api = client(server.url, { retry: quick });
    const options = { retry: { idempotent: true } };
    expect(await api.request(create, {}, options)).toEqual({ title: "x" });
  });

  test("retries are on by default", async () => {
    server = await loopback([{ status: 503 }, { body: {} }]);
    vi.spyOn(Math, "random").mockReturnValue(0.001);
    try {
      await client(server.url, { retry: undefined }).request(get, {
        name: "b",
      });
    } finally {
      vi.restoreAllMocks();
    }
    expect(server.received).toHaveLength(2);
  });

  test("false is never, for a client or a call", async () => {
    server = await loopback(() => ({ status: 503 }));
    await failure(
      client(server.url, { retry: false }).request(get, { name: "b" }),
    );
    const api = client(server.url, { retry: quick });
    await failure(api.request(get, { name: "b" }, { retry: false }));
    expect(server.received).toHaveLength(2);
  });

  test("a call's win one by one over the client's", async () => {
    server = await loopback(() => ({ status: 503 }));
    let seen = 0;
    const api = client(server.url, {
      retry: { ...quick, attempts: 4, onAttempt: () => seen++ },
    });
    await failure(api.request(get, { name: "b" }, { retry: { attempts: 2 } }));
    expect(server.received).toHaveLength(2);
    expect(seen).toBe(2);
    await failure(
      client(server.url).request(get, { name: "b" }, { retry: quick }),
    );
    expect(server.received).toHaveLength(10);
  });
});

describe("the budget", () => {
  test("is shared by a client's calls and ends retries in an outage; successes refill it", async () => {
    let up = false;
    server = await loopback(() => (up ? { body: {} } : { status: 503 }));
    const api = client(server.url, { retry: quick });
    const call = (): Promise<unknown> =>
      api.request(get, { name: "b" }).catch(() => {});
    await Promise.all(Array.from({ length: 100 }, call));
    // 100 first attempts, and the 50 that the budget holds.
    expect(server.received).toHaveLength(150);
    await call();
    expect(server.received).toHaveLength(151);

    up = true;
    await call();
    await call();
    up = false;
    await call();
    // The two successes paid for one retry.
    expect(server.received).toHaveLength(155);
    await failure(
      client(server.url, { retry: quick }).request(get, { name: "b" }),
    );
    expect(server.received).toHaveLength(163);
  });
});

describe("abort", () => {
  test.each([undefined, 60_000])(
    "ends a delay at once (timeout %s)",
    async (timeout) => {
      const before = timers();
      server = await loopback(() => ({ status: 503 }));
      const controller = new AbortController();
      const reason = new Error("stop");
      vi.spyOn(Math, "random").mockReturnValue(1);
      const error = await failure(
        client(server.url, {
          retry: {
            initialDelay: 20_000,
            onAttempt: () => setTimeout(() => controller.abort(reason), 5),
          },
          timeout,
        }).request(get, { name: "b" }, { signal: controller.signal }),
      );
      expect(error).toBe(reason);
      vi.restoreAllMocks();
      expect(server.received).toHaveLength(1);
      expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
      expect(await onlyTimersLeft(before)).toBe(true);
    },
  );

  test("in an attempt is no failure to retry", async () => {
    const controller = new AbortController();
    server = await loopback(() => controller.abort());
    const seen: Attempt[] = [];
    const error = await failure(
      client(server.url, {
        retry: { ...quick, onAttempt: (attempt) => seen.push(attempt) },
      }).request(get, { name: "b" }, { signal: controller.signal }),
    );
    expect(error).toHaveProperty("name", "AbortError");
    expect(seen).toMatchObject([{ number: 1, error, delay: undefined }]);
  });
});

describe("the attempt's timeout", () => {
  test("ends an attempt and the next one answers; a POST is not sent again", async () => {
    const hangOnce: Handler = () =>
      server.received.length > 1 ? { body: { title: "x" } } : undefined;
    server = await loopback(hangOnce);
    const { signal } = new AbortController();
    const api = client(server.url, { retry: quick, attemptTimeout: 50 });
    expect(await api.request(get, { name: "b" }, { signal })).toEqual({
      title: "x",
    });
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    await server.close();

    server = await loopback(hangOnce);
    const error = await failure(
      client(server.url, { retry: quick }).request(
        create,
        { body: {} },
        { attemptTimeout: 50 },
      ),
    );
    expect(error).toMatchObject({
      name: "TimeoutError",
      message: "library.books.create: no answer in 50 ms",
    });
    expect(server.received).toHaveLength(1);
  });

  test("counts to the last byte", async () => {
    server = await loopback((_request, response) => {
      if (server.received.length > 1) return { body: { title: "x" } };
      response.writeHead(200);
      response.write("{");
      return undefined;
    });
    const api = client(server.url, { retry: quick, attemptTimeout: 50 });
    expect(await api.request(get, { name: "b" })).toEqual({ title: "x" });
  });

  test("of 0 is none, and the call's timeout ends all attempts", async () => {
    server = await loopback(() => {});
    const error = await failure(
      client(server.url, { retry: quick, attemptTimeout: 10 }).request(
        get,
        { name: "b" },
        { attemptTimeout: 0, timeout: 60 },
      ),
    );
    expect(error).toHaveProperty(
      "message",
      "library.books.get: no answer in 60 ms",
    );
    expect(server.received).toHaveLength(1);
  });
});

describe("the hook", () => {
  test("sees each attempt, and no secret", async () => {
    server = await loopback([
      { status: 503, body: { error: { message: "busy ?key=s3cret" } } },
      { body: {} },
    ]);
    const seen: Attempt[] = [];
    await client(server.url, {
      auth: "s3cret",
      apiKey: "s3cret",
      headers: { "x-custom": "s3cret" },
      retry: { ...quick, onAttempt: (attempt) => seen.push(attempt) },
    }).request(get, { name: "b", key: "s3cret", access_token: "s3cret" });
    expect(seen).toEqual([
      {
        number: 1,
        methodId: "library.books.get",
        verb: "GET",
        url: `${server.url}v1/b?key=REDACTED&access_token=REDACTED&alt=json`,
        status: 503,
        error: expect.any(ApiError),
        delay: expect.any(Number),
      },
      {
        number: 2,
        methodId: "library.books.get",
        verb: "GET",
        url: `${server.url}v1/b?key=REDACTED&access_token=REDACTED&alt=json`,
        status: 200,
        error: undefined,
        delay: undefined,
      },
    ]);
    expect(inspect(seen, { depth: 10, showHidden: true })).not.toContain(
      "s3cret",
    );
  });

  test("sees a connection that fails, and is told before the delay", async () => {
    server = await loopback((_request, response) => void response.destroy());
    const seen: Attempt[] = [];
    await failure(
      client(server.url, {
        retry: { ...quick, attempts: 2, onAttempt: (a) => seen.push(a) },
      }).request(get, { name: "b" }),
    );
    expect(seen).toMatchObject([
      { number: 1, status: undefined, error: expect.any(TransportError) },
      { number: 2, error: expect.any(TransportError), delay: undefined },
    ]);
  });

  test("ends the call when it throws", async () => {
    server = await loopback(() => ({ status: 503 }));
    const problem = new Error("enough");
    const onAttempt = (): never => {
      throw problem;
    };
    expect(
      await failure(
        client(server.url, { retry: { ...quick, onAttempt } }).request(get, {
          name: "b",
        }),
      ),
    ).toBe(problem);
    expect(server.received).toHaveLength(1);
  });
});

describe("bodies", () => {
  test("are sent again whole", async () => {
    server = await loopback([{ status: 429 }, { body: {} }]);
    await client(server.url, { retry: quick }).request(create, {
      body: { title: "é" },
    });
    expect(server.received.map(({ body }) => String(body))).toEqual([
      '{"title":"é"}',
      '{"title":"é"}',
    ]);
  });

  test.each([
    ["media", undefined],
    ["multipart", { title: "x" }],
  ])("of a %s upload follow the rule of a POST", async (_uploadType, body) => {
    const media = { body: "bytes", mimeType: "text/plain" };
    const params = { book: "b", media, ...(body ? { body } : {}) };
    for (const [status, expected] of [
      [503, 1],
      [429, 2],
    ] as const) {
      server = await loopback([{ status }, { body: {} }]);
      const api = client(server.url, { retry: quick });
      await upload(api, insert, params).catch(() => {});
      await server.close();
      expect(server.received).toHaveLength(expected);
      expect(
        server.received
          .at(-1)
          ?.body.equals(server.received[0]?.body ?? Buffer.alloc(0)),
      ).toBe(true);
    }
  });

  test("that are streams are not sent again", async () => {
    server = await loopback(() => ({ status: 503 }));
    const api = client(server.url, { retry: quick });
    const body = new Blob(["x"]).stream();
    // Node wants to be told that a stream is sent before the answer is read.
    const readsIt: Middleware = async ({ body: stream }) => {
      await new Response(stream).text();
      return new Response("", { status: 503 });
    };
    const send = api.send(
      api.request(get, {}, { middleware: [readsIt] }),
      {
        methodId: "m",
        verb: "PUT",
        url: server.url,
        headers: new Headers(),
        body,
      },
      undefined,
      async (response) => response,
    );
    expect(await failure(send)).toHaveProperty("code", 503);
  });
});

test("1,000 requests, 50 at a time, against a server that fails 20 % and drops 5 %", async () => {
  // The faults come in a fixed order, so that a run is like any other.
  let state = 1;
  const random = (): number =>
    (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  const processed = new Map<string, number>();
  const count = (id: string): void =>
    void processed.set(id, (processed.get(id) ?? 0) + 1);
  server = await loopback((request, response) => {
    const id = request.url.replace(/.*id=(\d+).*/, "$1");
    const chance = random();
    if (chance < 0.2) return { status: 503 };
    count(id);
    if (chance < 0.25) return void response.destroy();
    return { body: { id } };
  });
  const api = client(server.url, { retry: { ...quick, attempts: 12 } });
  const outcomes = new Map<string, unknown>();
  const waiting = Array.from({ length: 1000 }, (_, index) => index);
  await Promise.all(
    Array.from({ length: 50 }, async () => {
      for (;;) {
        const id = waiting.pop();
        if (id === undefined) return;
        const verb = ["GET", "PUT", "DELETE", "POST"][id % 4] ?? "GET";
        outcomes.set(
          String(id),
          await api.request(method(verb), { id }).catch((error) => error),
        );
      }
    }),
  );
  expect(outcomes.size).toBe(1000);
  const posts = [...outcomes].filter(([id]) => Number(id) % 4 === 3);
  const idempotent = [...outcomes].filter(([id]) => Number(id) % 4 !== 3);
  expect(idempotent.filter(([, outcome]) => outcome instanceof Error)).toEqual(
    [],
  );
  expect(idempotent.every(([id]) => (processed.get(id) ?? 0) > 0)).toBe(true);
  const failed = posts.filter(([, outcome]) => outcome instanceof Error);
  expect(failed.length).toBeGreaterThan(20);
  expect(posts.filter(([id]) => (processed.get(id) ?? 0) > 1)).toEqual([]);
  expect(server.received.length).toBeGreaterThan(1150);
});
