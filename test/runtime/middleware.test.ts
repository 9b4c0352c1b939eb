import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inspect } from "node:util";
import {
  ApiError,
  download,
  type HttpRequest,
  logging,
  type Middleware,
  TransportError,
} from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import { client, create, failure, get } from "./service.js";

let server: Loopback;
beforeEach(async () => {
  server = await loopback(() => ({ body: { title: "x" } }));
});
afterEach(() => server.close());

const quick = { initialDelay: 1, maxDelay: 5 };

test("a URL that is none ends the call at once: it is not sent, nor tried again", async () => {
  const numbers: number[] = [];
  const api = client(server.url, {
    middleware: [(request, next) => next({ ...request, url: "/v1/x" })],
    retry: { ...quick, onAttempt: ({ number }) => numbers.push(number) },
  });
  const error = await failure(api.request(get, { name: "b" }));
  expect(error).toBeInstanceOf(TypeError);
  expect(numbers).toEqual([1]);
});

test("what it puts into a header is not in the error, if it cannot be sent", async () => {
  const headers = { "x-a": "s3cret\nb" } as unknown as Headers;
  const api = client(server.url, {
    middleware: [(request, next) => next({ ...request, headers })],
  });
  const error = await failure(api.request(get, { name: "b" }));
  expect(error).toEqual(new TypeError("a header has no usable value"));
});

describe("order", () => {
  function noting(notes: string[], name: string): Middleware {
    return async (request, next) => {
      notes.push(`${name} out`);
      const response = await next(request);
      notes.push(`${name} in`);
      return response;
    };
  }

  test("the client's come before the call's, the first is outermost", async () => {
    const notes: string[] = [];
    const api = client(server.url, {
      middleware: [noting(notes, "a"), noting(notes, "b")],
    });
    await api.request(get, { name: "b" }, { middleware: [noting(notes, "c")] });
    expect(notes.join(", ")).toBe("a out, b out, c out, c in, b in, a in");
    notes.length = 0;
    await client(server.url).request(
      get,
      { name: "b" },
      { middleware: [noting(notes, "c")] },
    );
    expect(notes).toEqual(["c out", "c in"]);
  });

  test("the client's see what the call's have changed, and the next attempt does not", async () => {
    await server.close();
    server = await loopback([{ status: 503 }, { body: {} }]);
    const seen: (string | null)[] = [];
    const outer: Middleware = async (request, next) => {
      seen.push(request.headers.get("x-inner"));
      const response = await next(request);
      seen.push(request.headers.get("x-inner"));
      return response;
    };
    const inner: Middleware = (request, next) => {
      request.headers.set("x-inner", "set");
      return next(request);
    };
    await client(server.url, { middleware: [outer], retry: quick }).request(
      get,
      { name: "b" },
      { middleware: [inner] },
    );
    expect(seen).toEqual([null, "set", null, "set"]);
  });

  test("each attempt goes through, with the request as it was made", async () => {
    await server.close();
    server = await loopback([{ status: 503 }, { status: 503 }, { body: {} }]);
    const seen: (string | null)[] = [];
    await client(server.url, {
      retry: quick,
      middleware: [
        async (request, next) => {
          seen.push(request.headers.get("x-attempt"));
          request.headers.append("x-attempt", "again");
          const response = await next(request);
          seen.push(String(response.status));
          return response;
        },
      ],
    }).request(get, { name: "b" });
    expect(seen).toEqual([null, "503", null, "503", null, "200"]);
    expect(server.received.map(({ headers }) => headers["x-attempt"])).toEqual([
      "again",
      "again",
      "again",
    ]);
  });
});

