import { afterEach, describe, expect, test } from "vitest";
import { ApiClient, TransportError } from "../../templates/runtime/index.js";
import type {
  MethodDescriptor,
  ServiceDescriptor,
} from "../../templates/runtime/descriptor.js";
import { loopback, type Loopback } from "../support/loopback.js";
import { type Book, client, create, failure, get, service } from "./service.js";
import { dataWrapper } from "../../templates/runtime/dataWrapper.js";

let server: Loopback | undefined;
afterEach(() => server?.close());

async function echo(body: unknown = { title: "Emma" }): Promise<Loopback> {
  server = await loopback(() => ({ body }));
  return server;
}

/** What a call sends: verb, path with query, body. */
async function sent(
  method: MethodDescriptor,
  params: object,
  api: Partial<ServiceDescriptor> = {},
): Promise<string> {
  const { url, received } = await echo({});
  await new ApiClient({ ...service, ...api }, { rootUrl: url }).request(
    method,
    params,
  );
  await server?.close();
  server = undefined;
  return received
    .map((request) => `${request.method} ${request.url} ${request.body}`.trim())
    .join("\n");
}

describe("a parameter that the path does not name", () => {
  const odd: MethodDescriptor = {
    ...get,
    required: ["unit"],
    unsent: ["unit"],
  };

  test("is asked for and not sent", async () => {
    expect(await sent(odd, { name: "books/1", unit: "x" })).toBe(
      await sent(get, { name: "books/1" }),
    );
    await expect(
      client("http://127.0.0.1:1").request(odd, { name: "books/1" }),
    ).rejects.toThrow('parameter "unit" is missing');
  });
});

describe("laziness", () => {
  test("making a request sends nothing", async () => {
    const { url, received } = await echo();
    client(url).request<Book>(get, { name: "books/1" });
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(received).toHaveLength(0);
  });

  test("every await of one request shares one send", async () => {
    const { url, received } = await echo();
    const request = client(url).request<Book>(get, { name: "books/1" });
    const [a, b] = await Promise.all([request, request.then((book) => book)]);
    expect(a).toEqual({ title: "Emma" });
    expect(b).toBe(a);
    expect(await request.finally(() => {})).toBe(a);
    expect(await request.catch(() => undefined)).toBe(a);
    expect(received).toHaveLength(1);
  });

  test("execute and asResponse send anew", async () => {
    const { url, received } = await echo();
    const request = client(url).request<Book>(get, { name: "books/1" });
    await request.execute();
    await request.execute();
    expect(await (await request.asResponse()).json()).toEqual({
      title: "Emma",
    });
    expect(received).toHaveLength(3);
  });

  test("catch and finally see the failure", async () => {
    server = await loopback(() => ({ status: 404, body: {} }));
    const request = client(server.url).request<Book>(get, { name: "books/1" });
    let ran = false;
    expect(await request.catch((error: Error) => error.name)).toBe("ApiError");
    await failure(request.finally(() => (ran = true)));
    expect(ran).toBe(true);
    expect(server.received).toHaveLength(1);
  });

  test("it says what it is", () => {
    expect(String(client("http://127.0.0.1/").request(get, {}))).toBe(
      "[object ApiRequest]",
    );
  });
});

