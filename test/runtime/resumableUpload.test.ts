/** Uploads in a session, against a server with faults. */
import { createHash } from "node:crypto";
import { openAsBlob } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, test } from "vitest";
import {
  ApiError,
  type ApiRequest,
  type Attempt,
  type ClientOptions,
  logging,
  type Media,
  type RequestOptions,
  type ResumableOptions,
  TransportError,
  upload,
  type UploadProgress,
} from "../../templates/runtime/index.js";
import type { UploadMethodDescriptor } from "../../templates/runtime/descriptor.js";
import { onlyTimersLeft, timers } from "../support/timers.js";
import {
  type Fault,
  type Uploaded,
  type UploadServer,
  uploadServer,
  type UploadServerOptions,
} from "../support/uploadServer.js";
import { client, failure, insert } from "./service.js";

const KiB = 1024;
const unit = 256 * KiB;

/** Bytes of which no two chunks are the same. */
function bytes(size: number): Buffer<ArrayBuffer> {
  const all = Buffer.alloc(size);
  for (let i = 0; i < size; i++) all[i] = (i * 31 + (i >> 8) * 17) & 255;
  return all;
}

const content = bytes(3 * unit + 1000);

function uploadedOf(all: Buffer): Uploaded {
  return {
    size: all.length,
    sha256: createHash("sha256").update(all).digest("hex"),
  };
}

/** A stream of pieces that have nothing to do with chunks, all in the same memory, as a careless generator would write them. */
async function* piecesOf(all: Buffer, size = 100_000): AsyncGenerator<Buffer> {
  const memory = Buffer.alloc(size);
  for (let at = 0; at < all.length; at += size)
    yield memory.subarray(0, all.copy(memory, 0, at));
}

function nodeStream(all: Buffer): Readable {
  return Readable.from([all.subarray(0, 5), all.subarray(5)]);
}

