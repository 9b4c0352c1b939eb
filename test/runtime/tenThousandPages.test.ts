/** A loop over 10,000 pages holds one of them, or two where the next is sent for ahead: measured in a process of its own. */
import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot, temporaryFolder } from "../support/temporary.js";

const pages = 10_000;
const itemsAPage = 10;

/** Iterates over some pages, and tells, as JSON, the size of the heap each thousand pages, when what nothing holds is gone. */
const program = `
  import { ApiClient, iterateItems, iteratePages } from "./templates/runtime/index.ts";
  import { list, service } from "./test/runtime/service.ts";

  const [rootUrl, way, pages] = process.argv.slice(2);
  const { signal } = new AbortController();
  const request = new ApiClient(service, { rootUrl }).paged(list, { name: "s" }, { signal });
  const iterated = {
    "for await": () => request,
    "items with prefetch": () => iterateItems(request, { prefetch: true }),
    "pages with prefetch": () => iteratePages(request, { prefetch: true }),
    "items that are all kept": () => request,
  }[way]();
  const kept = [];
  const heap = [];
  let seen = 0;
  for await (const value of iterated) {
    seen += value.books?.length ?? 1;
    if (way === "items that are all kept") kept.push(value);
    if (seen < (heap.length + 1) * ${itemsAPage * 1000}) continue;
    // What has ended is let go of in tasks of its own.
    await new Promise((resolve) => setTimeout(resolve, 10));
    globalThis.gc();
    globalThis.gc();
    heap.push(process.memoryUsage().heapUsed);
    if (heap.length * 1000 === Number(pages)) break;
  }
  console.log(JSON.stringify({ heap, kept: kept.length }));
`;

let server: Server;
let folder: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  await build({
    stdin: { contents: program, resolveDir: repositoryRoot, loader: "ts" },
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: join(folder, "program.mjs"),
  });
  const books = Array.from({ length: itemsAPage }, (_, i) => ({
    title: `${i} `.padEnd(100, "x"),
  }));
  server = createServer(({ url }, response) => {
    const token = new URL(url ?? "", "http://x").searchParams.get("pageToken");
    const page = Number(token ?? 1);
    const nextPageToken = page < pages ? String(page + 1) : undefined;
    response.end(JSON.stringify({ books, nextPageToken }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});

afterAll(async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
  await rm(folder, { recursive: true, force: true });
});

/** How many bytes the heap grows with each page that passes, after the first 2,000: there the program itself warms up. */
async function growth(way: string, pages: number): Promise<number> {
  const { port } = server.address() as AddressInfo;
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--expose-gc",
    join(folder, "program.mjs"),
    `http://127.0.0.1:${port}/`,
    way,
    String(pages),
  ]);
  const { heap } = JSON.parse(stdout) as { heap: number[] };
  expect(heap).toHaveLength(pages / 1000);
  return (heap.at(-1)! - heap[1]!) / (pages - 2000);
}

// Less than a listener or a promise takes that is left behind; a page takes 2,000.
const most = 200;

test.concurrent.each([
  "for await",
  "items with prefetch",
  "pages with prefetch",
])(
  "%s, over 10,000 pages, holds constant memory",
  async (way) => {
    expect(await growth(way, pages)).toBeLessThan(most);
  },
  300_000,
);

test.concurrent(
  "the measurement finds what is kept",
  async () => {
    expect(await growth("items that are all kept", 4000)).toBeGreaterThan(
      5 * most,
    );
  },
  300_000,
);
