/** The fake server where more than JSON goes over the wire: uploads, downloads, wrapped data, nothing at all. */
import { join } from "node:path";
import { beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import {
  ApiClient,
  ApiError,
  type ApiRequest,
  batch,
  type ClientOptions,
  conditional,
  download,
  type Media,
  type MediaRequest,
  type RequestOptions,
  type ServiceDescriptor,
  type UploadProgress,
  upload,
} from "../../templates/runtime/index.js";
import type * as Testing from "../../templates/runtime/testing.js";
import {
  apiError,
  connectionError,
  FakeServer,
} from "../../templates/runtime/testing.js";
import { discoveryCodegen } from "../support/commandLine.js";
import { corpusPath, describeCorpus } from "../support/corpus.js";
import { loadGenerated } from "../support/loadGenerated.js";
import { inTemporaryFolder, writeFiles } from "../support/temporary.js";
import { type Book, failure, get, insert, service } from "./service.js";
import { dataWrapper } from "../../templates/runtime/dataWrapper.js";

interface InsertParams {
  book: string;
  body?: { note?: string } | undefined;
  media?: Media | undefined;
}

const remove = {
  ...get,
  id: "library.books.delete",
  noResponse: true,
} as const;
const search = { ...get, id: "library.books.search" };

/** As generated code has it. */
class BooksResource {
  readonly #client: ApiClient;
  constructor(client: ApiClient) {
    this.#client = client;
  }
  get(params: { name: string }, options?: RequestOptions): ApiRequest<Book> {
    return this.#client.request(get, params, options);
  }
  get_media(params: { name: string }): MediaRequest {
    return download(this.#client, get, params);
  }
  delete(params: { name: string }): ApiRequest<void> {
    return this.#client.request(remove, params);
  }
  search(params: { name?: string } = {}): ApiRequest<unknown> {
    return this.#client.request(search, { name: "b", ...params });
  }
  insert(params: InsertParams, options?: RequestOptions): ApiRequest<Book> {
    return upload(this.#client, insert, params, options);
  }
}

let google: FakeServer;
let books: BooksResource;

function resource(
  options: ClientOptions = google.options,
  of: ServiceDescriptor = service,
): BooksResource {
  return new BooksResource(new ApiClient(of, options));
}

beforeEach(() => {
  google = new FakeServer();
  books = resource();
});

/** Every byte there is, and what looks like the end of a part. */
const bytes = new Uint8Array([
  ...Array.from({ length: 256 }, (_, i) => i),
  ...new TextEncoder().encode("\r\n--x--\r\n\r\n"),
]);

describe("an upload is one call with all its bytes", () => {
  test.each<[string, Omit<InsertParams, "book">, string]>([
    ["media", { media: { body: bytes } }, "media"],
    ["multipart", { media: { body: bytes }, body: { note: "ä" } }, "multipart"],
    ["resumable", { media: { body: bytes, resumable: true } }, "resumable"],
    [
      "resumable with metadata",
      { media: { body: bytes, resumable: true }, body: { note: "ä" } },
      "resumable",
    ],
  ])("%s", async (_name, params, uploadType) => {
    const insert = google.on(books, "insert").answer({ title: "x" });
    const media = { ...params.media, body: bytes, mimeType: "image/png" };
    expect(await books.insert({ book: "b", ...params, media })).toEqual({
      title: "x",
    });
    expect(insert.calls).toHaveLength(1);
    const [call] = insert.calls;
    expect(call).toMatchObject({
      verb: "POST",
      params: { book: "b", media: { mimeType: "image/png" } },
    });
    expect(call?.body).toEqual(params.body);
    expect(new URL(call?.url ?? "").searchParams.get("uploadType")).toBe(
      uploadType,
    );
    expect(call?.media?.type).toBe("image/png");
    expect(new Uint8Array(await call!.media!.arrayBuffer())).toEqual(bytes);
  });

  test("of no bytes, too", async () => {
    const insert = google.on(books, "insert").answer({});
    for (const resumable of [true, false])
      for (const body of [undefined, {}]) {
        await books.insert({ book: "b", body, media: { body: "", resumable } });
        expect(insert.calls.at(-1)?.media?.size).toBe(0);
        expect(insert.calls.at(-1)?.body).toEqual(body);
      }
    expect(insert.calls).toHaveLength(4);
  });

  test("and an error is the whole upload's", async () => {
    google.on(books, "insert").answer(apiError(403, "PERMISSION_DENIED"));
    for (const resumable of [true, false]) {
      const work = books.insert({ book: "b", media: { body: "x", resumable } });
      expect(await failure(work)).toBeInstanceOf(ApiError);
    }
    expect(google.calls).toHaveLength(2);
  });

  test("without media it is an ordinary one", async () => {
    const insert = google.on(books, "insert").answer({});
    await books.insert({ book: "b", body: { note: "n" } });
    expect(insert.calls[0]).toMatchObject({
      body: { note: "n" },
      media: undefined,
    });
  });
});

describe("a resumable upload in chunks", () => {
  const chunkSize = 256 * 1024;
  const text = "0123456789".repeat(100_000);

  async function* stream(): AsyncGenerator<Uint8Array> {
    yield new TextEncoder().encode(text);
  }

  test("of a stream arrives whole, and tells its progress", async () => {
    const insert = google.on(books, "insert").answer({ title: "x" });
    const uploaded: number[] = [];
    const resumable = {
      chunkSize,
      onProgress: (progress: UploadProgress) =>
        void uploaded.push(progress.uploaded),
    };
    const media = { body: stream(), resumable };
    expect(await books.insert({ book: "b", media })).toEqual({ title: "x" });
    expect(await insert.calls[0]?.media?.text()).toBe(text);
    expect(insert.calls).toHaveLength(1);
    expect(uploaded).toEqual([
      chunkSize,
      2 * chunkSize,
      3 * chunkSize,
      text.length,
    ]);
  });

  test("can be stopped, and continued in its session", async () => {
    const insert = google.on(books, "insert").answer({ title: "x" });
    let session = "";
    const stop = new Error("stop");
    const stopped = books.insert({
      book: "b",
      media: {
        body: text,
        resumable: {
          chunkSize,
          onSession: (url) => void (session = url),
          onProgress() {
            throw stop;
          },
        },
      },
    });
    expect(await failure(stopped)).toBe(stop);
    expect(insert.calls).toEqual([]);
    const media = { body: text, resumable: { session } };
    expect(await books.insert({ book: "b", media })).toEqual({ title: "x" });
    expect(await insert.calls[0]?.media?.text()).toBe(text);
  });

  test("is retried when its end fails, without sending it again", async () => {
    const insert = google
      .on(books, "insert")
      .answerOnce(apiError(503))
      .answerOnce(connectionError())
      .answer({ title: "x" });
    const media = { body: text, resumable: { chunkSize } };
    expect(await books.insert({ book: "b", media })).toEqual({ title: "x" });
    expect(insert.calls).toHaveLength(3);
  });
});

describe("a resumable upload by hand", () => {
  const session = "https://library.googleapis.com/s?upload_id=1";

  /** Speaks the protocol itself, with the credentials of the call that opened the session. */
  async function speak(): Promise<
    (range: string, body?: string, url?: string) => Promise<Response>
  > {
    const call = upload<Book>(new ApiClient(service, google.options), insert, {
      book: "b",
    });
    const send = (
      verb: string,
      url: string,
      headers: Record<string, string>,
      body?: string,
    ): Promise<Response> => {
      const request = {
        call,
        methodId: insert.id,
        verb,
        url,
        headers: new Headers(headers),
        body,
      };
      return google.middleware(request, async () => Response.error());
    };
    const opened = await send(
      "POST",
      "https://library.googleapis.com/s?uploadType=resumable",
      { "x-upload-content-type": "text/plain" },
      "{}",
    );
    const location = new URL(opened.headers.get("location") ?? "");
    expect(location.searchParams.get("upload_id")).toBe("1");
    return (range, body, url = location.href) =>
      send("PUT", url, { "content-range": range }, body);
  }

  test("may be asked what has come, repeat bytes, and be of unknown length", async () => {
    const { calls } = google.on(books, "insert").answer({ title: "x" });
    const put = await speak();
    const nothing = await put("bytes */*");
    expect(nothing.status).toBe(308);
    expect(nothing.headers.has("range")).toBe(false);
    const some = await put("bytes 0-3/*", "abcd");
    expect([some.status, some.headers.get("range")]).toEqual([
      308,
      "bytes=0-3",
    ]);
    const gap = await put("bytes 5-6/7", "xx");
    expect([gap.status, gap.headers.get("range")]).toEqual([308, "bytes=0-3"]);
    await put("bytes 2-5/*", "cdef");
    expect(calls).toHaveLength(0);
    const done = await put("bytes */6");
    expect(await done.json()).toEqual({ title: "x" });
    expect(await google.calls[0]?.media?.text()).toBe("abcdef");
    expect(google.calls[0]?.body).toEqual({});
  });

  test("has sessions of its own only", async () => {
    const put = await speak();
    expect((await put("bytes 0-0/1", "a", `${session}2`)).status).toBe(404);
  });
});

describe("a download", () => {
  test.each<[string, Blob | Uint8Array | string | Response]>([
    ["a Blob", new Blob(["äöü"])],
    ["bytes", new TextEncoder().encode("äöü")],
    ["text", "äöü"],
    ["a Response", new Response("äöü")],
    ["a stream", new Response(new Blob(["äöü"]).stream())],
  ])("is answered with %s, and read in any form", async (_name, media) => {
    const fake = google.on(books, "get_media");
    if (media instanceof Response) fake.answer(media);
    else fake.answer(media);
    const call = books.get_media({ name: "b" });
    expect(await (await call).text()).toBe("äöü");
    expect(await call.text()).toBe("äöü");
    expect(new TextDecoder().decode(await call.bytes())).toBe("äöü");
    expect(await new Response(await call.stream()).text()).toBe("äöü");
  });

  test("is another method than the one whose media it is", async () => {
    google.on(books, "get").answer({ title: "JSON" });
    const work = books.get_media({ name: "b" });
    expect(await failure(work)).toHaveProperty(
      "message",
      expect.stringContaining("no answer"),
    );
    const media = google.on(books, "get_media").answer("media");
    expect(await books.get_media({ name: "b" }).text()).toBe("media");
    expect(await books.get({ name: "b" })).toEqual({ title: "JSON" });
    expect(media.calls).toHaveLength(2);
  });
});

describe("the calls of a batch", () => {
  beforeEach(() => {
    books = resource(google.options, { ...service, batchPath: "batch/v1" });
  });

  test("are answered and seen one by one", async () => {
    const get = google
      .on(books, "get")
      .answerOnce({ title: "ä\r\n" })
      .answerOnce(apiError(404, "NOT_FOUND", "no such book"));
    google.on(books, "delete").answer();
    const insert = google.on(books, "insert").answer(({ body }) => ({
      title: body?.note ?? "",
    }));
    const results = await batch([
      books.get({ name: "a/b c" }),
      books.delete({ name: "a" }),
      books.get({ name: "d" }),
      books.insert(
        { book: "e", body: { note: "ö" } },
        { headers: { "x-trace": "t" } },
      ),
    ]);
    expect(results).toEqual([
      { status: "fulfilled", value: { title: "ä\r\n" } },
      { status: "fulfilled", value: undefined },
      { status: "rejected", reason: expect.any(ApiError) },
      { status: "fulfilled", value: { title: "ö" } },
    ]);
    expect(results[2].status === "rejected" && results[2].reason).toMatchObject(
      { status: "NOT_FOUND", methodId: "library.books.get" },
    );
    expect(get.calls.map(({ params, url }) => [params.name, url])).toEqual([
      ["a/b c", "https://library.googleapis.com/v1/a/b%20c?alt=json"],
      ["d", "https://library.googleapis.com/v1/d?alt=json"],
    ]);
    expect(insert.calls[0]).toMatchObject({
      verb: "POST",
      body: { note: "ö" },
    });
    expect(insert.calls[0]?.headers.get("x-trace")).toBe("t");
    expect(google.calls).toHaveLength(4);
    google.verify();
  });

  test("all fail where one has no answer, which verify() tells", async () => {
    google.on(books, "get").answer({});
    const results = await batch([
      books.get({ name: "a" }),
      books.delete({ name: "a" }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      "rejected",
      "rejected",
    ]);
    expect(() => google.verify()).toThrow("library.books.delete was called");
  });

  test("may go over a connection that fails", async () => {
    google.on(books, "get").answerOnce(connectionError()).answer({});
    const [result] = await batch([books.get({ name: "a" })]);
    expect(result).toEqual({ status: "fulfilled", value: {} });
  });
});

test("a call with a condition may be answered that nothing has changed", async () => {
  const get = google
    .on(books, "get")
    .answer(new Response(null, { status: 304, headers: { etag: '"1"' } }));
  const answer = await conditional(books.get({ name: "b" }), {
    ifNoneMatch: '"1"',
  });
  expect(answer).toEqual({ notModified: true, etag: '"1"' });
  expect(get.calls[0]?.headers.get("if-none-match")).toBe('"1"');
});

test("a method without a response is answered with nothing", async () => {
  google.on(books, "delete").answer();
  expect(await books.delete({ name: "b" })).toBeUndefined();
});

test("wrapped data is wrapped and unwrapped", async () => {
  const of = { ...service, wrapper: dataWrapper } as const;
  const wrapped = resource(google.options, of);
  google.on(wrapped, "get").answer({ title: "x" });
  expect(await wrapped.get({ name: "b" })).toEqual({ title: "x" });
  const response = await wrapped.get({ name: "b" }).asResponse();
  expect(await response.json()).toEqual({ data: { title: "x" } });
});

test.each([["text"], [1], [null], [[{}]], [false]])(
  "where a method gives any JSON, %j is",
  async (value) => {
    google.on(books, "search").answer(value);
    expect(await books.search()).toEqual(value);
  },
);

test("types: what is wrong does not compile", () => {
  const media = google.on(books, "get_media");
  media.answer(({ name }) => name).answer(new Uint8Array());
  // @ts-expect-error a download is no JSON
  media.answer({ title: "x" });
  // @ts-expect-error nor is a book media
  google.on(books, "get").answer("x");
  // @ts-expect-error nothing is the answer
  google.on(books, "delete").answer({});
  expectTypeOf(google.on(books, "insert").calls[0]?.params).toEqualTypeOf<
    InsertParams | undefined
  >();
  expectTypeOf(google.on(books, "search").calls[0]?.params).toEqualTypeOf<
    { name?: string } | undefined
  >();
});

describeCorpus("with a client of Drive", () => {
  /** What of the client is used here; its types are checked elsewhere. */
  interface Drive {
    readonly files: {
      create(params: object): ApiRequest<{ name?: string }>;
      get_media(params: object): MediaRequest;
      delete(params: object): ApiRequest<void>;
    };
    readonly about: { get(params: object): ApiRequest<{ kind?: string }> };
  }

  test("files are created, read and deleted", async () => {
    const { Drive, FakeServer, apiError } = await inTemporaryFolder(
      async (out) => {
        await discoveryCodegen([
          "generate",
          corpusPath("drive.v3"),
          "--out",
          out,
        ]);
        const index =
          'export * from "./drive-v3/index.js"; export * from "./runtime/testing.js";';
        await writeFiles(out, [["all.ts", index]]);
        return loadGenerated<
          typeof Testing & { Drive: new (options: ClientOptions) => Drive }
        >(join(out, "all.ts"));
      },
    );
    const google = new FakeServer();
    const { files, about } = new Drive(google.options);
    google.on(about, "get").answer({ kind: "drive#about" });
    expect(await about.get({ fields: "kind" })).toEqual({
      kind: "drive#about",
    });
    const create = google
      .on(files, "create")
      .answer((_params, { body }) => body as { name: string });
    for (const resumable of [false, true]) {
      const created = await files.create({
        body: { name: "a.txt" },
        media: { body: "text", mimeType: "text/plain", resumable },
      });
      expect(created).toEqual({ name: "a.txt" });
      expect(await create.calls.at(-1)?.media?.text()).toBe("text");
    }
    google.on(files, "get_media").answer(new Uint8Array([0, 255]));
    expect(await files.get_media({ fileId: "1" }).bytes()).toEqual(
      new Uint8Array([0, 255]),
    );
    google
      .on(files, "delete")
      .answerOnce()
      .answerOnce(apiError(404, "NOT_FOUND"));
    expect(await files.delete({ fileId: "1" })).toBeUndefined();
    expect(await failure(files.delete({ fileId: "1" }))).toHaveProperty(
      "status",
      "NOT_FOUND",
    );
    google.verify();
  });
});
