/** Connections that are slow, hang or break, and answers that are odd or no HTTP at all. */
import type { Socket } from "node:net";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import {
  ApiError,
  type Attempt,
  type RequestOptions,
  type RetryOptions,
  TransportError,
} from "../../templates/runtime/index.js";
import type { MethodDescriptor } from "../../templates/runtime/descriptor.js";
import { client, create, failure, get } from "../runtime/service.js";
import { type RawRequest, type RawServer, rawServer } from "./rawServer.js";

let server: RawServer;
afterEach(() => server?.close());

const book = { title: "Grüße 世界 😀" };
const json = JSON.stringify(book);
const good = ok(json);

/** Delays that a test does not notice. */
const quick: RetryOptions = { initialDelay: 1, maxDelay: 5, attempts: 3 };

/** A whole answer. */
function ok(
  body: string | Uint8Array,
  headers: readonly string[] = [],
  status = "200 OK",
): Buffer {
  const bytes = Buffer.from(body);
  const head = [
    `HTTP/1.1 ${status}`,
    `content-length: ${bytes.length}`,
    ...headers,
    "\r\n",
  ].join("\r\n");
  return Buffer.concat([Buffer.from(head), bytes]);
}

/** Sends a call, once unless told otherwise. */
function send(
  method: MethodDescriptor,
  options?: RequestOptions,
  body: unknown = {},
): Promise<unknown> {
  const params = method === create ? { body } : { name: "b" };
  return client(server.url).request(method, params, options).execute();
}

/** How often a GET and a POST are sent to a server whose first answer fails. */
async function timesSent(
  answer: (socket: Socket, request: RawRequest) => void,
): Promise<{ readonly get: number; readonly post: number }> {
  const times: number[] = [];
  for (const method of [get, create]) {
    server = await rawServer((socket, request) => {
      if (request.number === 1) answer(socket, request);
      else socket.write(good);
    });
    const result = await send(method, { retry: quick }).catch(
      (error: unknown) => error,
    );
    if (server.requests.length > 1) {
      expect(result).toEqual(book);
    } else {
      expect(result).toBeInstanceOf(TransportError);
      expect(result).toHaveProperty("outcome", "unknown");
    }
    times.push(server.requests.length);
    await server.close();
  }
  const [gets = 0, posts = 0] = times;
  return { get: gets, post: posts };
}

/** Resets a connection when what was written to it is on its way. */
function writeAndReset(socket: Socket, bytes: string | Buffer): void {
  socket.write(bytes, () => setTimeout(() => socket.resetAndDestroy(), 20));
}

/** Writes byte by byte, each a packet of its own. */
async function drip(socket: Socket, bytes: Buffer): Promise<void> {
  socket.setNoDelay(true);
  for (const byte of bytes) {
    await new Promise<void>((resolve) =>
      socket.write(Buffer.of(byte), () => setImmediate(resolve)),
    );
  }
}

describe("an answer that fails before its body", () => {
  const half = "HTTP/1.1 200 OK\r\ncontent-type: appli";

  test.each<[string, (socket: Socket) => void]>([
    ["ends before its first byte", (socket) => socket.end()],
    ["is reset before its first byte", (socket) => socket.resetAndDestroy()],
    ["ends in its headers", (socket) => socket.end(half)],
    ["is reset in its headers", (socket) => writeAndReset(socket, half)],
    ["is no HTTP", (socket) => socket.end("SSH-2.0-OpenSSH_9.2\r\n")],
    [
      "has a header that is none",
      (socket) => socket.write("HTTP/1.1 200 OK\r\n: \u0000\r\n\r\n{}"),
    ],
    [
      "has headers without end",
      (socket) =>
        socket.write(
          `HTTP/1.1 200 OK\r\n${"x-filler: 0123456789\r\n".repeat(5000)}`,
        ),
    ],
    [
      "says two lengths",
      (socket) =>
        socket.write(
          "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 30\r\n\r\n{}",
        ),
    ],
  ])("%s: a GET is sent again, a POST is not", async (_what, answer) => {
    expect(await timesSent(answer)).toEqual({ get: 2, post: 1 });
  });

  test("hangs in its headers: time ends the attempt, and a GET is sent again", async () => {
    server = await rawServer((socket, { number }) => {
      socket.write(number === 1 ? half : good);
    });
    const options = { retry: quick, attemptTimeout: 200 };
    expect(await send(get, options)).toEqual(book);
    expect(server.requests).toHaveLength(2);
  });

  test("hangs in its headers: a signal ends the call and the connection", async () => {
    let closed = false;
    const controller = new AbortController();
    server = await rawServer((socket) => {
      socket.on("close", () => (closed = true));
      socket.write(half, () => controller.abort(new Error("stop")));
    });
    const { signal } = controller;
    const error = await failure(send(get, { signal, retry: quick }));
    expect(error).toHaveProperty("message", "stop");
    await expect.poll(() => closed).toBe(true);
    expect(server.requests).toHaveLength(1);
  });
});