const servers: UploadServer[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(options?: UploadServerOptions): Promise<UploadServer> {
  const server = await uploadServer(options);
  servers.push(server);
  return server;
}

const quick: ClientOptions = {
  auth: "TOKEN",
  apiKey: "KEY",
  retry: { initialDelay: 1 },
};

/** A call that uploads in chunks of 256 KiB. */
function send(
  { url }: Pick<UploadServer, "url">,
  body: Media["body"],
  resumable: ResumableOptions = {},
  options: RequestOptions = {},
  clientOptions: ClientOptions = quick,
): ApiRequest<Uploaded> {
  const media = { body, resumable: { chunkSize: unit, ...resumable } };
  return upload(
    client(url, clientOptions),
    insert,
    { book: "b", quotaUser: "q", media },
    options,
  );
}

/** The kinds of media: what can be read again, and what cannot. */
const kinds: [string, (all: Buffer<ArrayBuffer>) => Media["body"], boolean][] =
  [
    ["a Blob", (all) => new Blob([all], { type: "image/x" }), true],
    ["bytes", (all) => all, true],
    ["a generator", (all) => piecesOf(all), false],
    ["a ReadableStream", (all) => new Blob([all]).stream(), false],
    ["a stream of Node's", (all) => nodeStream(all), false],
  ];

describe.each(kinds)("%s", (_name, mediaOf, known) => {
  const total = (size: number): number | string => (known ? size : "*");

  test.each([
    [0, ["*/0"]],
    [1, ["0-0/1"]],
    [unit, [`0-${unit - 1}/${unit}`]],
    [
      unit + 1,
      [`0-${unit - 1}/${total(unit + 1)}`, `${unit}-${unit}/${unit + 1}`],
    ],
    [
      2 * unit,
      [
        `0-${unit - 1}/${total(2 * unit)}`,
        `${unit}-${2 * unit - 1}/${2 * unit}`,
      ],
    ],
  ])("of %d bytes goes in chunks with these ranges", async (size, ranges) => {
    const server = await serve();
    const all = bytes(size);
    expect(await send(server, mediaOf(all))).toEqual(uploadedOf(all));
    expect(server.log).toEqual([
      "POST",
      ...ranges.map((range) => `PUT bytes ${range}`),
    ]);
    const [start, put] = server.arrivals;
    expect(start?.url).toBe(
      "/upload/v1/books/b/scans?quotaUser=q&uploadType=resumable&alt=json",
    );
    expect(start?.headers["x-upload-content-length"]).toBe(
      known || size <= unit ? String(size) : undefined,
    );
    expect(put?.headers["content-length"]).toBe(String(Math.min(size, unit)));
    expect(put?.headers).not.toHaveProperty("content-type");
    expect(put?.headers).toMatchObject({
      authorization: "Bearer TOKEN",
      "x-guploader-no-308": "yes",
    });
  });

  test.each<[string, Fault]>([
    ["the connection breaks in the middle", { keep: 1000, drop: true }],
    ["the connection breaks before", { keep: 0, drop: true }],
    ["the connection breaks behind", { drop: true }],
    ["503 comes in the middle", { keep: unit / 2, status: 503 }],
    ["500 comes behind", { status: 500 }],
    ["408 comes at once", { keep: 0, status: 408 }],
    ["429 comes in the middle", { keep: 4711, status: 429 }],
  ])("goes on where the server is when %s", async (_name, fault) => {
    const server = await serve({
      fault: ({ number }) => (number === 3 ? fault : undefined),
    });
    expect(await send(server, mediaOf(content))).toEqual(uploadedOf(content));
    expect(server.log[3]).toBe(`PUT bytes */${total(content.length)}`);
    expect(server.log[4]).toMatch(
      `PUT bytes ${unit + Math.min(fault.keep ?? unit, unit)}-`,
    );
  });

  test("gets the result when the answer to the last chunk is lost", async () => {
    const server = await serve({
      fault: ({ number }) => (number === 5 ? { drop: true } : undefined),
    });
    expect(await send(server, mediaOf(content))).toEqual(uploadedOf(content));
    expect(server.log.slice(5)).toEqual([`PUT bytes */${content.length}`]);
  });

  test("survives an interruption of each request", async () => {
    const server = await serve({
      fault: ({ number }) =>
        number % 2 === 0 ? { keep: 50_000, drop: true } : undefined,
    });
    expect(await send(server, mediaOf(content))).toEqual(uploadedOf(content));
  });

  test("is continued in a session that was opened before", async () => {
    const server = await serve({
      fault: ({ number }) => (number === 3 ? { keep: 777, status: 400 } : {}),
    });
    let session: string | undefined;
    const first = send(server, mediaOf(content), {
      onSession: (url) => void (session = url),
    });
    expect(await failure(first)).toHaveProperty("code", 400);
    const opened = server.arrivals.length;
    const seen: UploadProgress[] = [];
    const second = send(server, mediaOf(content), {
      session,
      onProgress: (progress) => seen.push(progress),
    });
    expect(await second).toEqual(uploadedOf(content));
    expect(server.log.slice(opened, opened + 2)).toEqual([
      `PUT bytes */${total(content.length)}`,
      expect.stringMatching(`^PUT bytes ${unit + 777}-`),
    ]);
    expect(seen[0]).toEqual({
      uploaded: unit + 777,
      total: known ? content.length : undefined,
    });
  });

  test("gets the result of a session that is complete", async () => {
    const server = await serve();
    let session: string | undefined;
    await send(server, mediaOf(content), {
      onSession: (url) => void (session = url),
    });
    const again = send(server, mediaOf(content), { session });
    expect(await again).toEqual(uploadedOf(content));
    expect(server.log.at(-1)).toBe(`PUT bytes */${total(content.length)}`);
  });

  test("that is not the session's is refused", async () => {
    const server = await serve();
    server.session.add(content);
    const session = `${server.url}session?upload_id=1`;
    const other = send(server, mediaOf(content.subarray(0, 1000)), { session });
    const error = await failure(other);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("of the upload, but there are"),
    );
  });

  test("is completed when all of it has arrived", async () => {
    const server = await serve();
    server.session.add(content);
    const session = `${server.url}session?upload_id=1`;
    expect(await send(server, mediaOf(content), { session })).toEqual(
      uploadedOf(content),
    );
    expect(server.log.at(-1)).toBe(`PUT bytes */${content.length}`);
  });

  test("tells how far it is", async () => {
    const server = await serve();
    const seen: UploadProgress[] = [];
    await send(server, mediaOf(content), {
      onProgress: (progress) => seen.push(progress),
    });
    const size = content.length;
    expect(seen).toEqual([
      { uploaded: unit, total: known ? size : undefined },
      { uploaded: 2 * unit, total: known ? size : undefined },
      { uploaded: 3 * unit, total: known ? size : undefined },
      { uploaded: size, total: size },
    ]);
  });
});

