import { afterEach, describe, expect, test, vi } from "vitest";
import {
  type ApiRequest,
  type Media,
  TransportError,
  upload,
} from "../../templates/runtime/index.js";
import type { UploadMethodDescriptor } from "../../templates/runtime/descriptor.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import { uploadServer } from "../support/uploadServer.js";
import { client, failure, insert } from "./service.js";

/** Every byte there is, and what looks like the end of a part. */
const bytes = Buffer.concat([
  Buffer.from(Array.from({ length: 256 }, (_, i) => i)),
  Buffer.from("\r\n--x--\r\n"),
]);

const servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(
  answers: Parameters<typeof loopback>[0] = () => ({ body: { id: "1" } }),
): Promise<Loopback> {
  const server = await loopback(answers);
  servers.push(server);
  return server;
}

interface Params {
  media?: Media;
  body?: unknown;
  [name: string]: unknown;
}

function send(
  { url }: Loopback,
  params: Params,
  method: UploadMethodDescriptor = insert,
): ApiRequest<{ id?: string }> {
  return upload(client(url, { auth: "TOKEN", apiKey: "KEY" }), method, {
    book: "b 1",
    ...params,
  });
}

describe("without media", () => {
  test.each([undefined, null])("%s: an ordinary call", async (media) => {
    const server = await serve();
    expect(
      await send(server, {
        media: media as never,
        body: { a: 1 },
        uploadType: "u",
      }),
    ).toEqual({ id: "1" });
    expect(server.received[0]).toMatchObject({
      method: "POST",
      url: "/v1/books/b%201/scans?uploadType=u&alt=json",
    });
    expect(String(server.received[0]?.body)).toBe('{"a":1}');
  });
});

describe("media alone", () => {
  test.each<[string, Media["body"], Buffer]>([
    ["Buffer", bytes, bytes],
    ["Uint8Array", new Uint8Array(bytes), bytes],
    [
      "a view of a part",
      new Uint8Array(bytes).subarray(10, 20),
      bytes.subarray(10, 20),
    ],
    ["ArrayBuffer", new Uint8Array(bytes).buffer, bytes],
    ["Blob", new Blob([bytes], { type: "image/x" }), bytes],
    ["text", "hello wörld\n\0end", Buffer.from("hello wörld\n\0end")],
    ["nothing", "", Buffer.alloc(0)],
  ])("%s", async (name, body, expected) => {
    const server = await serve();
    const request = send(server, {
      media: { body },
      view: "x",
      uploadType: "wrong",
    });
    expect(server.received).toHaveLength(0);
    expect(await request).toEqual({ id: "1" });
    expect(await request).toEqual({ id: "1" });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      method: "POST",
      url: "/upload/v1/books/b%201/scans?view=x&uploadType=media&alt=json",
      headers: {
        authorization: "Bearer TOKEN",
        "content-type":
          name === "Blob" ? "image/x" : "application/octet-stream",
        "content-length": String(expected.length),
      },
    });
    expect(server.received[0]?.body).toEqual(expected);
  });

  test("the given type wins over the Blob's", async () => {
    const server = await serve();
    await send(server, {
      media: {
        body: new Blob(["x"], { type: "image/x" }),
        mimeType: "text/plain; charset=utf-8",
      },
    });
    expect(server.received[0]?.headers["content-type"]).toBe(
      "text/plain; charset=utf-8",
    );
  });

  test.each([
    "",
    "text",
    "text/",
    "text/plain\r\nx-evil: 1",
    "text/plain; a=\r\nb",
    "te xt/plain",
    "text/plain\n",
    "text/plain, b",
    "text/plän",
  ])("%j is no type, and nothing is sent", async (mimeType) => {
    const server = await serve();
    const error = await failure(
      send(server, { media: { body: "x", mimeType }, body: {} }),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("is no media type"),
    );
    expect(server.received).toHaveLength(0);
  });

  test("a redirect with 307 sends the bytes again", async () => {
    const server = await serve([
      { status: 307, headers: { location: "/b" } },
      { body: { id: "1" } },
    ]);
    await send(server, { media: { body: bytes } });
    expect(server.received[1]?.body).toEqual(bytes);
  });
});

describe("media with metadata", () => {
  test("is multipart/related, to the byte", async () => {
    const server = await serve();
    await send(server, {
      media: { body: bytes, mimeType: "image/png" },
      body: { title: "é" },
    });
    const [request] = server.received;
    expect(request?.url).toBe(
      "/upload/v1/books/b%201/scans?uploadType=multipart&alt=json",
    );
    const boundary = /^multipart\/related; boundary=([0-9a-f]{32})$/.exec(
      request?.headers["content-type"] ?? "",
    )?.[1];
    expect(request?.body).toEqual(
      Buffer.concat([
        Buffer.from(
          `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{"title":"é"}\r\n`,
        ),
        Buffer.from(`--${boundary}\r\nContent-Type: image/png\r\n\r\n`),
        bytes,
        Buffer.from(`\r\n--${boundary}--\r\n`),
      ]),
    );
  });

  test("has another boundary each time", async () => {
    const server = await serve();
    const request = send(server, { media: { body: "x" }, body: {} });
    await request.execute();
    await request.execute();
    expect(server.received[0]?.headers["content-type"]).not.toBe(
      server.received[1]?.headers["content-type"],
    );
  });
});

