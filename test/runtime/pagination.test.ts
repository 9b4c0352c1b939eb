import { afterEach, describe, expect, test } from "vitest";
import {
  ApiError,
  TransportError,
  type PagedRequest,
} from "../../templates/runtime/index.js";
import { maskHas } from "../../templates/runtime/fieldMask.js";
import type { PagedMethodDescriptor } from "../../templates/runtime/descriptor.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import { type Book, type Books, client, failure, list } from "./service.js";
import {
  nextPageTokenParameter,
  pageTokenInBody,
} from "../../templates/runtime/requestToken.js";

let server: Loopback | undefined;
afterEach(() => server?.close());

/** A server whose pages are named by their tokens; the first page has the name "". */
async function paged(
  pages: Record<string, object>,
  parameter = "pageToken",
): Promise<Loopback> {
  server = await loopback(({ url }): Answer => {
    const page =
      pages[new URL(url, "http://x").searchParams.get(parameter) ?? ""];
    return page ? { body: page } : { status: 400, body: {} };
  });
  return server;
}

const three = {
  "": { books: [{ title: "1" }, { title: "2" }], nextPageToken: "a/+= &" },
  "a/+= &": { books: [{ title: "3" }], nextPageToken: "b" },
  b: { nextPageToken: "" },
};

function books(url: string, params: object = {}): PagedRequest<Books, Book> {
  return client(url).paged<Books, Book>(list, { name: "shelves/1", ...params });
}

async function collect<T>(items: AsyncIterable<T>, most = 100): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) {
    all.push(item);
    if (all.length >= most) break;
  }
  return all;
}

/** The query of each request, decoded. */
function queries({ received }: Loopback): string[] {
  return received.map(({ url }) =>
    decodeURIComponent(new URL(url, "http://x").search),
  );
}

describe("iteration", () => {
  test("gives the items of all pages, also past an empty last one", async () => {
    const { url, received } = await paged(three);
    expect(await collect(books(url))).toEqual([
      { title: "1" },
      { title: "2" },
      { title: "3" },
    ]);
    expect(received).toHaveLength(3);
  });

  test("goes on after an empty page in the middle", async () => {
    const { url } = await paged({
      "": { nextPageToken: "a" },
      a: { books: [], nextPageToken: "b" },
      b: { books: [{ title: "1" }] },
    });
    expect(await collect(books(url))).toEqual([{ title: "1" }]);
  });

  test("gives pages", async () => {
    const { url } = await paged(three);
    expect(await collect(books(url).pages())).toEqual(Object.values(three));
  });

  test("asks for no page before it is wanted", async () => {
    const { url, received } = await paged(three);
    expect(await collect(books(url), 2)).toHaveLength(2);
    expect(received).toHaveLength(1);
  });

  test("keeps the other parameters, and starts at the caller's token", async () => {
    const { url } = await paged(three);
    await collect(
      books(url, { pageToken: "a/+= &", view: ["x", "y"], empty: "" }),
    );
    expect(queries(server!)).toEqual([
      "?pageToken=a/+= &&view=x&view=y&empty=&alt=json",
      "?pageToken=b&view=x&view=y&empty=&alt=json",
    ]);
  });

  test("keeps headers and options", async () => {
    const { url, received } = await paged(three);
    await collect(
      client(url).paged(list, { name: "s" }, { headers: { "x-test": "1" } }),
    );
    expect(received.map(({ headers }) => headers["x-test"])).toEqual([
      "1",
      "1",
      "1",
    ]);
  });

  test("of a map gives its entries", async () => {
    const { url } = await paged({
      "": { books: { x: 1, y: 2 }, nextPageToken: "a" },
      a: { books: { z: 3 } },
    });
    const request = client(url).paged<object, [string, number]>(list, {
      name: "s",
    });
    expect(await collect(request)).toEqual([
      ["x", 1],
      ["y", 2],
      ["z", 3],
    ]);
  });

  test("ends with the error of a later page", async () => {
    const { url } = await paged({
      "": { books: [{ title: "1" }], nextPageToken: "gone" },
    });
    const seen: Book[] = [];
    const error = await failure(
      (async () => {
        for await (const book of books(url)) seen.push(book);
      })(),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(seen).toHaveLength(1);
  });

  test.each([
    ["the same token", ["", "a"], 10],
    ["two in turns", ["", "a", "b"], 10],
    ["the caller's own", ["a", "a"], 10],
    ["a long circle", ["", ..."abcdefghijklmnopqrstuvwxyz"], 120],
  ])("of %s for ever is an error", async (_name, tokens, most) => {
    const circle = tokens.slice(1);
    const pages = Object.fromEntries(
      [...new Set(tokens)].map((token, i) => [
        token,
        { nextPageToken: circle[(token === "" ? 0 : i) % circle.length] },
      ]),
    );
    const { url, received } = await paged(pages);
    const error = await failure(
      collect(books(url, { pageToken: tokens[0] }).pages(), 1000),
    );
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      "library.books.list: tokens repeat",
    );
    expect(received.length).toBeLessThan(most);
  });

  test("of many pages with tokens of their own is none", async () => {
    server = await loopback(({ url }): Answer => {
      const page = Number(
        new URL(url, "http://x").searchParams.get("pageToken") ?? 0,
      );
      return {
        body: {
          books: [{ title: String(page) }],
          ...(page < 300 ? { nextPageToken: String(page + 1) } : {}),
        },
      };
    });
    expect(await collect(books(server.url), 1000)).toHaveLength(301);
  });

  test("stops when the signal aborts", async () => {
    const { url, received } = await paged(three);
    const controller = new AbortController();
    const request = client(url).paged<Books, Book>(
      list,
      { name: "s" },
      { signal: controller.signal },
    );
    const error = await failure(
      (async () => {
        for await (const book of request)
          if (book.title === "2") controller.abort(new Error("enough"));
      })(),
    );
    expect(error).toHaveProperty("message", "enough");
    expect(received).toHaveLength(1);
  });
});