describe("what goes in a session", () => {
  const large = Buffer.alloc(8 * 1024 * KiB + 1, "x");
  const { simple, ...resumableOnly } = insert.upload;
  const { resumable, ...simpleOnly } = insert.upload;
  expect(simple && resumable).toBeTruthy();

  async function typesOf(
    media: Media,
    paths: UploadMethodDescriptor["upload"] = insert.upload,
    body?: object,
  ): Promise<string> {
    const server = await serve({ hashOnly: true });
    const method = { ...insert, upload: paths };
    await upload(client(server.url, quick), method, { book: "b", media, body });
    return server.arrivals
      .map(({ url }) => /uploadType=(\w+)/.exec(url)?.[1] ?? "chunk")
      .join(" ");
  }

  test.each<[string, Media, string]>([
    ["a chunk", { body: large.subarray(1) }, "media"],
    ["a stream of a chunk", { body: piecesOf(large.subarray(1)) }, "media"],
    ["more", { body: large }, "resumable chunk chunk"],
    ["a longer stream", { body: piecesOf(large) }, "resumable chunk chunk"],
    ["a little, told so", { body: "x", resumable: true }, "resumable chunk"],
    ["a little, with options", { body: "x", resumable: {} }, "resumable chunk"],
    ["more, told not to", { body: large, resumable: false }, "media"],
    [
      "a long stream, told not to",
      { body: piecesOf(large), resumable: false },
      "media",
    ],
  ])("%s", async (_name, media, expected) => {
    expect(await typesOf(media)).toBe(expected);
  });

  test("depends on what the method knows", async () => {
    expect(await typesOf({ body: large }, simpleOnly)).toBe("media");
    expect(await typesOf({ body: "x" }, resumableOnly)).toBe("resumable chunk");
    expect(await typesOf({ body: large }, simpleOnly, {})).toBe("multipart");
  });

  test.each<[string, Media, UploadMethodDescriptor["upload"], string]>([
    [
      "a session of a method without",
      { body: "x", resumable: true },
      simpleOnly,
      " has no resumable uploads",
    ],
    [
      "no session of a method with nothing else",
      { body: "x", resumable: false },
      resumableOnly,
      " has resumable uploads alone",
    ],
    ...[0, -1, NaN].map((chunkSize) => {
      const media = { body: "x", resumable: { chunkSize } };
      return [
        `chunks of ${chunkSize}`,
        media,
        insert.upload,
        ": chunkSize is no number of bytes",
      ] as [string, Media, UploadMethodDescriptor["upload"], string];
    }),
  ])("cannot be %s", async (_name, media, paths, message) => {
    const error = await failure(typesOf(media, paths));
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty("message", `${insert.id}${message}`);
  });
});

test("chunks are multiples of 256 KiB", async () => {
  const server = await serve();
  await send(server, content, { chunkSize: unit + 1 });
  expect(server.log[1]).toBe(`PUT bytes 0-${2 * unit - 1}/${content.length}`);
});

