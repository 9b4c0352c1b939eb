import { afterEach, describe, expect, test } from "vitest";
import {
  ApiError,
  type CursorIterator,
  type ItemIterationOptions,
  iterateItems,
  iteratePages,
} from "../../templates/runtime/index.js";
import type { Loopback } from "../support/loopback.js";
import {
  books,
  collect,
  first,
  type Pages,
  servePages,
  three,
  titles,
  tokens,
} from "./bookPages.js";
import { type Book, type Books, client, failure, list } from "./service.js";

let server: Loopback | undefined;
afterEach(() => server?.close());

async function paged(pages: Pages): Promise<Loopback> {
  return (server = await servePages(pages));
}

describe("the cursor", () => {
  /** What is left of an iteration, from its cursor on, with a client of its own. */
  function rest(
    { cursor }: CursorIterator<unknown>,
    url: string,
    params: object = {},
  ): Promise<string> {
    return titles(iterateItems(books(url, params), { cursor }));
  }

  test.each([false, true])(
    "goes on behind each item, and is undefined behind the last (prefetch %s)",
    async (prefetch) => {
      const { url } = await paged(three);
      const items = iterateItems(books(url), { prefetch });
      expect(await rest(items, url)).toBe("12345");
      for (const left of ["2345", "345", "45", "5"]) {
        await items.next();
        expect(await rest(items, url)).toBe(left);
      }
      await items.next();
      expect(items.cursor).toBeUndefined();
      expect(await items.next()).toEqual({ done: true, value: undefined });
    },
  );

  test("goes on behind each page, and behind a page's items", async () => {
    const { url } = await paged(three);
    const pages = iteratePages(books(url));
    for (const left of [2, 1]) {
      await pages.next();
      const { cursor } = pages;
      expect(await collect(iteratePages(books(url), { cursor }))).toHaveLength(
        left,
      );
    }
    expect(await rest(pages, url)).toBe("5");
    await pages.next();
    expect(pages.cursor).toBeUndefined();
  });

  test("goes on where limits ended the iteration, piece by piece", async () => {
    const { url } = await paged(three);
    const pieces: string[] = [];
    let options: ItemIterationOptions = { maxItems: 2 };
    do {
      const items = iterateItems(books(url), options);
      pieces.push(await titles(items));
      options = { maxItems: 2, cursor: items.cursor };
    } while (options.cursor !== undefined);
    expect(pieces).toEqual(["12", "34", "5"]);
    expect(tokens(server!)).toEqual(["", "a/+= &", "b"]);
  });

  test("stays where it was when a page fails, so that the iteration can go on", async () => {
    const pages: Pages = { "": first };
    const { url } = await paged(pages);
    const items = iterateItems(books(url));
    expect(await failure(titles(items))).toBeInstanceOf(ApiError);
    Object.assign(pages, three);
    expect(await rest(items, url)).toBe("345");
  });

  test("stays where it was when the loop is left", async () => {
    const { url } = await paged(three);
    const items = iterateItems(books(url), { prefetch: true });
    for await (const { title } of items) if (title === "3") break;
    expect(await rest(items, url)).toBe("45");
  });

  test("wins over the call's own page token, with which an iteration begins otherwise", async () => {
    const { url } = await paged(three);
    const items = iterateItems(books(url, { pageToken: "a/+= &" }));
    expect(await rest(items, url)).toBe("345");
    const first = iterateItems(books(url));
    expect(await rest(first, url, { pageToken: "b" })).toBe("12345");
    await items.next();
    expect(await rest(items, url, { pageToken: "b" })).toBe("45");
  });

  test("behind empty pages is behind them", async () => {
    const { url } = await paged({
      "": { nextPageToken: "a" },
      a: { books: [], nextPageToken: "b" },
      b: { books: [{ title: "1" }] },
    });
    const items = iterateItems(books(url), { maxPages: 2 });
    expect(await titles(items)).toBe("");
    expect(await rest(items, url)).toBe("1");
    expect(tokens(server!)).toEqual(["", "a", "b"]);
  });

  test.each([
    ["shorter", { books: [{ title: "1" }], nextPageToken: "b" }, "5"],
    ["empty", { nextPageToken: "b" }, "5"],
    ["the last, and empty", {}, ""],
  ])("goes on behind a page that is now %s", async (_name, page, left) => {
    const pages: Pages = { ...three };
    pages[""] = {
      books: ["1", "2", "3", "4"].map((title) => ({ title })),
      nextPageToken: "b",
    };
    const { url } = await paged(pages);
    const items = iterateItems(books(url));
    for (let item = 0; item < 3; item++) await items.next();
    pages[""] = page;
    expect(await rest(items, url)).toBe(left);
  });

  test.each([
    "",
    "garbage",
    "null",
    "{}",
    "[]",
    '"library.books.list"',
    '["library.books.list"]',
    '["library.books.list","a"]',
    '["library.books.list",null,0]',
    '["library.books.list","a",-1]',
    '["library.books.list","a",0.5]',
    '["library.books.list","a","1"]',
    '["library.books.list","a",1,2]',
    '[7,"a",1]',
  ])("%s is refused", (cursor) => {
    const request = books("http://127.0.0.1:1/");
    for (const iterate of [iterateItems<Books, Book>, iteratePages<Books>]) {
      expect(() => iterate(request, { cursor })).toThrow(
        new TypeError("library.books.list: the cursor is none"),
      );
    }
  });

  test("of another method is refused, and for pages one between items", async () => {
    const { url } = await paged(three);
    const items = iterateItems(books(url));
    await items.next();
    const { cursor } = items;
    const other = { ...list, id: "library.shelves.list" };
    const request = client(url).paged<Books, Book>(other, { name: "s" });
    expect(() => iterateItems(request, { cursor })).toThrow(
      new TypeError(
        "library.shelves.list: the cursor is one of library.books.list",
      ),
    );
    expect(() => iteratePages(books(url), { cursor })).toThrow(
      new TypeError(
        "library.books.list: the cursor is in the middle of a page",
      ),
    );
  });
});