describe("an answer that is slow or odd is read", () => {
  const chunked = [...Buffer.from(json)]
    .map((byte) => `1\r\n${String.fromCharCode(byte)}\r\n`)
    .join("");

  test.each<[string, (socket: Socket) => unknown]>([
    ["byte by byte", (socket) => drip(socket, good)],
    [
      "in chunks of a byte",
      (socket) =>
        socket.write(
          `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n${chunked}0\r\n\r\n`,
          "latin1",
        ),
    ],
    [
      "without a length, to the connection's end",
      (socket) => socket.end(`HTTP/1.1 200 OK\r\n\r\n${json}`),
    ],
    [
      "of HTTP/1.0, without a length",
      (socket) => socket.end(`HTTP/1.0 200 OK\r\n\r\n${json}`),
    ],
    [
      "of HTTP/1.0, with a length",
      (socket) =>
        socket.end(good.toString("latin1").replace("1.1", "1.0"), "latin1"),
    ],
    [
      "behind early hints",
      (socket) => {
        socket.write("HTTP/1.1 103 Early Hints\r\nlink: </style.css>\r\n\r\n");
        socket.write(good);
      },
    ],
    ["without a reason phrase", (socket) => socket.write(ok(json, [], "200 "))],
  ])("%s", async (_what, answer) => {
    server = await rawServer(answer);
    expect(await send(get)).toEqual(book);
    expect(server.requests).toHaveLength(1);
  });

  test("before the request's body has been sent", async () => {
    const error = JSON.stringify({ error: { message: "Too large." } });
    server = await rawServer(
      (socket) => socket.write(ok(error, [], "413 Content Too Large")),
      { early: true },
    );
    const body = { title: "x".repeat(5_000_000) };
    const caught = await failure(send(create, { retry: quick }, body));
    expect(caught).toBeInstanceOf(ApiError);
    expect(caught).toMatchObject({ code: 413, message: "Too large." });
  });
});

describe("a body that is compressed", () => {
  test.each([
    ["gzip", gzipSync(json)],
    ["deflate", deflateSync(json)],
    ["br", brotliCompressSync(json)],
  ])("by %s is read", async (encoding, body) => {
    server = await rawServer((socket) =>
      socket.write(ok(body, [`content-encoding: ${encoding}`])),
    );
    expect(await send(get)).toEqual(book);
  });

  test("is read where it is an error", async () => {
    const body = gzipSync(JSON.stringify({ error: { message: "No." } }));
    server = await rawServer((socket) =>
      socket.write(ok(body, ["content-encoding: gzip"], "400 Bad Request")),
    );
    expect(await failure(send(get))).toMatchObject({
      code: 400,
      message: "No.",
    });
  });

  test.each([
    ["is none", Buffer.from(json)],
    ["has a wrong checksum", withWrongChecksum(gzipSync(json))],
  ])("and %s: a GET is sent again, a POST is not", async (_what, body) => {
    const answer = (socket: Socket): void =>
      void socket.write(ok(body, ["content-encoding: gzip"]));
    expect(await timesSent(answer)).toEqual({ get: 2, post: 1 });
  });

  // Fetch gives what there is of it, without a word.
  test("and is cut off by the server is not taken for whole", async () => {
    const body = gzipSync(json).subarray(0, -12);
    server = await rawServer((socket) =>
      socket.write(ok(body, ["content-encoding: gzip"])),
    );
    const error = await failure(send(get, { retry: quick }));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty("outcome", "answered");
    expect((error as TransportError).message).toContain("not JSON");
  });

  test("and is cut off by the connection: a GET is sent again, a POST is not", async () => {
    const answer = (socket: Socket): void =>
      void socket.end(
        ok(gzipSync(json), ["content-encoding: gzip"]).subarray(0, -12),
      );
    expect(await timesSent(answer)).toEqual({ get: 2, post: 1 });
  });

  test("and that grows without measure in an error is read up to the limit", async () => {
    // A hundred megabytes in a hundred kilobytes.
    const body = gzipSync(Buffer.alloc(100_000_000, "x"));
    server = await rawServer((socket) =>
      socket.write(ok(body, ["content-encoding: gzip"], "400 Bad Request")),
    );
    const before = process.memoryUsage().rss;
    const error = await failure(send(get));
    expect(error).toBeInstanceOf(ApiError);
    expect((error as ApiError).body).toHaveLength(65_536);
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000);
  });
});

