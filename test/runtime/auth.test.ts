import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { inspect } from "node:util";
import type { Auth } from "../../templates/runtime/index.js";
import { type Handler, loopback, type Loopback } from "../support/loopback.js";
import { client, create, failure, get } from "./service.js";

let server: Loopback;
beforeEach(async () => {
  server = await loopback(() => ({ body: {} }));
});
afterEach(() => server.close());

test.each<[string, Auth]>([
  ["a token", "T"],
  ["a function", () => "T"],
  ["an async function", async () => "T"],
  [
    "getRequestHeaders with an object (google-auth-library 9)",
    { getRequestHeaders: async () => ({ Authorization: "Bearer T" }) },
  ],
  [
    "getRequestHeaders with Headers (version 10)",
    {
      getRequestHeaders: async () => new Headers({ authorization: "Bearer T" }),
    },
  ],
  [
    "getAccessToken with a string (GoogleAuth)",
    { getAccessToken: async () => "T" },
  ],
  [
    "getAccessToken with an object (OAuth2Client)",
    { getAccessToken: async () => ({ token: "T", res: null }) },
  ],
  [
    "both: headers win",
    {
      getAccessToken: () => "no",
      getRequestHeaders: () => ({ authorization: "Bearer T" }),
    },
  ],
])("%s", async (_name, auth) => {
  await client(server.url, { auth }).request(get, { name: "b" });
  expect(server.received[0]?.headers.authorization).toBe("Bearer T");
});

test("a function is asked for each call; headers of a library all go, and the library is told the API's root", async () => {
  let calls = 0;
  const api = client(server.url, {
    auth: {
      getRequestHeaders: (url) => ({
        authorization: `Bearer ${++calls}`,
        "x-goog-user-project": url ?? "",
      }),
    },
  });
  await api.request(get, { name: "b", key: "K" });
  await api.request(get, { name: "b" });
  expect(server.received.map(({ headers }) => headers.authorization)).toEqual([
    "Bearer 1",
    "Bearer 2",
  ]);
  expect(server.received[0]?.headers["x-goog-user-project"]).toBe(server.url);
});

test("a method of a class keeps its this", async () => {
  class Library {
    token = "T";
    async getAccessToken(): Promise<{ token?: string | null }> {
      return { token: this.token };
    }
  }
  await client(server.url, { auth: new Library() }).request(get, { name: "b" });
  expect(server.received[0]?.headers.authorization).toBe("Bearer T");
});

test("an API key is a header, beside a token", async () => {
  await client(server.url, { apiKey: "K", auth: "T" }).request(get, {
    name: "b",
  });
  expect(server.received[0]?.headers).toMatchObject({
    "x-goog-api-key": "K",
    authorization: "Bearer T",
  });
  expect(server.received[0]?.url).not.toContain("K");
});

test("a header of the call wins", async () => {
  await client(server.url, { auth: "T" }).request(
    get,
    { name: "b" },
    { headers: { authorization: "Bearer mine" } },
  );
  expect(server.received[0]?.headers.authorization).toBe("Bearer mine");
});

test("for a call with a token of its own, the client's auth is not asked", async () => {
  let asked = 0;
  const auth = (): never => {
    asked++;
    throw new Error("there are no credentials");
  };
  const options = { headers: { Authorization: "Bearer mine" } };
  const api = client(server.url, { auth, apiKey: "K" });
  await api.request(get, { name: "b" }, options);
  expect(server.received[0]?.headers).toMatchObject({
    authorization: "Bearer mine",
    "x-goog-api-key": "K",
  });
  expect(asked).toBe(0);
});

test.each<[string, Auth]>([
  ["an empty token", () => ""],
  ["null", { getAccessToken: async () => null }],
  [
    "an object without a token",
    { getAccessToken: async () => ({ token: null }) },
  ],
])("%s is an error, and nothing is sent", async (_name, auth) => {
  const error = await failure(
    client(server.url, { auth }).request(get, { name: "b" }),
  );
  expect(error).toBeInstanceOf(TypeError);
  expect(error).toHaveProperty("message", "auth gave no token");
  expect(server.received).toHaveLength(0);
});

test.each([
  ["an empty one", "", "auth gave no token"],
  ["one that no header can hold", "SECR\nET", "a header has no usable value"],
])("a token, %s, is refused by the constructor", (_name, auth, message) => {
  expect(() => client(server.url, { auth })).toThrow(new TypeError(message));
});

test("the auth function's own error passes", async () => {
  const problem = new Error("no network");
  expect(
    await failure(
      client(server.url, { auth: () => Promise.reject(problem) }).request(get, {
        name: "b",
      }),
    ),
  ).toBe(problem);
  expect(server.received).toHaveLength(0);
});

test.each([
  { auth: "s3cret\nx" },
  { apiKey: "s3cret\nx" },
  { headers: { authorization: "s3cret\nx" } },
  { auth: { getRequestHeaders: () => ({ authorization: "s3cret\nx" }) } },
])("a credential that is no header is not shown", async (options) => {
  // A key is refused when the client is made, a token when it is asked for.
  const call = async (): Promise<unknown> =>
    client(server.url, options).request(get, { name: "b" });
  const error = await failure(call());
  expect(error).toBeInstanceOf(TypeError);
  expect(inspect(error, { depth: 10 })).not.toContain("s3cret");
});

