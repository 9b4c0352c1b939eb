/** Clients with another `fetch` than the platform's. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createServer, type Socket } from "node:net";
import { Readable } from "node:stream";
import { Agent, fetch as undiciFetch } from "undici";
import {
  ApiError,
  download,
  type Fetch,
  TransportError,
  upload,
} from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import { uploadServer } from "../support/uploadServer.js";
import { type Book, client, create, failure, get, insert } from "./service.js";

let server: Loopback;
beforeEach(async () => {
  server = await loopback(({ url }) =>
    url.includes("missing")
      ? { status: 404, body: { error: { message: "not there" } } }
      : url.includes("alt=media")
        ? { body: "media" }
        : { body: { title: "T" } },
  );
});
afterEach(() => server.close());

describe("undici's, with a dispatcher of the caller's", () => {
  const dispatcher = new Agent({ allowH2: true });
  const fetch = ((url: string, init: object) =>
    undiciFetch(url, { ...init, dispatcher })) as unknown as Fetch;

  test("calls, errors, downloads", async () => {
    const api = client(server.url, { fetch });
    const body = { title: "T" };
    expect(await api.request<Book>(get, { name: "b" })).toEqual(body);
    expect(await api.request<Book>(create, { body })).toEqual(body);
    const error = await failure(api.request(get, { name: "missing" }));
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toHaveProperty("message", "not there");
    const media = download(api, get, { name: "b" });
    expect(await media.text()).toBe("media");
    const stream = await media.stream();
    expect(await new Response(stream).text()).toBe("media");
  });

  test("a POST is sent again when no connection stood in time", async () => {
    const sockets: Socket[] = [];
    // Accepts, but never says a word of TLS.
    const silent = createServer((socket) => void sockets.push(socket));
    await new Promise<void>((resolve) => silent.listen(0, resolve));
    const { port } = silent.address() as { port: number };
    const impatient = new Agent({ connect: { timeout: 100 } });
    const api = client(`https://127.0.0.1:${port}/`, {
      fetch: ((url: string, init: object) =>
        undiciFetch(url, {
          ...init,
          dispatcher: impatient,
        })) as unknown as Fetch,
      retry: { attempts: 2, initialDelay: 1 },
    });
    const error = await failure(api.request(create, { body: {} }));
    await impatient.destroy();
    for (const socket of sockets) socket.destroy();
    silent.close();
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty("outcome", "unsent");
    expect(sockets).toHaveLength(2);
  });

  test("an upload in chunks", async () => {
    const uploads = await uploadServer();
    const bytes = new Uint8Array(600_000).fill(7);
    const media = { body: bytes, resumable: { chunkSize: 262_144 } };
    const api = client(uploads.url, { fetch });
    const uploaded = await upload(api, insert, { book: "b", media });
    await uploads.close();
    expect(uploaded).toMatchObject({ size: bytes.length });
    expect(uploads.log).toHaveLength(4);
  });
});

test("one whose bodies are Node's streams, as node-fetch's, is refused with words", async () => {
  const fetch = (async () => {
    const response = new Response("{}");
    const body = Readable.from(["{}"]);
    return Object.defineProperty(response, "body", { value: body });
  }) as Fetch;
  const error = await failure(
    client(server.url, { fetch }).request(get, { name: "b" }),
  );
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toHaveProperty(
    "message",
    "library.books.get: fetch gave no stream",
  );
});
