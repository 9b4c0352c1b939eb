import { afterEach, describe, expect, test } from "vitest";
import {
  ApiClient,
  ApiError,
  batch,
  type PagedRequest,
  upload,
} from "../../templates/runtime/index.js";
import { download } from "../../templates/runtime/download.js";
import {
  batchPath,
  type BatchedRequest,
  type BatchServer,
  batchServer,
  type BatchServerOptions,
} from "../support/batchServer.js";
import type { Answer } from "../support/loopback.js";
import { batchClient as client, batching, echo, titles } from "./batching.js";
import {
  type Book,
  type Books,
  create,
  failure,
  get,
  insert,
  list,
  service,
} from "./service.js";
import { dataWrapper } from "../../templates/runtime/dataWrapper.js";

let server: BatchServer | undefined;
afterEach(() => server?.close());

async function serve(
  handler: (request: BatchedRequest) => Answer | Promise<Answer> = echo,
  options?: BatchServerOptions,
): Promise<BatchServer> {
  return (server = await batchServer(handler, options));
}

describe("a batch", () => {
  test("is one request, whose parts say all that the calls would", async () => {
    const { url, received, batches } = await serve();
    const api = client(url, { headers: { "x-client": "1" }, auth: "T" });
    await batch([
      api.request(get, { name: "b/ü ?", view: ["x", "y&z"] }),
      api.request(
        create,
        { body: { title: "Ä\r\n--b" } },
        { headers: { "x-call": "2", "x-client": "3" } },
      ),
    ]);
    expect(received).toHaveLength(1);
    expect(received[0]?.method).toBe("POST");
    expect(received[0]?.url).toBe(`/${batchPath}`);
    expect(received[0]?.headers).toMatchObject({
      authorization: "Bearer T",
      "x-client": "1",
    });
    expect(batches).toEqual([
      [
        {
          contentId: "<0@batch>",
          method: "GET",
          url: "/v1/b/%C3%BC%20%3F?view=x&view=y%26z&alt=json",
          headers: {},
          body: "",
          authorization: "Bearer T",
        },
        {
          contentId: "<1@batch>",
          method: "POST",
          url: "/v1/books?alt=json",
          headers: {
            "content-length": "21",
            "content-type": "application/json",
            "x-call": "2",
            "x-client": "3",
          },
          body: '{"title":"Ä\\r\\n--b"}',
          authorization: "Bearer T",
        },
      ],
    ]);
  });

  test("has a boundary of its own each time", async () => {
    const { url, received } = await serve();
    const request = client(url).request(get, { name: "b" });
    await batch([request]);
    await batch([request]);
    const types = received.map(({ headers }) => headers["content-type"]);
    expect(types[0]).toMatch(/^multipart\/mixed; boundary=/);
    expect(types[0]).not.toBe(types[1]);
  });

  test("of nothing sends nothing", async () => {
    expect(await batch([])).toEqual([]);
  });

  test("may have a call twice", async () => {
    const { url, batches } = await serve();
    const request = client(url).request<Book>(get, { name: "b" });
    expect(titles(await batch([request, request]))).toEqual(["b", "b"]);
    expect(batches[0]).toHaveLength(2);
  });

  test("behind a proxy gives its parts paths without the proxy's own", async () => {
    const { url, received } = await serve();
    // The proxy passes on what comes behind its path.
    const fetch = (to: string, init: RequestInit): Promise<Response> =>
      globalThis.fetch(to.replace("/proxy/", "/"), init);
    const api = client(`${url}proxy`, { fetch });
    expect(
      titles(await batch([api.request<Book>(get, { name: "b" })])),
    ).toEqual(["b"]);
    expect(received[0]?.url).toBe(`/${batchPath}`);
  });

  test("takes headers of its own, and does not repeat those of the client in the parts", async () => {
    const { url, received, batches } = await serve();
    const headers = { "x-a": "client", "x-b": "client" };
    const api = client(url, { headers });
    const request = api.request(get, { name: "b" });
    await batch([request], { headers: { "x-a": "batch" } });
    expect(received[0]?.headers).toMatchObject({
      "x-a": "batch",
      "x-b": "client",
    });
    expect(batches[0]?.[0]?.headers).toEqual({});
  });
});

