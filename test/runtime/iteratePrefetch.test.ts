import { getEventListeners, once } from "node:events";
import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, test } from "vitest";
import {
  ApiError,
  iterateItems,
  iteratePages,
} from "../../templates/runtime/index.js";
import type { Loopback } from "../support/loopback.js";
import {
  arrivals,
  books,
  first,
  type Pages,
  servePages,
  three,
  titles,
  tokens,
} from "./bookPages.js";
import { failure } from "./service.js";

let server: Loopback | undefined;
afterEach(() => server?.close());

async function paged(pages: Pages): Promise<Loopback> {
  return (server = await servePages(pages));
}

describe("prefetch", () => {
  test("sends for the next page while this one is used, and for no more", async () => {
    const { url } = await paged(three);
    const items = iterateItems(books(url), { prefetch: true });
    expect(server!.received).toHaveLength(0);
    await items.next();
    await arrivals(server!, 2);
    await items.next();
    // The third is sent for when the second's turn comes.
    expect(tokens(server!)).toEqual(["", "a/+= &"]);
    expect(await titles(items)).toBe("345");
    expect(tokens(server!)).toEqual(["", "a/+= &", "b"]);
  });

  test("without it a page is sent for when it is wanted", async () => {
    const { url } = await paged(three);
    const items = iterateItems(books(url));
    await items.next();
    await items.next();
    expect(server!.received).toHaveLength(1);
  });

  test("an error of the page ahead is told of when its turn comes", async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): void => void unhandled.push(reason);
    process.on("unhandledRejection", listener);
    try {
      // Only the first page is there.
      const { url } = await paged({ "": first });
      const { signal } = new AbortController();
      const items = iterateItems(books(url, {}, { signal }), {
        prefetch: true,
      });
      expect(await items.next()).toEqual({
        done: false,
        value: { title: "1" },
      });
      await arrivals(server!, 2);
      // It is listened to until the page ahead has come, or failed.
      while (getEventListeners(signal, "abort").length) await setImmediate();
      for (let turn = 0; turn < 5; turn++) await setImmediate();
      expect(await items.next()).toEqual({
        done: false,
        value: { title: "2" },
      });
      expect(await failure(items.next())).toBeInstanceOf(ApiError);
      expect(await items.next()).toEqual({ done: true, value: undefined });
      expect(unhandled).toEqual([]);
    } finally {
      process.off("unhandledRejection", listener);
    }
  });

  /** A first page, and a second that never comes, with what tells of its connection's end. */
  async function hanging(): Promise<{ url: string; closed: Promise<unknown> }> {
    let close: (closed: Promise<unknown>) => void;
    const closed = new Promise<unknown>((resolve) => (close = resolve));
    const { url } = await paged({
      "": first,
      "a/+= &": (response) => close(once(response, "close")),
    });
    return { url, closed };
  }

  test.each(["break", "throw"])(
    "is stopped when the loop is left by %s",
    async (way) => {
      const { url, closed } = await hanging();
      const { signal } = new AbortController();
      const loop = async (): Promise<void> => {
        const items = iterateItems(books(url, {}, { signal }), {
          prefetch: true,
        });
        for await (const book of items) {
          expect(book).toEqual({ title: "1" });
          await arrivals(server!, 2);
          if (way === "break") break;
          throw new Error("thrown");
        }
      };
      if (way === "break") await loop();
      else expect(await failure(loop())).toHaveProperty("message", "thrown");
      // Only the end of the connection fulfils it.
      await closed;
      expect(getEventListeners(signal, "abort")).toHaveLength(0);
    },
  );

  test("is stopped by return(), also while it is waited for", async () => {
    const { url, closed } = await hanging();
    const pages = iteratePages(books(url), { prefetch: true });
    await pages.next();
    const next = pages.next();
    await arrivals(server!, 2);
    expect(await pages.return()).toEqual({ done: true, value: undefined });
    expect(await next).toEqual({ done: true, value: undefined });
    await closed;
  });

  test("is stopped by the caller's signal", async () => {
    const { url, closed } = await hanging();
    const controller = new AbortController();
    const { signal } = controller;
    const items = iterateItems(books(url, {}, { signal }), { prefetch: true });
    await items.next();
    await arrivals(server!, 2);
    const reason = new Error("enough");
    controller.abort(reason);
    await closed;
    expect(await items.next()).toEqual({ done: false, value: { title: "2" } });
    expect(await failure(items.next())).toBe(reason);
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("of a page that came before the signal aborted is not given any more", async () => {
    const { url } = await paged(three);
    const controller = new AbortController();
    const { signal } = controller;
    const pages = iteratePages(books(url, {}, { signal }), { prefetch: true });
    await pages.next();
    await arrivals(server!, 2);
    while (getEventListeners(signal, "abort").length) await setImmediate();
    controller.abort(new Error("enough"));
    expect(await failure(pages.next())).toHaveProperty("message", "enough");
  });
});

describe("the caller's signal", () => {
  test("stops what is under way, and is listened to for only so long", async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const { url } = await paged({
      "": first,
      "a/+= &": () => controller.abort(new Error("enough")),
    });
    const items = iterateItems(books(url, {}, { signal }));
    for (let item = 0; item < 2; item++) await items.next();
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
    expect(await failure(items.next())).toHaveProperty("message", "enough");
    expect(getEventListeners(signal, "abort")).toHaveLength(0);
  });

  test("that has aborted before lets nothing be sent", async () => {
    const { url } = await paged(three);
    const signal = AbortSignal.abort(new Error("enough"));
    const items = iterateItems(books(url, {}, { signal }));
    expect(await failure(items.next())).toHaveProperty("message", "enough");
    expect(server!.received).toHaveLength(0);
  });
});
