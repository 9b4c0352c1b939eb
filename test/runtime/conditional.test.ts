import { afterEach, describe, expect, test } from "vitest";
import {
  ApiError,
  type Attempt,
  type ByteRange,
  conditional,
  download,
  revalidate,
  type Versioned,
} from "../../templates/runtime/index.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import {
  type Book,
  type Books,
  client,
  create,
  failure,
  get,
  list,
} from "./service.js";

let server: Loopback;
afterEach(() => server.close());

const params = { name: "b" };

/** A server whose resource has a tag, and that knows the conditions of RFC 9110, section 13.1. */
async function serve(
  tag: string,
  answer: Answer = { body: { title: "T" } },
): Promise<void> {
  server = await loopback(({ headers }) => {
    const match = headers["if-match"];
    if (match !== undefined && match !== tag && match !== "*")
      return { status: 412, body: { error: { message: "it changed" } } };
    const etag = { etag: tag };
    if (headers["if-none-match"] === tag) return { status: 304, headers: etag };
    return { ...answer, headers: { ...answer.headers, ...etag } };
  });
}

function book(options = {}, clientOptions = {}) {
  return client(server.url, clientOptions).request<Book>(get, params, options);
}

describe("If-None-Match", () => {
  test.each([
    '"1"',
    'W/"1"',
    '""',
    "CKih16GjycICEAE=",
    "%EgUBAi43PRoEAQIFBw==",
  ])("a result with the tag %s is not sent again", async (tag) => {
    await serve(tag);
    const first = await conditional(book(), { ifNoneMatch: undefined });
    expect(first).toEqual({
      notModified: false,
      value: { title: "T" },
      etag: tag,
    });
    const next = await conditional(book(), { ifNoneMatch: first.etag });
    expect(next).toEqual({ notModified: true, etag: tag });
    expect(
      server.received.map(({ headers }) => headers["if-none-match"]),
    ).toEqual([undefined, tag]);
  });

  test("a result with another tag is", async () => {
    await serve('"2"');
    expect(await conditional(book(), { ifNoneMatch: '"1"' })).toEqual({
      notModified: false,
      value: { title: "T" },
      etag: '"2"',
    });
  });

  test("the tag is the field's where there is no header", async () => {
    const body = { title: "T", etag: '"field"' };
    server = await loopback([
      { body },
      { status: 304 },
      { body: "7" },
      { body: { etag: 7 } },
      { status: 204 },
    ]);
    const first = await conditional(book(), { ifNoneMatch: undefined });
    expect(first.etag).toBe('"field"');
    const condition = { ifNoneMatch: first.etag };
    expect(await conditional(book(), condition)).toEqual({
      notModified: true,
      etag: '"field"',
    });
    for (let answers = 3; answers <= 5; answers++)
      expect(await conditional(book(), condition)).toHaveProperty(
        "etag",
        undefined,
      );
  });

  test("a page", async () => {
    await serve('"1"', {
      body: { books: [{ title: "T" }], nextPageToken: "2" },
    });
    const pages = client(server.url).paged<Books, Book>(list, params);
    const first = await conditional(pages, { ifNoneMatch: undefined });
    expect(first).toHaveProperty("value.nextPageToken", "2");
    expect(await conditional(pages, { ifNoneMatch: first.etag })).toEqual({
      notModified: true,
      etag: '"1"',
    });
  });

  test("media", async () => {
    // A 304 has the headers of the answer that it stands for (RFC 9110, section 15.4.5).
    const hash = { "x-goog-hash": "crc32c=4waSgw==", "content-length": "9" };
    server = await loopback(({ headers }) =>
      headers["if-none-match"] === '"1"'
        ? { status: 304, headers: hash }
        : { headers: { etag: '"1"' }, body: "some text" },
    );
    const media = (range?: ByteRange) =>
      download(client(server.url), get, params, { range });
    const first = await conditional(media({ offset: 5 }), {
      ifNoneMatch: '"0"',
    });
    if (first.notModified) throw new Error("expected media");
    expect(await first.value.text()).toBe("text");
    expect(first.etag).toBe('"1"');
    for (const range of [{ offset: 5 }, undefined])
      expect(
        await conditional(media(range), {
          ifNoneMatch: '"1"',
        }),
      ).toEqual({ notModified: true, etag: '"1"' });
  });

  test("media at another origin, whose tag is asked for there", async () => {
    await serve('"1"', { body: "text" });
    const api = await loopback(() => ({
      status: 302,
      headers: { location: server.url },
    }));
    const media = download(client(api.url), get, params);
    const { etag } = await conditional(media, { ifNoneMatch: undefined });
    expect(await conditional(media, { ifNoneMatch: etag })).toHaveProperty(
      "notModified",
      true,
    );
    await api.close();
  });

  test("keeps the call's own options, and sees no other call", async () => {
    await serve('"1"');
    const seen: string[] = [];
    const request = book(
      {
        headers: new Headers({ "x-own": "1", "if-none-match": '"own"' }),
        middleware: [
          (attempt: never, next: (attempt: never) => Promise<Response>) => {
            seen.push("own");
            return next(attempt);
          },
        ],
        retry: {
          onAttempt: ({ status }: Attempt) => seen.push(String(status)),
        },
      },
      { headers: { "x-client": "2" } },
    );
    await conditional(request, { ifNoneMatch: '"1"' });
    expect(server.received[0]?.headers).toMatchObject({
      "x-own": "1",
      "x-client": "2",
      "if-none-match": '"1"',
    });
    expect(seen).toEqual(["own", "304"]);
    expect(request.options?.middleware).toHaveLength(1);
    expect(await request).toEqual({ title: "T" });
    expect(server.received[1]?.headers["if-none-match"]).toBe('"own"');
  });

  test("a 304 is no failed attempt", async () => {
    await serve('"1"');
    const attempts: Attempt[] = [];
    await conditional(
      book({ retry: { onAttempt: (one: Attempt) => attempts.push(one) } }),
      { ifNoneMatch: '"1"' },
    );
    expect(attempts).toMatchObject([{ status: 304, error: undefined }]);
  });

  test("a 304 after a retry", async () => {
    server = await loopback([{ status: 503 }, { status: 304 }]);
    const retry = { initialDelay: 1 };
    expect(await conditional(book({ retry }), { ifNoneMatch: '"1"' })).toEqual({
      notModified: true,
      etag: '"1"',
    });
  });

  test("a 304 that a middleware of the client's has made another response of", async () => {
    await serve('"1"');
    const middleware = [
      async (attempt: never, next: (attempt: never) => Promise<Response>) => {
        const { status, headers } = await next(attempt);
        return new Response(null, { status, headers });
      },
    ];
    expect(
      await conditional(book({}, { middleware }), { ifNoneMatch: '"1"' }),
    ).toEqual({ notModified: true, etag: '"1"' });
  });

  test("a 304 to a call without a condition is an error", async () => {
    server = await loopback(() => ({ status: 304 }));
    const error = await failure(
      conditional(book(), { ifNoneMatch: undefined }),
    );
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toHaveProperty("code", 304);
  });

  test("other errors are as ever", async () => {
    server = await loopback(() => ({ status: 404 }));
    expect(
      await failure(conditional(book(), { ifNoneMatch: '"1"' })),
    ).toMatchObject({ name: "ApiError", code: 404 });
  });
});

