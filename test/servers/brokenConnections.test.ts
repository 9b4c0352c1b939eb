/** Connections that break anywhere, in requests and in answers: what may be sent again arrives whole all the same. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  download,
  iterateItems,
  upload,
} from "../../templates/runtime/index.js";
import { hashOf, mediaServer, someBytes } from "../runtime/mediaServer.js";
import { type Books, client, get, insert, list } from "../runtime/service.js";
import { breakingProxy } from "../support/breakingProxy.js";
import { loopback } from "../support/loopback.js";
import { uploadServer } from "../support/uploadServer.js";

const media = someBytes(2_000_000);
const sha256 = createHash("sha256").update(media).digest("hex");
const options = {
  retry: { attempts: 100, initialDelay: 1, maxDelay: 5 },
  // Where a platform does not notice that nobody is there any more.
  attemptTimeout: 20_000,
};

describe.each([1, 2])("by chance %d", (seed) => {
  test.each([
    ["bytes", () => media],
    ["a stream", () => new Blob([new Uint8Array(media)]).stream()],
  ])("an upload of %s", async (_name, bodyOf) => {
    const server = await uploadServer();
    const proxy = await breakingProxy(server.url, seed, 500_000);
    const resumable = { chunkSize: 262_144 };
    const params = { book: "b", media: { body: bodyOf(), resumable } };
    const call = upload(client(proxy.url, options), insert, params);
    expect(await call).toEqual({ size: media.length, sha256 });
    expect(proxy.broken()).toBeGreaterThan(3);
    proxy.close();
    await server.close();
  });

  test("a download, as bytes, as a stream, and in part", async () => {
    const headers = { "x-goog-hash": hashOf(media) };
    const server = await mediaServer(() => ({ media, etag: '"1"', headers }));
    const proxy = await breakingProxy(server.url, seed, 500_000);
    const range = { offset: 100_000, length: 1_500_000 };
    const request = (more = {}) =>
      download(client(proxy.url, options), get, { name: "b" }, more);
    const bytes = Buffer.from(await request().bytes());
    expect(bytes.equals(media)).toBe(true);
    const stream = new Response(await request().stream());
    expect(media.equals(Buffer.from(await stream.arrayBuffer()))).toBe(true);
    const part = Buffer.from(await request({ range }).bytes());
    expect(part.equals(media.subarray(100_000, 1_600_000))).toBe(true);
    expect(proxy.broken()).toBeGreaterThan(5);
    proxy.close();
    await server.close();
  });

  test("a list, with and without prefetch", async () => {
    const pages = 50;
    const server = await loopback(({ url }) => {
      const page = Number(
        new URL(url, "http://_").searchParams.get("pageToken"),
      );
      const books = [0, 1, 2].map((i) => ({ title: `${3 * page + i}` }));
      const nextPageToken = page + 1 < pages ? `${page + 1}` : undefined;
      return { body: { books, nextPageToken } };
    });
    const proxy = await breakingProxy(server.url, seed, 4000);
    const titles = Array.from({ length: 3 * pages }, (_, i) => `${i}`);
    const request = client(proxy.url, options).paged<Books, { title: string }>(
      list,
      { name: "s" },
    );
    for (const items of [request, iterateItems(request, { prefetch: true })]) {
      const seen: string[] = [];
      for await (const { title } of items) seen.push(title);
      expect(seen).toEqual(titles);
    }
    expect(proxy.broken()).toBeGreaterThan(5);
    proxy.close();
    await server.close();
  });
});