describe("resumable", () => {
  async function session(
    location: string | undefined,
    last: Answer = { body: { id: "1" } },
  ): Promise<Loopback> {
    return serve(({ method }) =>
      method === "PUT"
        ? last
        : { headers: location === undefined ? {} : { location } },
    );
  }

  test("opens a session and puts the bytes there", async () => {
    const server = await session("/session/1?upload_id=x");
    expect(
      await send(server, {
        media: { body: bytes, mimeType: "image/png", resumable: true },
        body: { a: 1 },
      }),
    ).toEqual({ id: "1" });
    const [start, put] = server.received;
    expect(start).toMatchObject({
      method: "POST",
      url: "/upload/v1/books/b%201/scans?uploadType=resumable&alt=json",
      headers: {
        authorization: "Bearer TOKEN",
        "content-type": "application/json",
        "x-upload-content-type": "image/png",
        "x-upload-content-length": String(bytes.length),
      },
    });
    expect(String(start?.body)).toBe('{"a":1}');
    expect(put).toMatchObject({
      method: "PUT",
      url: "/session/1?upload_id=x",
      headers: {
        authorization: "Bearer TOKEN",
        "content-range": `bytes 0-${bytes.length - 1}/${bytes.length}`,
      },
    });
    expect(put?.headers).not.toHaveProperty("content-type");
    expect(put?.body).toEqual(bytes);
  });

  test("is chosen where the method knows no other; without metadata, without bytes", async () => {
    const server = await session("/s");
    await send(
      server,
      { media: { body: "" } },
      { ...insert, upload: { resumable: "/r/{book}" } },
    );
    expect(server.received[0]).toMatchObject({
      url: "/r/b%201?uploadType=resumable&alt=json",
      headers: { "x-upload-content-length": "0" },
    });
    expect(server.received[0]?.headers).not.toHaveProperty("content-type");
    expect(server.received[1]?.headers).toMatchObject({
      "content-range": "bytes */0",
      "content-length": "0",
    });
  });

  test("a session on another host gets the bytes, but no credentials", async () => {
    const other = await serve();
    const server = await session(`${other.url}session`);
    expect(
      await send(server, { media: { body: bytes, resumable: true } }),
    ).toEqual({ id: "1" });
    expect(other.received[0]?.body).toEqual(bytes);
    expect(other.received[0]?.headers).not.toHaveProperty("authorization");
    expect(other.received[0]?.headers).not.toHaveProperty("x-goog-api-key");
  });

  test("a session over plain HTTP of an API over HTTPS is refused", async () => {
    const urls: string[] = [];
    const fetch = async (url: string): Promise<Response> => {
      urls.push(url);
      return new Response("", {
        headers: { location: "http://library.googleapis.com/s" },
      });
    };
    const request = upload(
      client("https://library.googleapis.com/", { fetch }),
      insert,
      { book: "b", media: { body: "x", resumable: true } },
    );
    const error = await failure(request);
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining("is not encrypted"),
    );
    expect(urls).toHaveLength(1);
  });

  test.each([undefined, "http://["])(
    "a location %j is an error",
    async (location) => {
      const server = await session(location);
      const error = await failure(
        send(server, { media: { body: "x", resumable: true } }),
      );
      expect(error).toBeInstanceOf(TransportError);
      expect(error).toHaveProperty(
        "message",
        "library.scans.insert: no upload session",
      );
    },
  );

  test("a method without any path says so", async () => {
    const server = await serve();
    const method = { ...insert, upload: {} };
    const error = await failure(
      send(server, { media: { body: "x", resumable: true } }, method),
    );
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      "message",
      "library.scans.insert takes no media",
    );
    expect(server.received).toHaveLength(0);
  });
});

