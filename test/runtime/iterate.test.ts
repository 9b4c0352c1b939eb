import { afterEach, describe, expect, test } from "vitest";
import {
  iterateItems,
  iteratePages,
  type PagedRequest,
  TransportError,
} from "../../templates/runtime/index.js";
import type { PagedMethodDescriptor } from "../../templates/runtime/descriptor.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import {
  books,
  collect,
  type Pages,
  servePages,
  three,
  titles,
  tokens,
} from "./bookPages.js";
import { type Books, client, failure, list } from "./service.js";
import { pageTokenInBody } from "../../templates/runtime/requestToken.js";

let server: Loopback | undefined;
afterEach(() => server?.close());

async function paged(pages: Pages): Promise<Loopback> {
  return (server = await servePages(pages));
}

describe("limits", () => {
  test("without any, all items and pages are given", async () => {
    const { url } = await paged(three);
    expect(await titles(iterateItems(books(url)))).toBe("12345");
    expect(await collect(iteratePages(books(url)))).toEqual(
      Object.values(three),
    );
    expect(
      await titles(
        iterateItems(books(url), { maxItems: Infinity, maxPages: undefined }),
      ),
    ).toBe("12345");
  });

  test.each([false, true])(
    "so many items are given, and no page more is sent for (prefetch %s)",
    async (prefetch) => {
      const results: unknown[] = [];
      for (let maxItems = 0; maxItems <= 6; maxItems++) {
        const { url, close } = await paged(three);
        const items = iterateItems(books(url), { maxItems, prefetch });
        results.push([await titles(items), tokens(server!).length]);
        await close();
      }
      expect(results).toEqual([
        ["", 0],
        ["1", 1],
        ["12", 1],
        ["123", 2],
        ["1234", 2],
        ["12345", 3],
        ["12345", 3],
      ]);
    },
  );

  test.each([false, true])(
    "so many pages are sent for (prefetch %s)",
    async (prefetch) => {
      const results: unknown[] = [];
      for (let maxPages = 0; maxPages <= 4; maxPages++) {
        const { url, close } = await paged(three);
        const limits = { maxPages, prefetch };
        const pages = await collect(iteratePages(books(url), limits));
        const sent = tokens(server!).length;
        const items = await titles(iterateItems(books(url), limits));
        results.push([pages.length, sent, items, tokens(server!).length]);
        await close();
      }
      expect(results).toEqual([
        [0, 0, "", 0],
        [1, 1, "12", 2],
        [2, 2, "1234", 4],
        [3, 3, "12345", 6],
        [3, 3, "12345", 6],
      ]);
    },
  );

  test("empty pages count as pages, and not as items", async () => {
    const { url } = await paged({
      "": { nextPageToken: "a" },
      a: { books: [], nextPageToken: "b" },
      b: { books: [{ title: "1" }, { title: "2" }], nextPageToken: "c" },
    });
    expect(await titles(iterateItems(books(url), { maxItems: 1 }))).toBe("1");
    expect(await titles(iterateItems(books(url), { maxPages: 2 }))).toBe("");
    expect(await collect(iteratePages(books(url), { maxPages: 2 }))).toEqual([
      { nextPageToken: "a" },
      { books: [], nextPageToken: "b" },
    ]);
  });

  test.each([-1, 1.5, NaN, -Infinity])("%s is refused", (limit) => {
    const request = books("http://127.0.0.1:1/");
    expect(() => iterateItems(request, { maxItems: limit })).toThrow(
      new RangeError(
        `library.books.list: maxItems must be a whole number, not ${limit}`,
      ),
    );
    expect(() => iteratePages(request, { maxPages: limit })).toThrow(
      new RangeError(
        `library.books.list: maxPages must be a whole number, not ${limit}`,
      ),
    );
  });
});

describe("what pages() promises holds", () => {
  test.each([false, true])(
    "tokens that go round in a circle are an error (prefetch %s)",
    async (prefetch) => {
      const { url } = await paged({
        "": { books: [{ title: "1" }], nextPageToken: "a" },
        a: { books: [{ title: "2" }], nextPageToken: "b" },
        b: { books: [{ title: "3" }], nextPageToken: "a" },
      });
      const error = await failure(
        titles(iterateItems(books(url), { prefetch })),
      );
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toHaveProperty(
        "message",
        "library.books.list: tokens repeat",
      );
      expect(server!.received.length).toBeLessThan(10);
    },
  );

  test("a mask gets the token, also where a cursor begins", async () => {
    const { url } = await paged(three);
    const params = { fields: "books(title)" };
    const items = iterateItems(books(url, params), { maxItems: 3 });
    expect(await titles(items)).toBe("123");
    const { cursor } = items;
    expect(await titles(iterateItems(books(url, params), { cursor }))).toBe(
      "45",
    );
    for (const { url } of server!.received)
      expect(new URL(url, "http://x").searchParams.get("fields")).toBe(
        "books(title),nextPageToken",
      );
  });

  test("headers of the call go with each page", async () => {
    const { url } = await paged(three);
    const request = books(url, {}, { headers: { "x-test": "1" } });
    await collect(iterateItems(request, { prefetch: true }));
    expect(server!.received.map(({ headers }) => headers["x-test"])).toEqual([
      "1",
      "1",
      "1",
    ]);
  });

  test("tokens in bodies, and items that are a map", async () => {
    server = await loopback(({ body }): Answer => {
      const { pageToken } = JSON.parse(String(body)) as { pageToken?: string };
      return {
        body: pageToken
          ? { books: { z: 3 } }
          : { books: { x: 1, y: 2 }, nextPageToken: "t" },
      };
    });
    const method: PagedMethodDescriptor = {
      ...list,
      verb: "POST",
      path: "v1/books:search",
      requestToken: pageTokenInBody,
    };
    const { url, received } = server;
    const request = (): PagedRequest<object, [string, number]> =>
      client(url).paged(method, { body: { query: "q" } });
    const items = iterateItems(request(), { maxItems: 1 });
    expect(await collect(items)).toEqual([["x", 1]]);
    const behind = iterateItems(request(), {
      cursor: items.cursor,
      prefetch: true,
    });
    expect(await collect(behind)).toEqual([
      ["y", 2],
      ["z", 3],
    ]);
    expect(received.map(({ body }) => JSON.parse(String(body)))).toEqual([
      { query: "q" },
      { query: "q" },
      { query: "q", pageToken: "t" },
    ]);
  });

  test("methods that page without items give pages", async () => {
    const { url } = await paged(three);
    const request = client(url).pages<Books>(list, { name: "s" });
    const pages = iteratePages(request, { maxPages: 2, prefetch: true });
    expect(await collect(pages)).toEqual([three[""], three["a/+= &"]]);
  });

  test("the call itself is not sent, and can be iterated again", async () => {
    const { url } = await paged(three);
    const request = books(url);
    expect(await titles(iterateItems(request, { maxItems: 1 }))).toBe("1");
    expect(await titles(iterateItems(request, { maxItems: 3 }))).toBe("123");
    expect(await titles(request)).toBe("12345");
  });
});