/** The same with another sum over its content (RFC 1952, section 2.3.1). */
function withWrongChecksum(gzip: Buffer): Buffer {
  const copy = Buffer.from(gzip);
  copy.writeUInt32LE(
    (copy.readUInt32LE(copy.length - 8) ^ 1) >>> 0,
    copy.length - 8,
  );
  return copy;
}

describe("a body that fails", () => {
  const head = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

  test.each<[string, (socket: Socket) => void]>([
    ["ends before its length", (socket) => socket.end(good.subarray(0, -3))],
    ["is reset", (socket) => writeAndReset(socket, good.subarray(0, -3))],
    // What is there is valid JSON.
    [
      "ends without its last chunk",
      (socket) => socket.end(`${head}2\r\n{}\r\n`),
    ],
    ["has a chunk of no size", (socket) => socket.write(`${head}zz\r\n{}\r\n`)],
  ])("%s: a GET is sent again, a POST is not", async (_what, answer) => {
    expect(await timesSent(answer)).toEqual({ get: 2, post: 1 });
  });

  test("comes byte by byte for ever in an error: time ends it", async () => {
    let closed = false;
    server = await rawServer((socket) => {
      socket.write("HTTP/1.1 500 Oh\r\ncontent-length: 1000000\r\n\r\n");
      const timer = setInterval(() => socket.write("x"), 10);
      socket.on("close", () => {
        clearInterval(timer);
        closed = true;
      });
    });
    const error = await failure(send(get, { timeout: 300 }));
    expect(error).toHaveProperty("name", "TimeoutError");
    await expect.poll(() => closed).toBe(true);
  });
});

describe("a connection that is kept", () => {
  test("is used again", async () => {
    server = await rawServer((socket) => socket.write(good));
    for (let call = 0; call < 5; call++) await send(create);
    const first = server.requests.filter(
      ({ ofConnection }) => ofConnection === 1,
    );
    expect(first.length).toBeLessThan(5);
  });

  test("and that the server closes between calls harms none, not even a POST", async () => {
    let closed = 0;
    server = await rawServer((socket) => {
      socket.on("close", () => closed++);
      socket.write(good, () => socket.end());
    });
    for (let call = 1; call <= 5; call++) {
      expect(await send(create)).toEqual(book);
      await expect.poll(() => closed).toBe(call);
    }
    expect(server.requests).toHaveLength(5);
  });

  test("unless the server says that it will close it", async () => {
    server = await rawServer((socket) =>
      socket.write(ok(json, ["connection: close"])),
    );
    for (let call = 0; call < 5; call++) await send(create);
    expect(server.requests.map(({ ofConnection }) => ofConnection)).toEqual([
      1, 1, 1, 1, 1,
    ]);
  });

  describe.each<[string, (socket: Socket) => void]>([
    ["ends", (socket) => socket.end()],
    ["is reset", (socket) => socket.resetAndDestroy()],
  ])("and that %s under its second request", (_how, end) => {
    /** Makes calls until a connection was used again, and so broke. Gives what came of the last, and of how many. */
    async function untilBroken(
      method: MethodDescriptor,
    ): Promise<readonly [result: unknown, calls: number]> {
      let broke = false;
      server = await rawServer((socket, { ofConnection }) => {
        if (ofConnection === 1) return void socket.write(good);
        broke = true;
        end(socket);
      });
      for (let calls = 1; ; calls++) {
        const sent = send(method, { retry: quick });
        const result = await sent.catch((error: unknown) => error);
        if (broke || calls === 10) return [result, calls];
        expect(result).toEqual(book);
      }
    }

    // The server may have acted on it: nobody can know.
    test("a POST is not sent again: its outcome is unknown", async () => {
      const [result, calls] = await untilBroken(create);
      expect(result).toBeInstanceOf(TransportError);
      expect(result).toHaveProperty("outcome", "unknown");
      expect(server.requests).toHaveLength(calls);
    });

    test("a GET is sent again", async () => {
      const [result, calls] = await untilBroken(get);
      expect(result).toEqual(book);
      expect(server.requests.length).toBeGreaterThan(calls);
    });
  });
});

