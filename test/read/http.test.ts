/** Getting a URL, whole, from servers that do their worst. */
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { httpGet, type HttpAnswer } from "../../generator/read/http/httpGet.js";
import { isPrivateHost } from "../../generator/read/http/privateNetwork.js";
import type { HttpRequest } from "../../generator/read/http/redirects.js";
import {
  backoffMs,
  isTransientError,
  retryAfterMs,
} from "../../generator/read/http/retry.js";
import { defaultLimits, type Limits } from "../../generator/read/limits.js";
import {
  loopback,
  type Answer,
  type Handler,
  type Loopback,
} from "../support/loopback.js";

const servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(handler: Handler | readonly Answer[]): Promise<Loopback> {
  const server = await loopback(handler);
  servers.push(server);
  return server;
}

function get(
  address: string,
  limits: Partial<Limits> = {},
  request: Partial<HttpRequest> = {},
): Promise<HttpAnswer> {
  const url = new URL(address);
  return httpGet({ url, namedHost: url.hostname, ...request }, fetch, {
    ...defaultLimits,
    retryDelayMs: 1,
    ...limits,
  });
}

function body(answer: HttpAnswer): unknown {
  return answer.kind === "body"
    ? new TextDecoder().decode(answer.bytes)
    : answer;
}

const problem = (
  code: string,
  message: unknown = expect.any(String),
): unknown => ({
  kind: "problem",
  problem: expect.objectContaining({ code, message }) as unknown,
});

describe("is tried again", () => {
  test.each([408, 429, 500, 502, 503, 504])("after %i", async (status) => {
    const server = await serve([{ status }, { status }, { body: "ok" }]);
    expect(body(await get(server.url))).toBe("ok");
    expect(server.received).toHaveLength(3);
  });

  test("after a connection that breaks, before the answer or within it", async () => {
    const server = await serve((_request, response) => {
      if (server.received.length > 2) return { body: "whole" };
      if (server.received.length === 2) {
        response.writeHead(200, { "content-length": "100" });
        response.write("half", () => response.destroy());
      } else response.destroy();
      return undefined;
    });
    expect(body(await get(server.url))).toBe("whole");
  });

  test("after an answer that stops on the way", async () => {
    const server = await serve((_request, response) => {
      if (server.received.length > 1) return { body: "whole" };
      response.write("half");
      return undefined;
    });
    expect(body(await get(server.url, { stallMs: 100 }))).toBe("whole");
  });

  test("no sooner than Retry-After says", async () => {
    const server = await serve([
      { status: 503, headers: { "retry-after": "1" } },
      { body: "ok" },
    ]);
    const start = performance.now();
    expect(body(await get(server.url))).toBe("ok");
    expect(performance.now() - start).toBeGreaterThan(990);
  });

  test("but not for ever, and it is told how often", async () => {
    const server = await serve(() => ({ status: 500 }));
    expect(await get(server.url, { attempts: 3 })).toEqual(
      problem(
        "http-status",
        'the server answered 500 "Internal Server Error" (3 attempts)',
      ),
    );
    expect(server.received).toHaveLength(3);
  });

  test("but not when Retry-After is beyond the time there is", async () => {
    const server = await serve([
      { status: 429, headers: { "retry-after": "3600" } },
    ]);
    expect(await get(server.url)).toEqual(
      problem("http-status", expect.stringContaining("again in 3600 s")),
    );
  });

  test.each([400, 401, 403, 404, 410, 304])(
    "but not after %i",
    async (status) => {
      const server = await serve(() => ({ status }));
      expect(await get(server.url)).toEqual(problem("http-status"));
      expect(server.received).toHaveLength(1);
    },
  );
});

describe("is given up when the time for all of it is over", () => {
  test.each<[string, Handler]>([
    ["a server that does not answer", () => {}],
    [
      "a body that drips for ever",
      (_request, response) => {
        const drip = setInterval(() => response.write("x"), 20);
        response.on("close", () => clearInterval(drip));
      },
    ],
    ["a server that is always busy", () => ({ status: 503 })],
  ])("%s", async (_name, handler) => {
    const server = await serve(handler);
    const answer = await get(server.url, {
      timeoutMs: 300,
      attempts: 1e6,
      retryDelayMs: 50,
    });
    expect(answer).toEqual(
      problem(expect.stringMatching(/^http-(?:timeout|status)$/) as string),
    );
  });
});

