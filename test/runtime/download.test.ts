import { afterEach, expect, test } from "vitest";
import {
  ApiError,
  download,
  type MediaRequest,
  TransportError,
} from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import { client, failure, get } from "./service.js";

const bytes = Buffer.from([0, 1, 2, 0xff, 0xfe, 0x0d, 0x0a, 0x80]);

const servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(
  answers: Parameters<typeof loopback>[0] = () => ({
    headers: { "content-type": "image/x" },
    body: bytes,
  }),
): Promise<Loopback> {
  const server = await loopback(answers);
  servers.push(server);
  return server;
}

function media(
  { url }: Loopback,
  params: object = {},
  options = {},
): MediaRequest {
  return download(
    client(url, {
      auth: "TOKEN",
      apiKey: "KEY",
      headers: { "x-private": "P" },
    }),
    get,
    { name: "b", ...params },
    options,
  );
}

test("alt=media, once when awaited, as a Blob", async () => {
  const server = await serve();
  const request = media(server, { alt: "json", view: "x" });
  expect(server.received).toHaveLength(0);
  const blob = await request;
  expect(await request).toBe(blob);
  expect(blob).toBeInstanceOf(Blob);
  expect(blob.type).toBe("image/x");
  expect(Buffer.from(await blob.arrayBuffer())).toEqual(bytes);
  expect(server.received.map(({ url }) => url)).toEqual([
    "/v1/b?alt=media&view=x",
  ]);
  expect(server.received[0]?.headers.authorization).toBe("Bearer TOKEN");
});

test("in every other form", async () => {
  const server = await serve();
  const request = media(server);
  expect(Buffer.from(await request.bytes())).toEqual(bytes);
  expect(await request.text()).toBe(bytes.toString("utf8"));
  expect((await request.blob()).size).toBe(bytes.length);
  expect(Buffer.from(await (await request.asResponse()).arrayBuffer())).toEqual(
    bytes,
  );
  expect(
    Buffer.from(await new Response(await request.stream()).arrayBuffer()),
  ).toEqual(bytes);
  expect(server.received).toHaveLength(5);
});

test("nothing is an empty Blob, and an empty stream", async () => {
  const server = await serve(() => ({ status: 204 }));
  expect((await media(server)).size).toBe(0);
  expect(await new Response(await media(server).stream()).text()).toBe("");
});

test("a range", async () => {
  const server = await serve(() => ({ status: 206, body: "ab" }));
  expect(
    await media(server, {}, { headers: { range: "bytes=0-1" } }).text(),
  ).toBe("ab");
  expect(server.received[0]?.headers.range).toBe("bytes=0-1");
});

test("a stream stops with the signal, and can be left", async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200);
    response.write("x");
  });
  const controller = new AbortController();
  const reader = (
    await media(
      server,
      {},
      { signal: controller.signal, timeout: 60_000 },
    ).stream()
  ).getReader();
  expect((await reader.read()).value).toEqual(new Uint8Array([120]));
  const rest = failure(reader.read());
  controller.abort(new Error("stop"));
  expect(await rest).toHaveProperty("message", "stop");
  await (await media(server, {}, { timeout: 60_000 }).stream()).cancel();
});

test("an error is an ApiError", async () => {
  const server = await serve(() => ({
    status: 404,
    body: { error: { message: "no such file" } },
  }));
  const error = await failure(media(server).bytes());
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toHaveProperty("message", "no such file");
});

test("a body that breaks off is a TransportError", async () => {
  const server = await serve((_request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("x");
    setTimeout(() => response.destroy(), 20);
  });
  expect(await failure(media(server))).toBeInstanceOf(TransportError);
});

test("a redirect to another origin is followed without credentials", async () => {
  const home = await serve((request) => ({ body: request.url }));
  const store = await serve(() => ({
    status: 302,
    headers: { location: `${home.url}back` },
  }));
  const server = await serve(() => ({
    status: 302,
    headers: { location: `${store.url}store?signature=1` },
  }));
  const text = await media(
    server,
    {},
    { headers: { range: "bytes=0-1", accept: "image/x" } },
  ).text();
  expect(text).toBe("/back");
  expect(server.received[0]?.headers).toMatchObject({
    authorization: "Bearer TOKEN",
    "x-goog-api-key": "KEY",
  });
  for (const { headers } of [...store.received, ...home.received]) {
    expect(headers).toMatchObject({ range: "bytes=0-1", accept: "image/x" });
    for (const secret of [
      "authorization",
      "x-goog-api-key",
      "x-private",
      "cookie",
    ])
      expect(headers).not.toHaveProperty(secret);
  }
});

test("credentials do not come back with a redirect that returns", async () => {
  const other = await serve(() => ({
    status: 307,
    headers: { location: `${server.url}again` },
  }));
  const server: Loopback = await serve(({ url }) =>
    url === "/again"
      ? { body: "x" }
      : { status: 307, headers: { location: other.url } },
  );
  expect(await media(server).text()).toBe("x");
  expect(server.received[1]?.headers).not.toHaveProperty("authorization");
});

test("a redirect from HTTPS to HTTP is refused", async () => {
  const urls: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    urls.push(url);
    return new Response(null, {
      status: 302,
      headers: { location: "http://example.com/" },
    });
  };
  const error = await failure(
    download(client("https://library.googleapis.com/", { fetch }), get, {
      name: "b",
    }),
  );
  expect(error).toHaveProperty(
    "message",
    "library.books.get: redirect 302 to http://example.com refused",
  );
  expect(urls).toHaveLength(1);
});