describe("Retry-After", () => {
  /** The delay that a server brings about; it is not waited for. Undefined when the call is not sent again. */
  async function delayAfter(
    headers: readonly string[],
    method: MethodDescriptor,
  ): Promise<number | undefined> {
    server = await rawServer((socket) =>
      socket.write(ok("", headers, "503 Unavailable")),
    );
    const controller = new AbortController();
    const { signal } = controller;
    let delay: number | undefined;
    const retry: RetryOptions = {
      initialDelay: 0,
      maxDelay: 3_000_000,
      deadline: 10_000_000,
      onAttempt: (attempt: Attempt) => {
        ({ delay } = attempt);
        controller.abort();
      },
    };
    await failure(send(method, { signal, retry }));
    return delay;
  }

  test.each([
    ["0", 0],
    ["1", 1000],
    ["007", 7000],
    ["  120", 120_000],
    ["3000", 3_000_000],
    ["86400", 3_000_000],
    ["9".repeat(400), 3_000_000],
    ["Thu, 01 Jan 1970 00:00:00 GMT", 0],
    ["Fri, 31 Dec 9999 23:59:59 GMT", 3_000_000],
    // The first of the obsolete forms of RFC 9110, section 5.6.7.
    ["Sunday, 06-Nov-94 08:49:37 GMT", 0],
  ])("%j: a POST is sent again, after %d ms", async (value, expected) => {
    const headers = [`retry-after: ${value}`];
    expect(await delayAfter(headers, create)).toBe(expected);
  });

  test("with a date in ten minutes: a POST is sent again about then", async () => {
    const date = new Date(Date.now() + 600_000).toUTCString();
    const delay = await delayAfter([`retry-after: ${date}`], create);
    expect(delay).toBeGreaterThan(500_000);
    expect(delay).toBeLessThanOrEqual(600_000);
  });

  test.each([
    ["that is missing"],
    ["that is empty", "retry-after:"],
    ["with a fraction", "retry-after: 1.5"],
    ["below zero", "retry-after: -1"],
    ["with a sign", "retry-after: +1"],
    ["in hexadecimal", "retry-after: 0x10"],
    ["with an exponent", "retry-after: 1e3"],
    ["with a unit", "retry-after: 5s"],
    ["in words", "retry-after: in a while"],
    ["of another zone", "retry-after: Fri, 31 Dec 9999 23:59:59 +0100"],
    ["of ISO 8601", "retry-after: 2030-01-01T00:00:00Z"],
    ["with a date that is none", "retry-after: Fri, 99 Foo 2030 99:99:99 GMT"],
    ["given twice", "retry-after: 1", "retry-after: 2"],
  ])(
    "%s is not understood: a GET is sent again in its own time, a POST is not",
    async (_what, ...headers) => {
      expect(await delayAfter(headers, get)).toBe(0);
      await server.close();
      expect(await delayAfter(headers, create)).toBeUndefined();
    },
  );
});
