import { afterEach, describe, expect, test } from "vitest";
import {
  type ApiRequest,
  type Media,
  TransportError,
  upload,
} from "../../templates/runtime/index.js";
import type { UploadMethodDescriptor } from "../../templates/runtime/descriptor.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
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
        "library.scans.insert: the server opened no upload session",
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

  test("an upload that the server calls incomplete is an error", async () => {
    const server = await session("/s", {
      status: 308,
      headers: { range: "bytes=0-1" },
    });
    expect(
      await failure(send(server, { media: { body: "abc", resumable: true } })),
    ).toHaveProperty("code", 308);
  });
});