describe("the results", () => {
  test("are in the order of the calls, whatever the server's is", async () => {
    const { url } = await serve(echo, { arrange: (parts) => parts.reverse() });
    const api = client(url);
    const names = ["a", "b", "c", "d"];
    const calls = names.map((name) => api.request<Book>(get, { name }));
    expect(titles(await batch(calls))).toEqual(names);
  });

  test("are those of the calls alone: a page, the headers' own error, nothing, wrapped data", async () => {
    const { url } = await serve(({ url, method }): Answer => {
      if (method === "DELETE") return { status: 204 };
      if (url.startsWith("/v1/none?"))
        return {
          status: 404,
          headers: { "x-reason": "gone" },
          body: { error: { code: 404, status: "NOT_FOUND", message: "no" } },
        };
      return url.startsWith("/v1/s/books?")
        ? { body: { data: { books: [{ title: "1" }], nextPageToken: "t" } } }
        : { body: { data: { title: "ü€😀" } } };
    });
    const api = new ApiClient(
      { ...batching, wrapper: dataWrapper },
      { rootUrl: url, retry: false },
    );
    const pages: PagedRequest<Books, Book> = api.paged(list, { name: "s" });
    const [book, page, gone, missing] = await batch([
      api.request<Book>(get, { name: "b" }),
      pages,
      api.request<void>(
        { ...get, verb: "DELETE", noResponse: true },
        { name: "b" },
      ),
      api.request<Book>(get, { name: "none" }),
    ]);
    expect(book).toEqual({ status: "fulfilled", value: { title: "ü€😀" } });
    expect(page).toEqual({
      status: "fulfilled",
      value: { books: [{ title: "1" }], nextPageToken: "t" },
    });
    if (page.status === "fulfilled")
      expect(pages.next(page.value)?.pageToken).toBe("t");
    expect(gone).toEqual({ status: "fulfilled", value: undefined });
    const { reason } = missing as PromiseRejectedResult;
    expect(reason).toBeInstanceOf(ApiError);
    expect(reason).toMatchObject({
      methodId: "library.books.get",
      code: 404,
      status: "NOT_FOUND",
      message: "no",
    });
    expect((reason as ApiError).headers.get("x-reason")).toBe("gone");
  });

  test("of a call that cannot be sent is its error; the others are sent", async () => {
    const { url, batches } = await serve();
    const api = client(url);
    const results = await batch([
      api.request<Book>(get, {}),
      api.request<Book>(get, { name: "b" }),
    ]);
    expect(titles(results)).toEqual([
      'library.books.get: parameter "name" is missing',
      "b",
    ]);
    expect(results[0]).toHaveProperty("reason.name", "TypeError");
    expect(batches).toHaveLength(1);
    expect(batches[0]).toHaveLength(1);
    expect(await batch([api.request<Book>(get, {})])).toHaveLength(1);
    expect(batches).toHaveLength(1);
  });
});

describe("the size", () => {
  test("divides 120 calls into batches of 50, one after the other", async () => {
    let underWay = 0;
    const { url, batches } = await serve(async (request) => {
      underWay++;
      const answer = echo(request);
      await new Promise((resolve) => setTimeout(resolve));
      expect(--underWay).toBe(0);
      return answer;
    });
    const api = client(url);
    const names = Array.from({ length: 120 }, (_, i) => `b${i}`);
    const calls = names.map((name) => api.request<Book>(get, { name }));
    expect(titles(await batch(calls))).toEqual(names);
    expect(batches.map(({ length }) => length)).toEqual([50, 50, 20]);
    await batch(calls, { size: 100 });
    expect(batches.slice(3).map(({ length }) => length)).toEqual([100, 20]);
  });

  test.each([0, -1, 1.5, NaN, Infinity])("cannot be %s", async (size) => {
    const calls = [client("http://127.0.0.1:1/").request(get, { name: "b" })];
    expect(await failure(batch(calls, { size }))).toEqual(
      new RangeError(`the size of a batch cannot be ${size}`),
    );
  });
});

describe("what cannot be in a batch is refused before anything is sent", () => {
  const api = client("http://127.0.0.1:1/");
  const good = api.request(get, { name: "b" });
  const media = { body: "x" };

  test.each([
    ["a download", download(api, get, { name: "b" }), "media"],
    ["alt=media", api.request(get, { name: "b", alt: "media" }), "media"],
    ["an upload", upload(api, insert, { book: "b", media }), "media"],
    [
      "a call of another client",
      client("http://127.0.0.1:1/").request(get, { name: "b" }),
      "it is of another client than the first call",
    ],
  ])("%s", async (_name, request, why) => {
    const error = await failure(batch([good, request]));
    expect(error).toBeInstanceOf(TypeError);
    expect((error as Error).message).toBe(
      `${request.method.id} cannot be in this batch: ${why === "media" ? "its media can be sent alone only" : why}`,
    );
  });

  test("a call of a service that knows no batches", async () => {
    const other = new ApiClient(service, { rootUrl: "http://127.0.0.1:1/" });
    expect(await failure(batch([other.request(get, { name: "b" })]))).toEqual(
      new TypeError(
        "library.books.get cannot be in this batch: library:v1 knows no batches",
      ),
    );
  });

  test("but an upload without media is a call like any other", async () => {
    const { url, batches } = await serve();
    await batch([upload(client(url), insert, { book: "b", body: {} })]);
    expect(batches[0]?.[0]?.url).toBe("/v1/books/b/scans?alt=json");
  });
});