describe("stops at the limit of bytes", () => {
  test("an endless body", async () => {
    let isClosed: () => void;
    const closed = new Promise<void>((resolve) => (isClosed = resolve));
    const server = await serve((_request, response) => {
      response.on("close", () => isClosed());
      const more = (): void => {
        while (!response.destroyed && response.write("x".repeat(10_000)));
      };
      response.on("drain", more);
      more();
    });
    expect(await get(server.url, { documentBytes: 1_000_000 })).toEqual(
      problem("document-too-large"),
    );
    await closed;
  });

  test("a small body that is large when it is decompressed, and does not hold it all", async () => {
    const bomb = gzipSync(Buffer.alloc(200_000_000));
    expect(bomb.length).toBeLessThan(250_000);
    const server = await serve(() => ({
      headers: { "content-encoding": "gzip" },
      body: bomb,
    }));
    const before = process.memoryUsage().arrayBuffers;
    expect(await get(server.url, { documentBytes: 1_000_000 })).toEqual(
      problem("document-too-large"),
    );
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(
      100_000_000,
    );
  });
});

test("a compressed body is given as it was", async () => {
  const server = await serve(() => ({
    headers: { "content-encoding": "gzip" },
    body: gzipSync("text"),
  }));
  expect(body(await get(server.url))).toBe("text");
});

describe("an ETag", () => {
  test("is given back, and 304 means what it says", async () => {
    const server = await serve([
      { headers: { etag: 'W/"1"' }, body: "a" },
      { status: 304 },
    ]);
    const first = await get(server.url);
    expect(first).toMatchObject({ kind: "body", etag: 'W/"1"' });
    expect(await get(server.url, {}, { etag: 'W/"1"' })).toEqual({
      kind: "not-modified",
    });
    expect(server.received[1]?.headers["if-none-match"]).toBe('W/"1"');
  });

  test.each(["no quotes", '"a" "b"', `"${"x".repeat(300)}"`])(
    "of another form is as good as none: %s",
    async (etag) => {
      const server = await serve(() => ({ headers: { etag }, body: "a" }));
      expect(await get(server.url)).toMatchObject({ etag: undefined });
    },
  );
});

describe("a redirect", () => {
  const redirecting = (location: string): Promise<Loopback> =>
    serve(() => ({ status: 302, headers: { location } }));

  test("on the same origin is followed with the credentials", async () => {
    const server = await serve(({ url }) =>
      url === "/a"
        ? { status: 307, headers: { location: "/b" } }
        : { body: "ok" },
    );
    const headers = { authorization: "Bearer secret" };
    expect(body(await get(`${server.url}a`, {}, { headers }))).toBe("ok");
    expect(server.received[1]?.headers.authorization).toBe("Bearer secret");
  });

  test("to another origin is followed without them, but with them on the way back", async () => {
    const other: Loopback = await serve(() => ({
      status: 302,
      headers: { location: `${home.url}back` },
    }));
    const home: Loopback = await serve(({ url }) =>
      url === "/back"
        ? { body: "ok" }
        : { status: 302, headers: { location: other.url } },
    );
    const headers = { authorization: "Bearer secret" };
    expect(body(await get(home.url, {}, { headers }))).toBe("ok");
    expect(other.received[0]?.headers).not.toHaveProperty("authorization");
    expect(home.received[1]?.headers).toHaveProperty("authorization");
  });

  test.each([
    "file:///etc/passwd",
    "javascript:1",
    "//user:password@127.0.0.1/",
    "http://[",
  ])("to %s is refused", async (location) => {
    const server = await redirecting(location);
    expect(await get(server.url)).toEqual(
      problem(
        "http-redirect",
        expect.stringContaining("which is not followed"),
      ),
    );
  });

  test.each([
    "http://169.254.169.254/latest/meta-data/",
    "http://0xa9fea9fe/",
    "http://[::ffff:169.254.169.254]/",
    "http://metadata.google.internal/",
    "http://10.0.0.1/",
    "http://localhost:1/",
    "http://[::1]:1/",
  ])("to %s, which nobody named, is refused", async (location) => {
    const server = await redirecting(location);
    expect(await get(server.url)).toEqual(
      problem("http-redirect", expect.stringContaining("that nobody named")),
    );
    expect(server.received).toHaveLength(1);
  });

  test("in a circle ends", async () => {
    const server = await redirecting("/");
    expect(await get(server.url, { redirects: 5 })).toEqual(
      problem("http-redirect", "the server redirects more than 5 times"),
    );
    expect(server.received).toHaveLength(6);
  });
});