describe("what it may do", () => {
  test("change headers, URL and body", async () => {
    await client(server.url, {
      middleware: [
        (request, next) => {
          request.headers.set("x-trace", "1");
          return next({
            ...request,
            url: `${request.url}&more=1`,
            body: '{"title":"y"}',
          });
        },
      ],
    }).request(create, { body: { title: "x" } });
    expect(server.received[0]).toMatchObject({
      url: "/v1/books?alt=json&more=1",
      headers: { "x-trace": "1" },
    });
    expect(String(server.received[0]?.body)).toBe('{"title":"y"}');
  });

  test("answer itself, with a success or an error", async () => {
    let status = 200;
    const api = client(server.url, {
      auth: () => {
        throw new Error("not asked");
      },
      middleware: [async () => Response.json({ title: "cached" }, { status })],
    });
    expect(await api.request(get, { name: "b" })).toEqual({ title: "cached" });
    status = 404;
    expect(await failure(api.request(get, { name: "b" }))).toBeInstanceOf(
      ApiError,
    );
    expect(server.received).toHaveLength(0);
  });

  test("change the response, and read a clone", async () => {
    let read = "";
    const answer = await client(server.url, {
      middleware: [
        async (request, next) => {
          const response = await next(request);
          read = await response.clone().text();
          return new Response(read.replace("x", "y"), response);
        },
      ],
    }).request(get, { name: "b" });
    expect(read).toBe('{"title":"x"}');
    expect(answer).toEqual({ title: "y" });
  });

  test("throw: the call ends, without a retry", async () => {
    const problem = new Error("no");
    let calls = 0;
    const api = client(server.url, {
      retry: quick,
      middleware: [
        () => {
          calls++;
          throw problem;
        },
      ],
    });
    expect(await failure(api.request(get, { name: "b" }))).toBe(problem);
    expect(calls).toBe(1);
  });

  test("pass a connection's failure on, which is then retried", async () => {
    await server.close();
    server = await loopback((_request, response) => {
      if (server.received.length > 1) return { body: {} };
      return void response.destroy();
    });
    const errors: unknown[] = [];
    await client(server.url, {
      retry: quick,
      middleware: [
        (request, next) =>
          next(request).catch((error) => {
            errors.push(error);
            throw error;
          }),
      ],
    }).request(get, { name: "b" });
    expect(errors).toEqual([expect.any(TransportError)]);
  });

  test("wait, but no longer than until the call is aborted", async () => {
    const controller = new AbortController();
    let told = false;
    const api = client(server.url, {
      middleware: [
        (request) => {
          request.signal?.addEventListener("abort", () => (told = true));
          setTimeout(() => controller.abort(), 5);
          return new Promise(() => {});
        },
      ],
    });
    const error = await failure(
      api.request(get, { name: "b" }, { signal: controller.signal }),
    );
    expect(error).toHaveProperty("name", "AbortError");
    expect(told).toBe(true);
  });
});

describe("credentials", () => {
  const credentials = {
    auth: "s3cret",
    apiKey: "s3cret",
    quotaProject: "project",
  };

  test("are never seen, not even afterwards", async () => {
    const seen: HttpRequest[] = [];
    await client(server.url, {
      ...credentials,
      middleware: [
        (request, next) => {
          seen.push(request);
          return next(request);
        },
      ],
    }).request(get, { name: "b" });
    expect(server.received[0]?.headers).toMatchObject({
      authorization: "Bearer s3cret",
      "x-goog-api-key": "s3cret",
      "x-goog-user-project": "project",
    });
    expect(seen).toHaveLength(1);
    expect(inspect(seen, { depth: 10, showHidden: true })).not.toContain(
      "s3cret",
    );
  });

  test("do not go to another origin that a middleware names", async () => {
    const other = await loopback(() => ({ body: {} }));
    try {
      await client(server.url, {
        ...credentials,
        middleware: [
          (request, next) => next({ ...request, url: `${other.url}b` }),
        ],
      }).request(get, { name: "b" });
      expect(other.received[0]?.url).toBe("/b");
      for (const name of [
        "authorization",
        "x-goog-api-key",
        "x-goog-user-project",
      ])
        expect(other.received[0]?.headers).not.toHaveProperty(name);
    } finally {
      await other.close();
    }
  });
});

describe("logging", () => {
  test("writes a line for each attempt, without a secret", async () => {
    await server.close();
    server = await loopback((_request, response) => {
      switch (server.received.length) {
        case 1:
          return { status: 503, body: "s3cret" };
        case 2:
          return void response.destroy();
        default:
          return { body: { title: "s3cret" } };
      }
    });
    const lines: string[] = [];
    await client(server.url, {
      auth: "s3cret",
      apiKey: "s3cret",
      retry: quick,
      middleware: [logging((line) => lines.push(line))],
    }).request(
      get,
      { name: "b", key: "s3cret", oauth_token: "s3cret", upload_id: "s3cret" },
      { headers: { "x-mine": "s3cret" } },
    );
    const call = `library.books.get GET ${server.url}v1/b?key=REDACTED&oauth_token=REDACTED&upload_id=REDACTED&alt=json`;
    expect(lines.map((line) => line.replace(/\d+ ms$/, "N ms"))).toEqual([
      `${call} 503 in N ms`,
      expect.stringMatching(/: the connection failed: .* in N ms$/),
      `${call} 200 in N ms`,
    ]);
    expect(lines.join("\n")).not.toContain("s3cret");
  });

  test("of errors that are not the client's writes the name alone", async () => {
    const lines: string[] = [];
    const api = client(server.url, {
      middleware: [
        logging((line) => lines.push(line)),
        async () => {
          throw new RangeError("s3cret");
        },
      ],
    });
    await failure(api.request(get, { name: "b" }));
    await failure(
      client(server.url, {
        middleware: [
          logging((line) => lines.push(line)),
          // oxlint-disable-next-line no-throw-literal
          () => Promise.reject("s3cret"),
        ],
      }).request(get, { name: "b" }),
    );
    expect(lines[0]).toContain(" RangeError in ");
    expect(lines[1]).toContain(" failed in ");
    expect(lines.join("\n")).not.toContain("s3cret");
  });

  test("is for downloads as well", async () => {
    const lines: string[] = [];
    const api = client(server.url, {
      middleware: [logging((line) => lines.push(line))],
    });
    await download(api, get, { name: "b" }).text();
    expect(lines).toHaveLength(1);
  });
});