test("a file is read as it is needed", async () => {
  const folder = await mkdtemp(join(tmpdir(), "discovery-codegen-upload-"));
  try {
    const file = join(folder, "file");
    await writeFile(file, content);
    const server = await serve();
    expect(await send(server, await openAsBlob(file))).toEqual(
      uploadedOf(content),
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test("the URL of a session is told before bytes are sent", async () => {
  const server = await serve();
  const order: string[] = [];
  await send(server, "abc", {
    onSession: async (url) => {
      order.push(url);
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push(`after ${server.arrivals.length} requests`);
    },
  });
  expect(order).toEqual([
    `${server.url}session?upload_id=1`,
    "after 1 requests",
  ]);
});

test("a session is opened again when that failed, which does no harm", async () => {
  const server = await serve({
    fault: ({ number }) =>
      number === 1 ? { drop: true } : number === 2 ? { status: 502 } : {},
  });
  expect(await send(server, content)).toEqual(uploadedOf(content));
  expect(server.log.slice(0, 4)).toEqual([
    "POST",
    "POST",
    "POST",
    `PUT bytes 0-${unit - 1}/${content.length}`,
  ]);
});

test("servers that insist on 308 are understood", async () => {
  const server = await serve({
    insistsOn308: true,
    fault: ({ number }) => (number === 3 ? { keep: 5, drop: true } : {}),
  });
  expect(await send(server, content)).toEqual(uploadedOf(content));
});

test("asResponse() gives the last response", async () => {
  const server = await serve();
  const response = await send(server, content).asResponse();
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual(uploadedOf(content));
});

describe("attempts", () => {
  test("count anew when the server has got something, even with one large chunk", async () => {
    const attempts: Attempt[] = [];
    const server = await serve({
      fault: ({ range }) =>
        range?.first === undefined || range.first >= 10_000
          ? {}
          : { keep: 1000, drop: true },
    });
    const sent = send(
      server,
      new Blob([content]),
      { chunkSize: Infinity },
      {
        retry: {
          attempts: 2,
          initialDelay: 1,
          onAttempt: (attempt) => attempts.push(attempt),
        },
      },
    );
    expect(await sent).toEqual(uploadedOf(content));
    const failed = attempts.filter(({ error }) => error);
    expect(failed).toHaveLength(10);
    expect(failed.map(({ number }) => number)).toEqual(Array(10).fill(1));
    expect(attempts.every(({ url }) => !url.includes("upload_id=1"))).toBe(
      true,
    );
  });

  test("end when nothing arrives", async () => {
    const server = await serve({
      fault: ({ range }) =>
        range?.first === undefined ? {} : { keep: 0, status: 503 },
    });
    const error = await failure(send(server, content));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toHaveProperty("code", 503);
    // Seven questions and eight chunks.
    expect(server.log).toHaveLength(1 + 7 + 8);
  });

  test("end when the server confirms nothing", async () => {
    const server = await serve({
      fault: ({ range }) => (range?.first === undefined ? {} : { keep: 0 }),
    });
    const error = await failure(send(server, content));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("took none of the bytes after 0"),
    );
    expect(server.log).toHaveLength(1 + 7 + 8);
  });

  test("are one when there are to be no retries", async () => {
    const server = await serve({
      fault: ({ number }) => (number === 2 ? { status: 503 } : {}),
    });
    const error = await failure(send(server, content, {}, { retry: false }));
    expect(error).toHaveProperty("code", 503);
    expect(server.log).toHaveLength(2);
  });

  test("the retries' deadline counts between them, not while bytes are sent", async () => {
    const server = await serve({
      fault: ({ number }) =>
        number === 2
          ? {
              keep: 1000,
              drop: true,
              wait: new Promise((resolve) => setTimeout(resolve, 300)),
            }
          : {},
    });
    const sent = send(
      server,
      content,
      {},
      { retry: { deadline: 250, initialDelay: 1 } },
    );
    expect(await sent).toEqual(uploadedOf(content));
  });

  test("the retries' deadline ends them", async () => {
    const server = await serve({
      fault: ({ method }) => (method === "PUT" ? { keep: 0, status: 503 } : {}),
    });
    const delays: (number | undefined)[] = [];
    const error = await failure(
      send(
        server,
        content,
        {},
        {
          retry: {
            attempts: 1000,
            deadline: 100,
            initialDelay: 30,
            onAttempt: ({ delay }) => delays.push(delay),
          },
        },
      ),
    );
    expect(error).toHaveProperty("code", 503);
    const waited = delays.reduce<number>((sum, delay) => sum + (delay ?? 0), 0);
    expect(waited).toBeLessThan(100);
  });

  test("an attempt whose time is over is followed by a question", async () => {
    const server = await serve({
      fault: ({ number }) =>
        number === 3 ? { keep: 4000, wait: new Promise(() => {}) } : {},
    });
    const sent = send(server, content, {}, { attemptTimeout: 300 });
    expect(await sent).toEqual(uploadedOf(content));
    expect(server.log[3]).toBe(`PUT bytes */${content.length}`);
    expect(server.log[4]).toMatch(`PUT bytes ${unit + 4000}-`);
  });
});

describe("a server that says what cannot be", () => {
  test.each([
    ["more than was sent", `bytes=0-${2 * unit}`, "but was sent"],
    ["garbage", "lots", 'has the range "lots"'],
    ["not from the beginning", `bytes=5-${unit}`, "has the range"],
    ["far too much", `bytes=0-${"9".repeat(40)}`, "has the range"],
  ])("has %s", async (_name, received, message) => {
    for (const number of [2, 3]) {
      const server = await serve({
        fault: (arrival) =>
          number === 3 && arrival.number === 2
            ? { keep: 0, status: 503 }
            : { received },
      });
      const error = await failure(send(server, content));
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toHaveProperty("message", expect.stringContaining(message));
      expect(server.log).toHaveLength(number);
    }
  });

  test("has less than before", async () => {
    const server = await serve({
      fault: ({ number }) => (number === 3 ? { received: "bytes=0-9" } : {}),
    });
    const error = await failure(send(server, content));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining(`has 10 bytes, but had ${unit} before`),
    );
  });

  test("is done before the end", async () => {
    const server = await serve({
      fault: ({ number }) =>
        number === 2
          ? { headers: { "x-http-status-code-override": "200" } }
          : {},
    });
    const error = await failure(send(server, content));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining(`ended it after ${unit}`),
    );
  });
});

describe("a server that loses bytes that it had confirmed", () => {
  const losing: UploadServerOptions = {
    fault: ({ number }) =>
      number === 3
        ? { keep: 0, drop: true }
        : number === 4
          ? { forget: 1000 }
          : {},
  };

  test("gets them again from what can be read again", async () => {
    const server = await serve(losing);
    expect(await send(server, new Blob([content]))).toEqual(
      uploadedOf(content),
    );
    expect(server.log[4]).toMatch("PUT bytes 1000-");
  });

  test("is an error when they are gone from a stream", async () => {
    const server = await serve(losing);
    const error = await failure(send(server, piecesOf(content)));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("the upload lost bytes that are gone"),
    );
  });

  test("is not fed forever", async () => {
    const server = await serve({
      fault: ({ range }) =>
        range?.first === undefined
          ? { forget: 0 }
          : range.first > 0
            ? { keep: 0, drop: true }
            : {},
    });
    const error = await failure(send(server, content));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("keeps losing bytes"),
    );
  });
});