test("a private URL that somebody else named is not asked", async () => {
  const server = await serve(() => ({ body: "internal" }));
  expect(await get(server.url, {}, { namedHost: "directory.example" })).toEqual(
    problem("http-redirect"),
  );
  expect(server.received).toEqual([]);
});

describe("a host is private", () => {
  const nowhere = (): Promise<never> => Promise.reject(new Error("ENOTFOUND"));
  test.each([
    ["127.0.0.1", true],
    ["2130706433", true],
    ["0177.0.0.1", true],
    ["0.0.0.0", true],
    ["10.1.2.3", true],
    ["172.31.0.1", true],
    ["172.32.0.1", false],
    ["192.168.1.1", true],
    ["100.64.0.1", true],
    ["169.254.169.254", true],
    ["224.0.0.1", true],
    ["255.255.255.255", true],
    ["8.8.8.8", false],
    ["[::1]", true],
    ["[::]", true],
    ["[::ffff:10.0.0.1]", true],
    ["[::ffff:8.8.8.8]", false],
    ["[64:ff9b::a00:1]", true],
    ["[fd00::1]", true],
    ["[fe80::1]", true],
    ["[2001:4860:4860::8888]", false],
    ["localhost", true],
    ["localhost.", true],
    ["LOCALHOST", true],
    ["metadata", true],
    ["printer.local", true],
    ["metadata.google.internal", true],
    ["www.googleapis.com", false],
    ["internal.example.com", false],
  ])("%s: %j", async (host, expected) => {
    expect(await isPrivateHost(new URL(`http://${host}/`), nowhere)).toBe(
      expected,
    );
  });

  test("if any of its addresses is, unless a certificate tells it from others", async () => {
    const resolve = () =>
      Promise.resolve([{ address: "8.8.8.8" }, { address: "fd00::1" }]);
    const isPrivate = (url: string) => isPrivateHost(new URL(url), resolve);
    expect(await isPrivate("http://rebinding.example/")).toBe(true);
    expect(await isPrivate("https://rebinding.example/")).toBe(false);
  });
});

test.each([
  ["0", 0],
  ["120", 120_000],
  ["Wed, 21 Oct 2015 07:28:10 GMT", 10_000],
  ["Wed, 21 Oct 2015 07:27:00 GMT", 0],
  ["Wed, 99 Oct 2015 07:28:00 GMT", undefined],
  ["-1", undefined],
  ["1.5", undefined],
  ["soon", undefined],
  ["2015", 2_015_000],
  [null, undefined],
])("Retry-After %j is %j ms", (value, expected) => {
  const now = Date.UTC(2015, 9, 21, 7, 28, 0);
  expect(retryAfterMs(value, now)).toBe(expected);
});

test("delays double, with jitter downwards", () => {
  for (let attempt = 1; attempt < 6; attempt++) {
    const delay = backoffMs(attempt, 100);
    expect(delay).toBeGreaterThanOrEqual(50 * 2 ** (attempt - 1));
    expect(delay).toBeLessThanOrEqual(100 * 2 ** (attempt - 1));
  }
});

test.each([
  ["ECONNRESET", true],
  ["ECONNREFUSED", true],
  ["EAI_AGAIN", true],
  ["UND_ERR_SOCKET", true],
  ["ENOTFOUND", false],
  ["CERT_HAS_EXPIRED", false],
  ["DEPTH_ZERO_SELF_SIGNED_CERT", false],
  ["ERR_TLS_CERT_ALTNAME_INVALID", false],
  ["ERR_INVALID_URL", false],
])("%s passes: %j", (code, expected) => {
  const cause = Object.assign(new Error("x"), { code });
  expect(isTransientError(new TypeError("fetch failed", { cause }))).toBe(
    expected,
  );
});
