/** Books over three pages, and what tests of iterating over them share. */
import type { ServerResponse } from "node:http";
import { setImmediate } from "node:timers/promises";
import type {
  PagedRequest,
  RequestOptions,
} from "../../templates/runtime/index.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import { type Book, type Books, client, list } from "./service.js";

/** Pages by their tokens; the first has the token "". A function answers in a way of its own. */
export interface Pages {
  [token: string]: object | ((response: ServerResponse) => void);
}

export const first: Books = {
  books: [{ title: "1" }, { title: "2" }],
  nextPageToken: "a/+= &",
};

export const three = {
  "": first,
  "a/+= &": { books: [{ title: "3" }, { title: "4" }], nextPageToken: "b" },
  b: { books: [{ title: "5" }] },
};

export function servePages(pages: Pages): Promise<Loopback> {
  return loopback(({ url }, response): Answer | void => {
    const page = pages[tokenOf(url)];
    if (typeof page === "function") return page(response);
    return page ? { body: page } : { status: 400, body: {} };
  });
}

function tokenOf(url: string): string {
  return new URL(url, "http://x").searchParams.get("pageToken") ?? "";
}

/** The tokens of the pages that were sent for. */
export function tokens({ received }: Loopback): string[] {
  return received.map(({ url }) => tokenOf(url));
}

/** A call for all books, of a client of its own. */
export function books(
  url: string,
  params: object = {},
  options?: RequestOptions,
): PagedRequest<Books, Book> {
  return client(url).paged<Books, Book>(
    list,
    { name: "shelves/1", ...params },
    options,
  );
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

export async function titles(items: AsyncIterable<Book>): Promise<string> {
  return (await collect(items)).map(({ title }) => title).join("");
}

/** Waits until a server has got so many requests. */
export async function arrivals(
  { received }: Loopback,
  count: number,
): Promise<void> {
  while (received.length < count) await setImmediate();
}