describe("the session's URL", () => {
  test.each([404, 410])("that is no more: %d says so", async (status) => {
    for (const number of [2, 3]) {
      const server = await serve({
        fault: (arrival) =>
          arrival.number === number ? { status, body: "Not here" } : {},
      });
      const error = await failure(send(server, content));
      expect(error).toBeInstanceOf(ApiError);
      expect(error).toMatchObject({
        code: status,
        message: "the upload session is gone: Not here",
      });
      expect(server.log).toHaveLength(number);
    }
  });

  test.each(["nonsense", "/session", "ftp://127.0.0.1/"])(
    "%j is refused when it is given",
    async (session) => {
      const server = await serve();
      const error = await failure(send(server, content, { session }));
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toHaveProperty(
        "message",
        expect.stringContaining("is no usable URL"),
      );
      expect(server.log).toEqual([]);
    },
  );

  test("on another origin gets the bytes, but no credentials", async () => {
    const other = await serve();
    const server = await serve({ location: `${other.url}session` });
    expect(await send(server, content)).toEqual(uploadedOf(content));
    for (const { headers } of other.arrivals) {
      expect(headers).not.toHaveProperty("authorization");
      expect(headers).not.toHaveProperty("x-goog-api-key");
    }
  });

  test.each([301, 302, 303, 307, 308])(
    "that redirects to another origin with %d is refused",
    async (status) => {
      const other = await serve();
      const server = await serve({
        fault: ({ number }) =>
          number === 2
            ? { status, headers: { location: `${other.url}session` } }
            : {},
      });
      const error = await failure(send(server, content));
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toHaveProperty(
        "message",
        expect.stringContaining("refused"),
      );
      expect(other.log).toEqual([]);
    },
  );

  test("may redirect on its own origin", async () => {
    const server = await serve({
      fault: ({ number }) =>
        number === 2
          ? { keep: 0, status: 307, headers: { location: "/session?moved" } }
          : {},
    });
    expect(await send(server, content)).toEqual(uploadedOf(content));
    expect(server.arrivals[2]?.url).toBe("/session?moved");
  });

  test("stands in no error and no log", async () => {
    const server = await serve({
      location: "/session?upload_id=SECRET",
      fault: ({ number }) =>
        number > 2 ? { status: 400, body: "/session?upload_id=SECRET" } : {},
    });
    const lines: string[] = [];
    const middleware = [logging((line) => lines.push(line))];
    const error = await failure(send(server, content, {}, { middleware }));
    expect(error).toHaveProperty("code", 400);
    expect(lines).toHaveLength(3);
    const { message, stack, body } = error as ApiError;
    for (const text of [message, stack, body, JSON.stringify(error), ...lines])
      expect(text).not.toContain("SECRET");
  });

  test("a token that is refused there is renewed, and the chunk sent again", async () => {
    const server = await serve({
      fault: ({ headers, method }) =>
        method === "PUT" && headers.authorization === "Bearer old"
          ? { keep: 0, status: 401 }
          : {},
    });
    const auth = (renewal?: unknown): string => (renewal ? "new" : "old");
    const all = send(server, piecesOf(content), {}, {}, { ...quick, auth });
    expect(await all).toEqual(uploadedOf(content));
  });
});

