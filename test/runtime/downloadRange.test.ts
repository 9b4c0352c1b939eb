import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import {
  type ByteRange,
  TransportError,
} from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import {
  forms,
  mediaOf,
  mediaServer,
  type Serving,
  someBytes,
} from "./mediaServer.js";
import { failure } from "./service.js";

const media = someBytes(1000);

let server: Loopback;
afterEach(() => server.close());

async function serve(serving: Partial<Serving> = {}): Promise<void> {
  server = await mediaServer(() => ({ media, ...serving }));
}

const parts: readonly (readonly [ByteRange, string, number, number])[] = [
  [{ offset: 0 }, "bytes=0-", 0, 1000],
  [{ offset: 100 }, "bytes=100-", 100, 1000],
  [{ offset: 100, length: undefined }, "bytes=100-", 100, 1000],
  [{ offset: 100, length: 50 }, "bytes=100-149", 100, 150],
  [{ offset: 999, length: 1 }, "bytes=999-999", 999, 1000],
  [{ offset: 900, length: 5000 }, "bytes=900-5899", 900, 1000],
  [{ offset: -10 }, "bytes=-10", 990, 1000],
  [{ offset: -5000 }, "bytes=-5000", 0, 1000],
];

describe.each(forms)("as a %s", (_form, read) => {
  test.each(parts)(
    "%o is asked for as %s",
    async (range, header, begin, end) => {
      await serve();
      expect(await read(mediaOf(server, { range }))).toEqual(
        media.subarray(begin, end),
      );
      expect(server.received.map(({ headers }) => headers.range)).toEqual([
        header,
      ]);
    },
  );

  test.each(parts)(
    "%o is cut out where the server ignores it",
    async (range, _header, begin, end) => {
      await serve({ whole: true });
      expect(await read(mediaOf(server, { range }))).toEqual(
        media.subarray(begin, end),
      );
    },
  );

  test.each(parts.filter(([{ offset }]) => offset >= 0))(
    "%o is cut out of media of unknown length",
    async (range, _header, begin, end) => {
      await serve({ whole: true, chunked: true });
      expect(await read(mediaOf(server, { range }))).toEqual(
        media.subarray(begin, end),
      );
    },
  );

  test.each([
    [{ offset: 1000 }, {}, "an empty message"],
    [
      { offset: 1000 },
      { whole: true },
      "library.books.get: the server sent bytes 0 to 999, and the range begins at 1000",
    ],
    [
      { offset: 1001 },
      { whole: true, chunked: true },
      "library.books.get: the media has only 1000 bytes",
    ],
    [
      { offset: -1 },
      { whole: true, chunked: true },
      "library.books.get: not the part that was asked for",
    ],
  ] as const)("%o of %o is an error", async (range, serving, message) => {
    await serve(serving);
    const error = await failure(read(mediaOf(server, { range })));
    if (message === "an empty message") {
      expect(error).toMatchObject({ name: "ApiError", code: 416 });
    } else {
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toHaveProperty("message", message);
    }
    expect(server.received).toHaveLength(1);
  });

  test.each([
    [
      "bytes 101-149/1000",
      "the server sent bytes 101 to 149, and the range begins at 100",
    ],
    [
      "bytes 0-99/1000",
      "the server sent bytes 0 to 99, and the range begins at 100",
    ],
    ["bytes */1000", "the part is not known"],
    ["lines 100-149/1000", "the part is not known"],
    ["", "the part is not known"],
  ])("a part that is said to be %j is an error", async (said, message) => {
    await serve({ headers: { "content-range": said } });
    const error = await failure(
      read(mediaOf(server, { range: { offset: 100, length: 50 } })),
    );
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty("message", `library.books.get: ${message}`);
    expect(server.received).toHaveLength(1);
  });

  test("of a part that is longer than asked for it takes what it wants", async () => {
    server = await loopback(() => ({
      status: 206,
      headers: { "content-range": "bytes 90-199/1000" },
      body: media.subarray(90, 200),
    }));
    const range = { offset: 100, length: 50 };
    expect(await read(mediaOf(server, { range }))).toEqual(
      media.subarray(100, 150),
    );
  });

  test("of media of unknown length", async () => {
    await serve({ headers: { "content-range": "bytes 100-149/*" } });
    const range = { offset: 100, length: 50 };
    expect(await read(mediaOf(server, { range }))).toEqual(
      media.subarray(100, 150),
    );
  });

  test("of an encoded body, by the bytes that come out", async () => {
    await serve({
      media: gzipSync(media),
      whole: true,
      headers: { "content-encoding": "gzip" },
    });
    const range = { offset: 100, length: 50 };
    expect(await read(mediaOf(server, { range }))).toEqual(
      media.subarray(100, 150),
    );
  });

  test("a part of an encoding is an error", async () => {
    await serve({ headers: { "content-encoding": "gzip" } });
    expect(
      await failure(read(mediaOf(server, { range: { offset: 100 } }))),
    ).toHaveProperty("message", "library.books.get: the part is not known");
    expect(server.received).toHaveLength(1);
  });

  test.each([
    { offset: 0.5 },
    { offset: Number.NaN },
    { offset: Infinity },
    { offset: 2 ** 53 },
    { offset: "1" as unknown as number },
    { offset: 0, length: 0 },
    { offset: 0, length: -1 },
    { offset: 0, length: 1.5 },
    { offset: 1, length: 2 ** 53 },
    { offset: 0, length: "1" as unknown as number },
    { offset: -5, length: 5 },
  ])("%o is no range, and nothing is sent", async (range) => {
    await serve();
    const error = await failure(read(mediaOf(server, { range })));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      "message",
      expect.stringMatching(/^library.books.get: offset .* no range$/),
    );
    expect(server.received).toHaveLength(0);
  });
});

test("the option wins over a header", async () => {
  await serve();
  const request = mediaOf(server, {
    range: { offset: 10 },
    headers: { range: "bytes=0-1" },
  });
  expect(Buffer.from(await request.bytes())).toEqual(media.subarray(10));
});

test("asResponse() gives the part as the server sends it", async () => {
  await serve();
  const response = await mediaOf(server, {
    range: { offset: 10 },
  }).asResponse();
  expect(response.status).toBe(206);
  expect(response.headers.get("content-range")).toBe("bytes 10-999/1000");
  expect(Buffer.from(await response.arrayBuffer())).toEqual(media.subarray(10));
});
