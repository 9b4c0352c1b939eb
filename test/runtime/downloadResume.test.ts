import { deflateSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { type Attempt, TransportError } from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import {
  forms,
  hashOf,
  mediaOf,
  mediaServer,
  type Serving,
  someBytes,
} from "./mediaServer.js";
import { failure } from "./service.js";

const media = someBytes(20_000);
const other = someBytes(20_000, "other");

const servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(
  ...servings: readonly Partial<Serving>[]
): Promise<Loopback> {
  const server = await mediaServer((index) => ({
    media,
    etag: '"1"',
    ...servings[index],
  }));
  servers.push(server);
  return server;
}

function times(count: number, serving: Partial<Serving>): Partial<Serving>[] {
  return Array.from({ length: count }, () => serving);
}

/** What each request asked for. */
function asked({ received }: Loopback): unknown[] {
  return received.map(({ headers }) => [headers.range, headers["if-range"]]);
}

describe.each(forms)("a %s", (form, read) => {
  test("goes on where the connection broke, again and again", async () => {
    const server = await serve({ cut: 5_000 }, { cut: 1 }, { cut: 7_000 });
    expect(await read(mediaOf(server))).toEqual(media);
    expect(asked(server)).toEqual([
      [undefined, undefined],
      ["bytes=5000-19999", '"1"'],
      ["bytes=5001-19999", '"1"'],
      ["bytes=12001-19999", '"1"'],
    ]);
    expect(server.received.at(-1)?.headers.authorization).toBe("Bearer TOKEN");
  });

  test("of a range asks for the rest of the range", async () => {
    const server = await serve({ cut: 10 });
    const range = { offset: 100, length: 1000 };
    expect(await read(mediaOf(server, { range }))).toEqual(
      media.subarray(100, 1100),
    );
    expect(asked(server)).toEqual([
      ["bytes=100-1099", undefined],
      ["bytes=110-1099", '"1"'],
    ]);
  });

  test("of a header's range as well", async () => {
    const server = await serve({ cut: 10 });
    const headers = { range: "bytes=-1000" };
    expect(await read(mediaOf(server, { headers }))).toEqual(
      media.subarray(-1000),
    );
    expect(asked(server)).toEqual([
      ["bytes=-1000", undefined],
      ["bytes=19010-19999", '"1"'],
    ]);
  });

  test("of a range that the server ignores goes on all the same", async () => {
    const server = await serve(
      { whole: true, cut: 500 },
      { whole: true, cut: 50 },
      { whole: true, cut: 700 },
    );
    const range = { offset: 100, length: 1000 };
    expect(await read(mediaOf(server, { range }))).toEqual(
      media.subarray(100, 1100),
    );
    expect(server.received).toHaveLength(4);
  });

  test("takes a part that is shorter than asked for", async () => {
    const server = await serve(
      { cut: 10 },
      {
        headers: {
          "content-range": "bytes 10-19/20000",
          "content-length": "10",
        },
        media: media.subarray(0, 20),
      },
    );
    expect(await read(mediaOf(server))).toEqual(media);
    expect(asked(server)).toEqual([
      [undefined, undefined],
      ["bytes=10-19999", '"1"'],
      ["bytes=20-19999", '"1"'],
    ]);
  });

  test("goes on when an attempt takes too long", async () => {
    const server = await serve({ hang: 5_000 });
    expect(await read(mediaOf(server, { attemptTimeout: 1500 }))).toEqual(
      media,
    );
    expect(asked(server)).toEqual([
      [undefined, undefined],
      ["bytes=5000-19999", '"1"'],
    ]);
  });

  test("goes on after a server's error in between", async () => {
    const seen: Attempt[] = [];
    let index = 0;
    const server = await loopback(({ headers }, response) => {
      const number = index++;
      if (number === 1) return { status: 503 };
      if (number === 2) {
        expect(headers.range).toBe("bytes=4-9");
        const range = { "content-range": "bytes 4-9/10", etag: '"1"' };
        return { status: 206, headers: range, body: "456789" };
      }
      response.writeHead(200, { "content-length": 10, etag: '"1"' });
      response.write("0123", () => setTimeout(() => response.destroy(), 200));
      return undefined;
    });
    servers.push(server);
    const retry = {
      initialDelay: 1,
      onAttempt: (one: Attempt) => seen.push(one),
    };
    expect(String(await read(mediaOf(server, { retry })))).toBe("0123456789");
    expect(
      seen.map(({ number, status, delay }) => [
        number,
        status,
        delay !== undefined,
      ]),
    ).toEqual([
      [1, 200, true],
      [2, 503, true],
      [1, 206, false],
    ]);
    expect(seen[0]?.error).toBeInstanceOf(TransportError);
  });

  test("counts attempts anew after each byte, and gives up where none comes", async () => {
    const server = await serve(...times(12, { cut: 100 }));
    expect(await read(mediaOf(server))).toEqual(media);
    expect(server.received).toHaveLength(13);

    const stuck = await serve({ cut: 100 }, ...times(9, { cut: 0 }));
    const error = await failure(read(mediaOf(stuck)));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty("outcome", "unknown");
    expect(stuck.received).toHaveLength(8);
  });

  test("counts the retries' deadline from the last byte that came", async () => {
    const server = await loopback(({ headers }, response) => {
      if (headers.range) {
        const range = { "content-range": "bytes 4-9/10", etag: '"1"' };
        return { status: 206, headers: range, body: "456789" };
      }
      response.writeHead(200, { "content-length": 10, etag: '"1"' });
      response.write("01");
      setTimeout(() => response.write("23"), 1700);
      setTimeout(() => response.destroy(), 1900);
      return undefined;
    });
    servers.push(server);
    const retry = { initialDelay: 1, deadline: 1500 };
    expect(String(await read(mediaOf(server, { retry })))).toBe("0123456789");
  });

  test("does not go on without retries", async () => {
    const server = await serve({ cut: 100 });
    const error = await failure(read(mediaOf(server, { retry: false })));
    expect(error).toBeInstanceOf(TransportError);
    expect(server.received).toHaveLength(1);
  });

  test("goes on with an ETag that lacks its quotes, without a condition", async () => {
    const bare = { etag: "CKih16GjycICEAE=" };
    const server = await serve({ ...bare, cut: 100 }, bare);
    expect(await read(mediaOf(server))).toEqual(media);
    expect(asked(server)).toEqual([
      [undefined, undefined],
      ["bytes=100-19999", undefined],
    ]);
  });

  test("passes over what it has when the server ignores the range", async () => {
    const server = await serve({ cut: 10_000 }, { whole: true });
    expect(await read(mediaOf(server))).toEqual(media);
    expect(server.received).toHaveLength(2);
  });

  test("is checked as a whole", async () => {
    const headers = { "x-goog-hash": hashOf(media) };
    const right = await serve({ headers, cut: 999 }, { headers, cut: 1 });
    expect(await read(mediaOf(right))).toEqual(media);
    const wrong = await serve({ headers, cut: 999 }, { media: other });
    expect(await failure(read(mediaOf(wrong)))).toHaveProperty(
      "message",
      expect.stringMatching(/^library.books.get: CRC-32C is /),
    );
  });

  test("that is redirected goes to the API again, with credentials there alone", async () => {
    const store = await serve({ cut: 100 });
    const api = await loopback(() => ({
      status: 302,
      headers: { location: `${store.url}signed` },
    }));
    servers.push(api);
    expect(await read(mediaOf(api))).toEqual(media);
    for (const { received } of [api, store]) {
      expect(received.map(({ headers }) => headers.range)).toEqual([
        undefined,
        "bytes=100-19999",
      ]);
      expect(received[1]?.headers["if-range"]).toBe('"1"');
    }
    for (const { headers } of api.received)
      expect(headers.authorization).toBe("Bearer TOKEN");
    for (const { headers } of store.received)
      expect(headers).not.toHaveProperty("authorization");
  });

  const broken: Partial<Serving> = { cut: 100 };
  const next: Partial<Serving> = { media: other, etag: '"2"' };
  const obstacles: readonly [string, string, Partial<Serving>[]][] = [
    [
      "there is no ETag",
      "the connection failed after 100 bytes: no strong ETag",
      [{ ...broken, etag: "" }, next],
    ],
    [
      "the ETag is weak",
      "the connection failed after 100 bytes: no strong ETag",
      [{ ...broken, etag: 'W/"1"' }, next],
    ],
    [
      "the length is unknown",
      "the connection failed after 100 bytes: no known length",
      [{ ...broken, chunked: true }, next],
    ],
    [
      "it is encoded",
      "the connection failed after 1000 bytes: no known length",
      [
        {
          media: deflateSync(media, { level: 0 }),
          headers: { "content-encoding": "deflate" },
          cut: 1007,
        },
        next,
      ],
    ],
    ["the media changed", "the media changed after 100 bytes", [broken, next]],
    [
      "it changed, and the server does not know conditions",
      "the media changed after 100 bytes",
      [
        { ...broken, etag: "1" },
        { ...next, etag: "2" },
        { ...next, etag: "2" },
      ],
    ],
    [
      "it changed and is shorter",
      "the media changed after 100 bytes",
      [
        { ...broken, etag: "1" },
        { media: other.subarray(0, 50), etag: "2" },
        { media: other.subarray(0, 50), etag: "2" },
      ],
    ],
    [
      "its length changed under the same ETag",
      "the media changed after 100 bytes",
      [
        broken,
        { media: other.subarray(0, 500) },
        { media: other.subarray(0, 500) },
      ],
    ],
    [
      "the rest is encoded",
      "the media changed after 100 bytes",
      [
        broken,
        { headers: { "content-encoding": "identity" } },
        { media: other },
      ],
    ],
    [
      "the server sends another part",
      "the media changed after 100 bytes",
      [
        broken,
        { headers: { "content-range": "bytes 101-19999/20000" } },
        { media: other },
      ],
    ],
    [
      "the server does not say which part it sends",
      "the media changed after 100 bytes",
      [broken, { headers: { "content-range": "bytes" } }, { media: other }],
    ],
  ];
  test.each(obstacles)(
    "begins anew, or fails, when %s",
    async (_case, message, servings) => {
      const server = await serve(...servings);
      if (form === "stream") {
        const error = await failure(read(mediaOf(server)));
        expect(error).toBeInstanceOf(TransportError);
        expect(error).toHaveProperty(
          "message",
          `library.books.get: ${message}`,
        );
      } else {
        expect(await read(mediaOf(server))).toEqual(servings.at(-1)?.media);
        expect(server.received).toHaveLength(servings.length);
        // Where a part came that was of no use, all is asked for.
        if (servings.length === 3)
          expect(asked(server).at(-1)).toEqual([undefined, undefined]);
      }
    },
  );
});

test("a new beginning asks for what was asked for at first", async () => {
  const range = { offset: 100, length: 1000 };
  const server = await serve(
    { etag: "1", cut: 10 },
    { etag: "2", media: other },
    { etag: "2", media: other, cut: 40 },
    { etag: "2", media: other },
  );
  expect(Buffer.from(await mediaOf(server, { range }).bytes())).toEqual(
    other.subarray(100, 1100),
  );
  expect(asked(server)).toEqual([
    ["bytes=100-1099", undefined],
    ["bytes=110-1099", undefined],
    ["bytes=100-1099", undefined],
    ["bytes=140-1099", undefined],
  ]);
});

test("what is begun anew does not count anew, even if more comes each time", async () => {
  const server = await mediaServer((index) => ({ media, cut: 100 * ++index }));
  servers.push(server);
  expect(await failure(mediaOf(server))).toBeInstanceOf(TransportError);
  expect(server.received).toHaveLength(8);
});

test("the budget ends what comes in drops", async () => {
  const server = await serve(...times(100, { cut: 1 }));
  expect(await failure(mediaOf(server))).toBeInstanceOf(TransportError);
  expect(server.received).toHaveLength(51);
});