describe("streams", () => {
  test.each([
    ["a generator", () => piecesOf(content)],
    ["a ReadableStream", () => new Blob([content]).stream()],
    ["a stream of Node's", () => nodeStream(content)],
  ])("%s can be sent once", async (_name, make) => {
    const server = await serve();
    const call = send(server, make());
    await call.execute();
    const sent = server.log.length;
    const error = await failure(call.execute());
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("a used stream"),
    );
    expect(server.log).toHaveLength(sent);
  });

  test("that somebody else reads is refused", async () => {
    const stream = new Blob([content]).stream();
    stream.getReader();
    const server = await serve();
    expect(await failure(send(server, stream))).toBeInstanceOf(TypeError);
  });

  test("may give text, as UTF-8", async () => {
    const server = await serve();
    await send(server, Readable.from(["wör", "ld\n", Buffer.from("!")]));
    expect(server.session.content.toString()).toBe("wörld\n!");
  });

  test.each([[1], [{}], [undefined], [null]])(
    "that give %j are refused",
    async (piece) => {
      const server = await serve();
      let closed = false;
      async function* wrong(): AsyncGenerator<Uint8Array> {
        try {
          yield piece as never;
        } finally {
          closed = true;
        }
      }
      expect(await failure(send(server, wrong()))).toBeInstanceOf(TypeError);
      expect(closed).toBe(true);
    },
  );

  test.each([[1], [{}], [["x"]], [undefined], [new Date()]])(
    "%j is none",
    async (body) => {
      const server = await serve();
      const error = await failure(send(server, body as never));
      expect(error).toBeInstanceOf(TypeError);
      expect(error).toHaveProperty(
        "message",
        `${insert.id}: media.body is no bytes`,
      );
      expect(server.log).toEqual([]);
    },
  );

  test("that fail, fail the upload with their error", async () => {
    const broken = new Error("broken");
    async function* breaking(): AsyncGenerator<Uint8Array> {
      yield* piecesOf(content.subarray(0, unit + 5));
      throw broken;
    }
    const server = await serve();
    expect(await failure(send(server, breaking()))).toBe(broken);
  });

  test("are left alone when a parameter is missing", async () => {
    const media = { body: piecesOf(content) };
    const { url } = await serve();
    const error = await failure(upload(client(url), insert, { media }));
    expect(error).toBeInstanceOf(TypeError);
    expect((await media.body.next()).done).toBe(false);
  });
});