describe("next", () => {
  test("walks to null, as the reference page has it", async () => {
    const { url } = await paged(three);
    const titles: unknown[] = [];
    let request: PagedRequest<Books, Book> | null = books(url, {
      view: ["x", "y"],
    });
    while (request) {
      const response: Books = await request.execute();
      titles.push(...(response.books ?? []).map((book) => book.title));
      request = request.next(response);
    }
    expect(titles).toEqual(["1", "2", "3"]);
    expect(queries(server!)[1]).toBe(
      "?view=x&view=y&pageToken=a/+= &&alt=json",
    );
  });

  test.each([{}, { nextPageToken: "" }, { nextPageToken: null }])(
    "is null after %j",
    (response) => {
      expect(
        client("http://x/")
          .paged<object, Book>(list, { name: "s" })
          .next(response),
      ).toBeNull();
    },
  );

  test("of pages without known items is a request for pages", async () => {
    const { url } = await paged(three);
    const request = client(url).pages<Books>(list, { name: "s" });
    const second = request.next(await request);
    expect(await second).toEqual(three["a/+= &"]);
    expect(second && Symbol.asyncIterator in second).toBe(false);
  });

  test("puts the token where the method wants it", async () => {
    const { url } = await paged(
      { "": { pageToken: "t" }, t: {} },
      "nextPageToken",
    );
    const method: PagedMethodDescriptor = {
      ...list,
      requestToken: nextPageTokenParameter,
      responseToken: "pageToken",
    };
    expect(
      await collect(client(url).pages(method, { name: "s" }).pages()),
    ).toHaveLength(2);
    expect(queries(server!)).toEqual([
      "?alt=json",
      "?nextPageToken=t&alt=json",
    ]);
  });

  test.each([
    [
      { query: "q", pageToken: "old" },
      { query: "q", pageToken: "t" },
    ],
    [undefined, { pageToken: "t" }],
    [null, { pageToken: "t" }],
  ])("puts the token into the body %j", async (body, expected) => {
    server = await loopback([{ body: { nextPageToken: "t" } }, { body: {} }]);
    const method: PagedMethodDescriptor = {
      ...list,
      verb: "POST",
      path: "v1/books:search",
      requestToken: pageTokenInBody,
    };
    expect(
      await collect(
        client(server.url).pages(method, { body, view: "x" }).pages(),
      ),
    ).toHaveLength(2);
    expect(server.received[1]?.url).toBe("/v1/books:search?view=x&alt=json");
    expect(JSON.parse(String(server.received[1]?.body))).toEqual(expected);
    if (body) expect(body.pageToken).toBe("old");
  });
});

describe("the fields mask", () => {
  test.each([
    ["items", false],
    ["items(id,nextPageToken)", false],
    ["items/nextPageToken", false],
    ["items(id,owner(name)),nextPageToken", true],
    ["kind, nextPageToken ,items", true],
    ["nextPageToken", true],
    ["*", true],
    ["items(*)", false],
    ["", true],
    ["items(", false],
  ])("%s: %s", (fields, expected) => {
    expect(maskHas({ fields }, "nextPageToken")).toBe(expected);
  });

  test("gets the token when iterating", async () => {
    const { url } = await paged(three);
    await collect(books(url, { fields: "books(title)" }));
    expect(queries(server!)).toEqual([
      "?fields=books(title),nextPageToken&alt=json",
      "?fields=books(title),nextPageToken&pageToken=a/+= &&alt=json",
      "?fields=books(title),nextPageToken&pageToken=b&alt=json",
    ]);
  });

  test("is not changed where it has the token, or where one page is asked for", async () => {
    const { url } = await paged(three);
    await books(url, { fields: "books" });
    await collect(books(url, { fields: "*" }), 1);
    expect(queries(server!)).toEqual([
      "?fields=books&alt=json",
      "?fields=*&alt=json",
    ]);
  });

  test("without the token makes next an error, unless a token came", () => {
    const request = books("http://x/", { fields: "books(title)" });
    expect(() => request.next({})).toThrow(TypeError);
    expect(() => request.next({})).toThrow(
      'library.books.list: "fields" has no nextPageToken',
    );
    expect(request.next({ nextPageToken: "t" })).not.toBeNull();
  });
});
