/** How a download is watched and stopped, what it leaves behind, and how a body may end too early. */
import { getEventListeners } from "node:events";
import { createServer, type Socket } from "node:net";
import { setImmediate, setTimeout } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import {
  type DownloadProgress,
  TransportError,
} from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import { onlyTimersLeft, timers } from "../support/timers.js";
import {
  forms,
  mediaOf,
  mediaServer,
  readAll,
  type Serving,
  someBytes,
} from "./mediaServer.js";
import { failure } from "./service.js";

const media = someBytes(1000);

let server: Loopback;
afterEach(() => server.close());

async function serve(...servings: Partial<Serving>[]): Promise<void> {
  server = await mediaServer((index) => ({ media, ...servings[index] }));
}

/** A server that says these bytes to each request and closes the connection. */
async function say(text: string): Promise<void> {
  const sockets = new Set<Socket>();
  const raw = createServer((socket) => {
    sockets.add(socket.on("close", () => sockets.delete(socket)));
    socket.on("error", () => {});
    socket.once("data", () => socket.end(text));
  });
  await new Promise<void>((done) => raw.listen(0, "127.0.0.1", done));
  const { port } = raw.address() as { readonly port: number };
  const origin = `http://127.0.0.1:${port}`;
  server = {
    origin,
    url: `${origin}/`,
    received: [],
    close: () =>
      new Promise((done) => {
        raw.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

describe.each(forms)("a %s", (_form, read) => {
  test.each([
    [
      "fewer bytes than its Content-Length",
      "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabcd",
    ],
    [
      "no bytes of its Content-Length",
      "HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n",
    ],
    [
      "no last chunk",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n4\r\nabcd\r\n",
    ],
    [
      "half a chunk",
      "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n8\r\nabcd",
    ],
    [
      "a part of its Content-Range",
      "HTTP/1.1 206 Partial Content\r\ncontent-range: bytes 0-8/9\r\nconnection: close\r\n\r\nabcd",
    ],
  ])("of a body with %s is a TransportError", async (_case, text) => {
    await say(text);
    const error = await failure(read(mediaOf(server, { retry: false })));
    expect(error).toBeInstanceOf(TransportError);
  });

  test("of a body that ends with the connection is what came, which nobody can tell from the whole", async () => {
    await say("HTTP/1.1 200 OK\r\n\r\nabcd");
    expect(String(await read(mediaOf(server)))).toBe("abcd");
  });

  test.each([
    ["with its length", {}, {}, 1000],
    ["without", { chunked: true }, {}, undefined],
    ["of a range", {}, { range: { offset: 600 } }, 400],
    [
      "of a range that is cut out",
      { whole: true },
      { range: { offset: 600, length: 50 } },
      50,
    ],
  ] as const)(
    "tells of its progress, %s",
    async (_case, serving, options, total) => {
      await serve(serving);
      const seen: DownloadProgress[] = [];
      const onProgress = (one: DownloadProgress) => void seen.push(one);
      const { length } = await read(
        mediaOf(server, { ...options, onProgress }),
      );
      expect(seen.at(-1)).toEqual({ received: length, total });
      expect(seen.every((one) => one.total === total)).toBe(true);
    },
  );

  test("tells of its progress over a break", async () => {
    await serve({ etag: '"1"', cut: 300 }, { etag: '"1"' });
    const seen: DownloadProgress[] = [];
    await read(mediaOf(server, { onProgress: (one) => void seen.push(one) }));
    expect(seen).toEqual(
      seen.toSorted((one, next) => one.received - next.received),
    );
    expect(seen).toContainEqual({ received: 300, total: 1000 });
    expect(seen.at(-1)).toEqual({ received: 1000, total: 1000 });
  });

  test("ends with what its onProgress throws", async () => {
    await serve();
    const problem = new Error("full");
    const onProgress = () => {
      throw problem;
    };
    expect(await failure(read(mediaOf(server, { onProgress })))).toBe(problem);
    expect(server.received).toHaveLength(1);
  });

  test.each([undefined, 60_000])(
    "stops with its signal, in the middle and without a trace (timeout %s)",
    async (timeout) => {
      await serve({ hang: 100, etag: '"1"' });
      const before = timers();
      const controller = new AbortController();
      const { signal } = controller;
      const reason = new Error("stop");
      const onProgress = () => queueMicrotask(() => controller.abort(reason));
      const options = { signal, timeout, attemptTimeout: timeout, onProgress };
      expect(await failure(read(mediaOf(server, options)))).toBe(reason);
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
      expect(await onlyTimersLeft(before)).toBe(true);
      expect(server.received).toHaveLength(1);
    },
  );

  test("does not wait for what comes behind its range, and lets go of it", async () => {
    let left = (): void => {};
    const closed = new Promise<void>((resolve) => (left = resolve));
    server = await loopback((_request, response) => {
      response.on("close", left);
      response.writeHead(200, { "content-length": 2000 });
      response.write(media);
    });
    const range = { offset: 10, length: 20 };
    expect(await read(mediaOf(server, { range }))).toEqual(
      media.subarray(10, 30),
    );
    await closed;
  });

  test("stops while it waits to go on", async () => {
    await serve({ cut: 100, etag: '"1"' });
    const controller = new AbortController();
    const reason = new Error("stop");
    const retry = {
      initialDelay: 2 ** 31,
      maxDelay: 2 ** 30,
      deadline: 2 ** 31,
      onAttempt: () => void setImmediate().then(() => controller.abort(reason)),
    };
    const { signal } = controller;
    expect(await failure(read(mediaOf(server, { retry, signal })))).toBe(
      reason,
    );
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test.each(['"1"', ""])(
    "stops when its time is over (ETag %j)",
    async (etag) => {
      await serve({ hang: 100, etag });
      const error = await failure(read(mediaOf(server, { timeout: 1500 })));
      expect(error).toHaveProperty("name", "TimeoutError");
      expect(server.received).toHaveLength(1);
    },
  );

  test("is not sent when its signal has aborted", async () => {
    await serve();
    const reason = new Error("stop");
    const signal = AbortSignal.abort(reason);
    expect(await failure(read(mediaOf(server, { signal })))).toBe(reason);
    expect(server.received).toHaveLength(0);
  });

  test("leaves nothing behind when all went well", async () => {
    // Of ten, since a timer of others that ends in between would hide a single one.
    server = await mediaServer((index) =>
      index % 2 ? { media, etag: '"1"' } : { media, etag: '"1"', cut: 100 },
    );
    const before = timers();
    const { signal } = new AbortController();
    const options = { signal, timeout: 60_000, attemptTimeout: 60_000 };
    for (let downloads = 0; downloads < 10; downloads++)
      expect(await read(mediaOf(server, options))).toEqual(media);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(await onlyTimersLeft(before)).toBe(true);
  });
});

test("a stream that is cancelled stops the request, and leaves nothing behind", async () => {
  let left = (): void => {};
  const closed = new Promise<void>((resolve) => (left = resolve));
  server = await loopback((_request, response) => {
    response.on("close", left);
    response.writeHead(200, { "content-length": 1000, etag: '"1"' });
    response.write(media.subarray(0, 100));
  });
  const before = timers();
  const { signal } = new AbortController();
  const options = { signal, timeout: 60_000, attemptTimeout: 60_000 };
  const stream = await mediaOf(server, options).stream();
  const reader = stream.getReader();
  expect((await reader.read()).value).toHaveLength(100);
  await reader.cancel();
  await closed;
  expect(await onlyTimersLeft(before)).toBe(true);
  expect(getEventListeners(signal, "abort")).toHaveLength(0);
  expect(server.received).toHaveLength(1);
});

test("a stream is there with the first answer, and takes retries before it for granted", async () => {
  let index = 0;
  server = await mediaServer(() => ({ media, cut: index++ ? 1000 : 0 }));
  expect(await readAll(await mediaOf(server).stream())).toEqual(media);
});

test("an attempt's time ends with its last byte, however late that is read", async () => {
  await serve({ etag: '"1"' });
  const stream = await mediaOf(server, { attemptTimeout: 1500 }).stream();
  await setTimeout(2000);
  expect(await readAll(stream)).toEqual(media);
  expect(server.received).toHaveLength(1);
});

test("an attempt that ran out while nobody read is followed by another", async () => {
  const big = Buffer.alloc(4_000_000, someBytes(1000));
  server = await mediaServer(() => ({ media: big, etag: '"1"' }));
  const stream = await mediaOf(server, { attemptTimeout: 1500 }).stream();
  await setTimeout(2000);
  expect((await readAll(stream)).equals(big)).toBe(true);
  expect(server.received.length).toBeGreaterThan(1);
});

test("a stream that nobody reads ends with what its onProgress throws, and rejects nothing else", async () => {
  await serve();
  const problem = new Error("full");
  let thrown = (): void => {};
  const first = new Promise<void>((resolve) => (thrown = resolve));
  const stream = await mediaOf(server, {
    onProgress() {
      thrown();
      throw problem;
    },
  }).stream();
  await first;
  // An unhandled rejection fails this file.
  await setImmediate();
  expect(await failure(readAll(stream))).toBe(problem);
});

test("a stream that nobody reads takes no more than it must", async () => {
  const big = Buffer.alloc(4_000_000, someBytes(1000));
  await serve({ media: big });
  const seen: number[] = [];
  let arrived = (): void => {};
  const first = new Promise<void>((resolve) => (arrived = resolve));
  const stream = await mediaOf(server, {
    onProgress({ received }) {
      seen.push(received);
      arrived();
    },
  }).stream();
  await first;
  // While all of it goes to another, the rest could have come.
  await mediaOf(server).blob();
  expect(seen).toHaveLength(1);
  expect(seen[0]).toBeLessThan(1_000_000);
  expect((await readAll(stream)).equals(big)).toBe(true);
});