describe("the request", () => {
  test.each<[string, MethodDescriptor, object, string]>([
    [
      "path and query",
      get,
      { name: "books/a b", view: "full" },
      "GET /v1/books/a%20b?view=full&alt=json",
    ],
    [
      "absent values",
      get,
      { name: "b", x: undefined, y: null, z: [] },
      "GET /v1/b?alt=json",
    ],
    [
      "what is inherited",
      get,
      Object.assign(Object.create({ q: 1 }), { name: "b" }),
      "GET /v1/b?alt=json",
    ],
    [
      "the caller's alt",
      get,
      { name: "b", alt: "proto" },
      "GET /v1/b?alt=proto",
    ],
    [
      "no response, no alt",
      { ...get, noResponse: true },
      { name: "b" },
      "GET /v1/b",
    ],
    [
      "path values",
      { ...get, path: "{a}/{b}/{c}" },
      { a: 1, b: true, c: 12345678901234567890n },
      "GET /1/true/12345678901234567890?alt=json",
    ],
    [
      "an empty path value",
      { ...get, path: "a/{x}/b" },
      { x: "" },
      "GET /a//b?alt=json",
    ],
    [
      "a variable twice",
      { ...get, path: "{x}/{x}" },
      { x: "1" },
      "GET /1/1?alt=json",
    ],
    [
      "renamed",
      { ...get, rename: { x__xgafv: "$.xgafv" } },
      { name: "b", x__xgafv: "2" },
      "GET /v1/b?%24.xgafv=2&alt=json",
    ],
    [
      "variable named as in TypeScript",
      { ...get, path: "{well_known}" },
      { well_known: "w" },
      "GET /w?alt=json",
    ],
    [
      "inherited names",
      { ...get, rename: {} },
      { name: "b", constructor: "c" },
      "GET /v1/b?constructor=c&alt=json",
    ],
    [
      "default",
      { ...get, path: "{userId}/x", defaults: { userId: "me" } },
      {},
      "GET /me/x?alt=json",
    ],
    [
      "default not used",
      { ...get, path: "{userId}/x", defaults: { userId: "me" } },
      { userId: "you" },
      "GET /you/x?alt=json",
    ],
    [
      "standard parameters",
      get,
      { name: "b", key: "K", access_token: "T" },
      "GET /v1/b?key=K&access_token=T&alt=json",
    ],
    [
      "body",
      create,
      { body: { title: "é", n: null, u: undefined, e: [] } },
      'POST /v1/books?alt=json {"title":"é","n":null,"e":[]}',
    ],
    ["an empty body", create, { body: {} }, "POST /v1/books?alt=json {}"],
    ["null is a body", create, { body: null }, "POST /v1/books?alt=json null"],
    [
      "a parameter called media",
      get,
      { name: "b", media: "m" },
      "GET /v1/b?media=m&alt=json",
    ],
  ])("%s", async (_name, method, params, expected) => {
    expect(await sent(method, params)).toBe(expected);
  });

  test("rootUrl, servicePath and path are joined", async () => {
    expect(
      await sent(
        { ...get, path: "files/{id}" },
        { id: "1" },
        { servicePath: "drive/v3/" },
      ),
    ).toBe("GET /drive/v3/files/1?alt=json");
  });

  test("names of the whole service, and a method's own before them", async () => {
    const api = { rename: { x__xgafv: "$.xgafv", start_date: "start-date" } };
    const method = { ...get, rename: { start_date: "startDate" } };
    expect(
      await sent(method, { name: "b", x__xgafv: "1", start_date: "d" }, api),
    ).toBe("GET /v1/b?%24.xgafv=1&startDate=d&alt=json");
  });

  test("fullyEncodeReservedExpansion", async () => {
    expect(await sent(get, { name: "a/b:c" }, { encodeReserved: true })).toBe(
      "GET /v1/a/b%3Ac?alt=json",
    );
  });

  test("fetch is given the string as it was made", async () => {
    const urls: unknown[] = [];
    const api = new ApiClient(service, {
      fetch: async (url) => {
        urls.push(url);
        return Response.json({});
      },
    });
    await api.request(get, { name: "a'b(c)" });
    expect(urls).toEqual(["https://library.googleapis.com/v1/a'b(c)?alt=json"]);
  });

  test("headers: JSON only with a body, the API's version, the caller's last", async () => {
    const { url, received } = await echo({});
    const api = client(url, { headers: { "x-a": "client", "x-b": "client" } });
    await api.request(get, { name: "b" }, { headers: { "x-b": "call" } });
    await api.request(
      { ...create, headers: { "x-goog-api-version": "2026-01-01" } },
      { body: {} },
      { headers: new Headers({ "content-type": "text/x" }) },
    );
    await api.request(create, { body: {} });
    const [first, second, third] = received;
    expect(first?.headers).toMatchObject({ "x-a": "client", "x-b": "call" });
    expect(first?.headers).not.toHaveProperty("content-type");
    expect(first?.headers).not.toHaveProperty("x-goog-api-version");
    expect(second?.headers).toMatchObject({
      "x-goog-api-version": "2026-01-01",
      "content-type": "text/x",
    });
    expect(third?.headers["content-type"]).toBe("application/json");
  });

  test.each<[string, MethodDescriptor, object, string]>([
    [
      "missing variable",
      get,
      {},
      'library.books.get: parameter "name" is missing',
    ],
    ["null variable", get, { name: null }, 'parameter "name" is missing'],
    [
      "inherited variable",
      { ...get, path: "{constructor}" },
      {},
      '"constructor" is missing',
    ],
    [
      "missing query parameter",
      { ...create, required: ["q"] },
      { q: null },
      'library.books.create: parameter "q" is missing',
    ],
    [
      "object in the path",
      get,
      { name: { a: 1 } },
      'parameter "name" has no usable value',
    ],
    [
      "list in the path",
      get,
      { name: ["a"] },
      'parameter "name" has no usable value',
    ],
    [
      "lone surrogate",
      get,
      { name: "\ud800" },
      'parameter "name" has no usable value',
    ],
    [
      "dot segment",
      get,
      { name: "a/../b" },
      "library.books.get: v1/a/../b is no usable path",
    ],
  ])(
    "%s is refused before anything is sent",
    async (_name, method, params, message) => {
      const { url, received } = await echo();
      const error = await failure(client(url).request(method, params));
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toHaveProperty("message", expect.stringContaining(message));
      expect(received).toHaveLength(0);
    },
  );

  test("universeDomain and rootUrl", () => {
    expect(
      new ApiClient(service, { universeDomain: "example.org" }).rootUrl,
    ).toBe("https://library.example.org/");
    expect(
      new ApiClient(service, { rootUrl: "http://localhost:1/proxy" }).rootUrl,
    ).toBe("http://localhost:1/proxy/");
    expect(() => new ApiClient(service, { rootUrl: "nowhere" })).toThrow(
      TypeError,
    );
  });
});