test("printing a client shows no credential", () => {
  expect(
    inspect(client(server.url, { auth: "s3cret", apiKey: "s3cret" }), {
      depth: 10,
      showHidden: true,
    }),
  ).not.toContain("s3cret");
});

test("waiting for a token can be aborted and timed out", async () => {
  const auth = (): Promise<string> => new Promise(() => {});
  expect(
    await failure(
      client(server.url, { auth, timeout: 20 }).request(get, { name: "b" }),
    ),
  ).toHaveProperty("name", "TimeoutError");
  const controller = new AbortController();
  const waiting = failure(
    client(server.url, { auth }).request(
      get,
      { name: "b" },
      { signal: controller.signal },
    ),
  );
  controller.abort();
  expect(await waiting).toHaveProperty("name", "AbortError");
  expect(server.received).toHaveLength(0);
});

describe("a token that the server refuses", () => {
  const refuse: Handler = (request) =>
    request.headers.authorization === "Bearer new"
      ? { body: { title: "x" } }
      : { status: 401, body: { error: { message: "expired" } } };

  beforeEach(async () => {
    await server.close();
    server = await loopback(refuse);
  });

  function tokens(): (string | undefined)[] {
    return server.received.map(({ headers }) => headers.authorization);
  }

  test("is renewed once: the function is told of it", async () => {
    const asked: unknown[] = [];
    const api = client(server.url, {
      auth: (renewal) => {
        asked.push(renewal);
        return renewal ? "new" : "old";
      },
    });
    expect(await api.request(create, { body: {} })).toEqual({ title: "x" });
    expect(asked).toEqual([undefined, { refused: "old" }]);
    expect(tokens()).toEqual(["Bearer old", "Bearer new"]);
    expect(server.received[1]?.body).toEqual(server.received[0]?.body);
  });

  test("and whose successor is refused as well is an error", async () => {
    let calls = 0;
    const error = await failure(
      client(server.url, {
        auth: () => `token ${++calls}`,
        retry: { initialDelay: 1 },
      }).request(get, { name: "b" }),
    );
    expect(error).toMatchObject({ code: 401, message: "expired" });
    expect(tokens()).toEqual(["Bearer token 1", "Bearer token 2"]);
  });

  test.each<[string, Auth]>([
    ["a string", "old"],
    ["given again by a function", () => "old"],
    ["given again by a library", { getAccessToken: () => ({ token: "old" }) }],
  ])("and is %s is not sent again", async (_name, auth) => {
    const error = await failure(
      client(server.url, { auth }).request(get, { name: "b" }),
    );
    expect(error).toMatchObject({ code: 401, message: "expired" });
    expect(server.received).toHaveLength(1);
  });

  test("and is the caller's own header is not replaced", async () => {
    await failure(
      client(server.url, { auth: () => "new" }).request(
        get,
        { name: "b" },
        { headers: { authorization: "Bearer mine" } },
      ),
    );
    expect(tokens()).toEqual(["Bearer mine"]);
  });

  test.each([
    ["getAccessToken", (token: string) => ({ getAccessToken: () => token })],
    [
      "getRequestHeaders",
      (token: string) => ({
        getRequestHeaders: () => ({ authorization: `Bearer ${token}` }),
      }),
    ],
  ])("is asked for again with %s", async (name, headers) => {
    let calls = 0;
    const auth = {
      [name]: () => {
        const library: Record<string, () => unknown> = headers(
          ++calls > 1 ? "new" : "old",
        );
        return library[name]?.();
      },
    } as unknown as Auth;
    await client(server.url, { auth }).request(get, { name: "b" });
    expect(tokens()).toEqual(["Bearer old", "Bearer new"]);
  });

  test("ends the call when renewing it fails", async () => {
    const problem = new Error("the account is gone");
    const error = await failure(
      client(server.url, {
        auth: (renewal) => (renewal ? Promise.reject(problem) : "old"),
      }).request(get, { name: "b" }),
    );
    expect(error).toBe(problem);
  });

  test("is no attempt of its own", async () => {
    let attempts = 0;
    await client(server.url, {
      auth: (renewal) => (renewal ? "new" : "old"),
      retry: { attempts: 1, onAttempt: () => attempts++ },
    }).request(get, { name: "b" });
    expect(attempts).toBe(1);
  });
});

describe("the quota project", () => {
  test("is a header, and wins over the library's; the call's header wins over it", async () => {
    const api = client(server.url, {
      auth: {
        getRequestHeaders: () => ({
          authorization: "Bearer T",
          "x-goog-user-project": "library",
        }),
      },
      quotaProject: "mine",
    });
    await api.request(get, { name: "b" });
    await api.request(
      get,
      { name: "b" },
      { headers: { "x-goog-user-project": "call" } },
    );
    await client(server.url, { quotaProject: "alone" }).request(get, {
      name: "b",
    });
    expect(
      server.received.map(({ headers }) => headers["x-goog-user-project"]),
    ).toEqual(["mine", "call", "alone"]);
  });
});