describe("a stream that is too long to be held", () => {
  const long = Buffer.alloc(9_000_000, bytes);

  /** Pieces that are all in the same memory. */
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const memory = Buffer.alloc(100_000);
    for (let at = 0; at < long.length; at += memory.length)
      yield memory.subarray(0, long.copy(memory, 0, at));
  }

  const simpleOnly: UploadMethodDescriptor = {
    ...insert,
    upload: { simple: insert.upload.simple ?? "" },
  };

  test("goes as it comes where the method knows no sessions", async () => {
    const server = await serve();
    const media = { body: pieces(), mimeType: "image/png" };
    expect(await send(server, { media }, simpleOnly)).toEqual({ id: "1" });
    expect(server.received[0]?.headers).toMatchObject({
      "content-type": "image/png",
      "transfer-encoding": "chunked",
    });
    expect(server.received[0]?.body.equals(long)).toBe(true);
  });

  test("goes with its metadata", async () => {
    const server = await serve();
    const media = { body: new Blob([long]).stream(), mimeType: "image/png" };
    await send(server, { media, body: { a: 1 } }, simpleOnly);
    const [request] = server.received;
    const [, boundary] = /boundary=(.*)/.exec(
      request?.headers["content-type"] ?? "",
    ) ?? [""];
    expect(
      request?.body.equals(
        Buffer.concat([
          Buffer.from(
            `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n{"a":1}\r\n`,
          ),
          Buffer.from(`--${boundary}\r\nContent-Type: image/png\r\n\r\n`),
          long,
          Buffer.from(`\r\n--${boundary}--\r\n`),
        ]),
      ),
    ).toBe(true);
  });

  test.each([
    ["503 with Retry-After", { status: 503, headers: { "retry-after": "0" } }],
    ["401", { status: 401 }],
    ["429", { status: 429 }],
  ])("is not sent again after %s", async (_name, answer) => {
    const server = await serve([answer, { body: { id: "1" } }]);
    const call = upload(
      client(server.url, { auth: () => "T", retry: { initialDelay: 1 } }),
      simpleOnly,
      { book: "b", media: { body: pieces() } },
    );
    expect(await failure(call)).toHaveProperty("code", answer.status);
    expect(server.received).toHaveLength(1);
  });

  test("is not sent where a redirect leads", async () => {
    const server = await serve([{ status: 307, headers: { location: "/b" } }]);
    const error = await failure(
      send(server, { media: { body: pieces() } }, simpleOnly),
    );
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty("message", expect.stringContaining("refused"));
    expect(server.received).toHaveLength(1);
  });

  test.each([true, false])(
    "is stopped by what it throws itself, with metadata: %s",
    async (withMetadata) => {
      const server = await uploadServer();
      async function* broken(): AsyncGenerator<Uint8Array> {
        for (let i = 0; i < 40; i++) yield new Uint8Array(262_144);
        throw new RangeError("the disk is gone");
      }
      const body = withMetadata ? { body: { title: "T" } } : {};
      const call = upload(client(server.url), simpleOnly, {
        book: "b",
        ...body,
        media: { body: broken() },
      });
      const error = await failure(call);
      await server.close();
      expect(error).toBeInstanceOf(RangeError);
      expect(error).toHaveProperty("message", "the disk is gone");
    },
  );

  test("is never taken for complete when it was given up", async () => {
    const server = await uploadServer();
    let ended = false;
    async function* endless(): AsyncGenerator<Uint8Array> {
      try {
        for (;;) yield bytes;
      } finally {
        ended = true;
      }
    }
    let sent: unknown;
    const call = upload(
      client(server.url, {
        // As a middleware that gives up by itself, while the platform goes on.
        middleware: [
          async (request, next) => {
            sent = next(request);
            await new Promise((resolve) => setTimeout(resolve, 50));
            throw new Error("no more");
          },
        ],
      }),
      simpleOnly,
      { book: "b", media: { body: endless() } },
    );
    expect(await failure(call)).toHaveProperty("message", "no more");
    expect(await failure(sent as Promise<unknown>)).toBeInstanceOf(
      TransportError,
    );
    expect(ended).toBe(true);
    await server.close();
  });

  test("is collected where the platform cannot send streams", async () => {
    const { Request } = globalThis;
    // What such platforms do with a body that they do not know.
    vi.stubGlobal(
      "Request",
      class extends Request {
        constructor(url: string, init: RequestInit) {
          super(url, { ...init, body: String(init.body) });
        }
      },
    );
    try {
      const server = await serve([{ status: 429 }, { body: { id: "1" } }]);
      const call = upload(
        client(server.url, { retry: { initialDelay: 1 } }),
        simpleOnly,
        { book: "b", media: { body: pieces() } },
      );
      expect(await call).toEqual({ id: "1" });
      expect(server.received).toHaveLength(2);
      expect(server.received[1]?.headers["content-length"]).toBe(
        String(long.length),
      );
      expect(server.received[1]?.body.equals(long)).toBe(true);
    } finally {
      vi.unstubAllGlobals();
    }
  });
});

test("a short stream goes with the call, and can be sent again", async () => {
  const server = await serve([{ status: 429 }, { body: { id: "1" } }]);
  async function* pieces(): AsyncGenerator<Uint8Array | string> {
    yield "wör";
    yield Buffer.from("ld");
  }
  const call = upload(
    client(server.url, { retry: { initialDelay: 1 } }),
    insert,
    { book: "b", media: { body: pieces() } },
  );
  expect(await call).toEqual({ id: "1" });
  expect(server.received.map(({ body }) => String(body))).toEqual([
    "wörld",
    "wörld",
  ]);
});

test.each([
  [{ body: { title: "x" } }, "multipart", '{"title":"x"}'],
  [{}, "media", undefined],
])("prepare() shows the request without its media", (given, type, body) => {
  const params = { book: "b", media: { body: "abc" }, ...given };
  const request = upload(client("http://localhost/"), insert, params);
  expect(request.prepare()).toMatchObject({
    url: `http://localhost/upload/v1/books/b/scans?uploadType=${type}&alt=json`,
    body,
  });
});