describe("If-Match", () => {
  const write = (condition: { ifMatch: string }) =>
    conditional(
      client(server.url).request<Book>(create, { body: { title: "T" } }),
      condition,
    );

  test.each(['"1"', "*"])("%s changes what has it", async (ifMatch) => {
    await serve('"1"');
    const { value, etag } = await write({ ifMatch });
    expect(value).toEqual({ title: "T" });
    expect(etag).toBe('"1"');
    expect(server.received[0]?.headers["if-match"]).toBe(ifMatch);
  });

  test("what has another is an ApiError", async () => {
    await serve('"2"');
    expect(await failure(write({ ifMatch: '"1"' }))).toMatchObject({
      name: "ApiError",
      code: 412,
      message: "it changed",
    });
  });

  test("without a tag nothing is sent", async () => {
    await serve('"1"');
    const error = await failure(
      write({ ifMatch: undefined as unknown as string }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      "message",
      "library.books.create: undefined is no entity tag",
    );
    expect(server.received).toHaveLength(0);
  });
});

test.each([
  '"1',
  '1"',
  '"1" ',
  '"1", "2"',
  "1, 2",
  "",
  " ",
  '"a\r\nx: y"',
  '"\u0000"',
  '"\u20ac"',
  "a\nb",
  'w/"1"',
  null,
  1,
])("%j is no tag, and nothing is sent", async (tag) => {
  await serve('"1"');
  for (const condition of [{ ifNoneMatch: tag }, { ifMatch: tag }]) {
    const error = await failure(
      conditional(book(), condition as { ifNoneMatch: string }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      "message",
      `library.books.get: ${JSON.stringify(tag)} is no entity tag`,
    );
  }
  expect(server.received).toHaveLength(0);
});

describe("revalidate", () => {
  test("brings a cache up to date", async () => {
    let title = "old";
    server = await loopback(({ headers }) => {
      const etag = `"${title}"`;
      return headers["if-none-match"] === etag
        ? { status: 304 }
        : { headers: { etag }, body: { title } };
    });
    const cache = new Map<string, Versioned<Book>>();
    const read = async (name: string): Promise<Versioned<Book>> => {
      const entry = await revalidate(book(), cache.get(name));
      cache.set(name, entry);
      return entry;
    };
    const first = await read("b");
    expect(first).toEqual({ value: { title: "old" }, etag: '"old"' });
    expect(await read("b")).toBe(first);
    title = "new";
    expect(await read("b")).toEqual({ value: { title: "new" }, etag: '"new"' });
    expect(server.received).toHaveLength(3);
  });

  test("asks for what has no tag each time", async () => {
    server = await loopback(() => ({ body: { title: "T" } }));
    const first = await revalidate(book(), undefined);
    expect(first).toEqual({ value: { title: "T" }, etag: undefined });
    expect(await revalidate(book(), first)).toEqual(first);
    expect(server.received[1]?.headers).not.toHaveProperty("if-none-match");
  });
});