describe("the response", () => {
  test("is undefined for a method without one, whatever comes", async () => {
    const { url } = await echo({ a: 1 });
    expect(
      await client(url).request<void>(
        { ...get, noResponse: true },
        { name: "b" },
      ),
    ).toBeUndefined();
  });

  test.each([200, 204])("is {} if %d comes empty", async (status) => {
    server = await loopback(() => ({ status }));
    expect(await client(server.url).request(get, { name: "b" })).toEqual({});
  });

  test("is an error if it is not JSON", async () => {
    server = await loopback(() => ({
      headers: { "content-type": "text/html" },
      body: "<p>Sign in",
    }));
    const request = client(server.url).request(get, { name: "b" });
    const error = await failure(request);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toMatchObject({
      methodId: "library.books.get",
      message: "library.books.get: the server answered 200 text/html, not JSON",
      cause: expect.any(SyntaxError),
    });
    expect(await (await request.asResponse()).text()).toBe("<p>Sign in");
  });

  test("may have a property called then", async () => {
    const { url } = await echo('{"then":"x"}');
    expect(await client(url).request(get, { name: "b" })).toHaveProperty(
      "then",
      "x",
    );
  });
});

describe("dataWrapper", () => {
  const wrapped: ServiceDescriptor = { ...service, wrapper: dataWrapper };

  test("wraps the body, unless it is wrapped, and unwraps the response", async () => {
    const { url, received } = await echo({ data: { a: 1 } });
    const api = new ApiClient(wrapped, { rootUrl: url });
    expect(await api.request(create, { body: { q: "x" } })).toEqual({ a: 1 });
    await api.request(create, { body: { data: { q: "x" } } });
    await api.request(create, {});
    expect(received.map((request) => String(request.body))).toEqual([
      '{"data":{"q":"x"}}',
      '{"data":{"q":"x"}}',
      "",
    ]);
  });

  test("leaves a response without data", async () => {
    const { url } = await echo({ b: 1 });
    expect(
      await new ApiClient(wrapped, { rootUrl: url }).request(get, {
        name: "b",
      }),
    ).toEqual({ b: 1 });
  });
});