describe("abort", () => {
  const reason = new Error("enough");

  /** A stream that tells of its end, and gives no more than it is asked for. */
  function watched(wait?: Promise<unknown>): {
    body: AsyncGenerator<Buffer>;
    ended: Promise<void>;
  } {
    let end: () => void;
    const ended = new Promise<void>((resolve) => (end = resolve));
    async function* pieces(): AsyncGenerator<Buffer> {
      try {
        yield* piecesOf(content);
        await wait;
      } finally {
        end();
      }
    }
    return { body: pieces(), ended };
  }

  test.each([
    ["a session is opened", 1, {}],
    ["a chunk is sent", 3, {}],
    ["the server is asked", 4, { keep: 0, drop: true }],
  ])("while %s", async (_name, number, before) => {
    const controller = new AbortController();
    const timersBefore = timers();
    const server = await serve({
      fault: (arrival) => {
        if (arrival.number < number) return arrival.number === 3 ? before : {};
        controller.abort(reason);
        return { keep: 0, wait: new Promise(() => {}) };
      },
    });
    const { body, ended } = watched();
    const { signal } = controller;
    const listeners = countListeners(signal);
    expect(await failure(send(server, body, {}, { signal }))).toBe(reason);
    await ended;
    expect(server.log).toHaveLength(number);
    expect(listeners()).toBe(0);
    expect(await onlyTimersLeft(timersBefore)).toBe(true);
  });

  test("while waiting for the next attempt", async () => {
    const controller = new AbortController();
    const server = await serve({
      fault: ({ number }) => (number === 3 ? { status: 503 } : {}),
    });
    const { body, ended } = watched();
    const { signal } = controller;
    const error = await failure(
      send(
        server,
        body,
        {},
        {
          signal,
          retry: {
            initialDelay: 1e6,
            maxDelay: 1e6,
            deadline: 1e9,
            onAttempt: ({ delay }) => {
              if (delay !== undefined)
                setImmediate(() => controller.abort(reason));
            },
          },
        },
      ),
    );
    expect(error).toBe(reason);
    await ended;
    expect(server.log).toHaveLength(3);
  });

  test("while the stream is waited for", async () => {
    const controller = new AbortController();
    let returned = false;
    const body: AsyncIterable<Uint8Array> = {
      [Symbol.asyncIterator]: () => ({
        next() {
          setImmediate(() => controller.abort(reason));
          return new Promise(() => {});
        },
        async return() {
          returned = true;
          return { done: true, value: undefined };
        },
      }),
    };
    const server = await serve();
    const { signal } = controller;
    const listeners = countListeners(signal);
    expect(await failure(send(server, body, {}, { signal }))).toBe(reason);
    expect(returned).toBe(true);
    expect(listeners()).toBe(0);
  });

  test("by a timeout, which counts for all of it", async () => {
    const server = await serve({
      fault: ({ number }) =>
        number === 3 ? { wait: new Promise(() => {}) } : {},
    });
    const error = await failure(send(server, content, {}, { timeout: 300 }));
    expect(error).toHaveProperty("name", "TimeoutError");
    expect(server.log).toHaveLength(3);
  });

  test("leaves a session that can be continued", async () => {
    const controller = new AbortController();
    const server = await serve();
    let session: string | undefined;
    const stopped = send(
      server,
      new Blob([content]),
      {
        onSession: (url) => void (session = url),
        onProgress: () => controller.abort(reason),
      },
      { signal: controller.signal },
    );
    expect(await failure(stopped)).toBe(reason);
    expect(await send(server, new Blob([content]), { session })).toEqual(
      uploadedOf(content),
    );
  });
});

/** How many listeners a signal has that were added from now on. */
function countListeners(signal: AbortSignal): () => number {
  const listeners = new Set<unknown>();
  const { addEventListener, removeEventListener } = signal;
  signal.addEventListener = (...args: [string, never]) => {
    listeners.add(args[1]);
    addEventListener.apply(signal, args);
  };
  signal.removeEventListener = (...args: [string, never]) => {
    listeners.delete(args[1]);
    removeEventListener.apply(signal, args);
  };
  return () => listeners.size;
}
