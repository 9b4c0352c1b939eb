/** The library's books: each is one thing that a server may do. */
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import type { Answer, Handler, Received } from "../support/loopback.js";

/** What a book answers to its n-th request. */
type Book = (
  request: Received,
  response: ServerResponse,
  n: number,
) => Answer | void;

const plain: Answer = { body: { title: "Grüße 世界 😀" } };
const busy: Answer = {
  status: 503,
  body: { error: { code: 503, status: "UNAVAILABLE" } },
};

/** Each server has its own memory of requests. */
export function bookHandler(other: string): Handler {
  const counts = new Map<string, number>();
  const known = new Map(Object.entries(books(other)));
  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    if (pathname === "/v1/shelves/1/books") return page(searchParams);
    if (pathname.startsWith("/v1/books/echo"))
      return { body: { url: request.url } };
    // A POST has no name in its path.
    const name =
      pathname === "/v1/books"
        ? ([...searchParams.keys()].find((key) => known.has(key)) ?? "create")
        : pathname.replace("/v1/books/", "");
    const n = (counts.get(name) ?? 0) + 1;
    counts.set(name, n);
    const book = known.get(name);
    return book ? book(request, response, n) : missing(name);
  };
}

function books(other: string): Record<string, Book> {
  return {
    plain: () => plain,
    counted: (_request, _response, n) => ({ body: { n } }),
    headers: ({ headers }) => ({
      body: {
        authorization: headers.authorization,
        key: headers["x-goog-api-key"],
        project: headers["x-goog-user-project"],
        type: headers["content-type"],
      },
    }),
    create: ({ body, headers }) => ({
      body: {
        type: headers["content-type"],
        body: JSON.parse(String(body)) as unknown,
      },
    }),
    "204": () => ({ status: 204 }),
    tagged: ({ headers }) => {
      const { "if-match": match, "if-none-match": noneMatch } = headers;
      const tag = { etag: '"1"' };
      if (noneMatch === tag.etag) return { status: 304, headers: tag };
      if (match !== undefined && match !== tag.etag) return { status: 412 };
      return { ...plain, headers: tag };
    },
    gzip: () => ({
      headers: {
        "content-encoding": "gzip",
        "content-type": "application/json",
      },
      body: gzipSync(JSON.stringify(plain.body)),
    }),
    text: () => ({ headers: { "content-type": "text/plain" }, body: "text" }),
    page: () => ({
      status: 400,
      headers: { "content-type": "text/html" },
      body: "<!DOCTYPE html><title>Error 400 (Bad\nRequest)!!1</title><p>That’s an error.",
    }),
    endless: (_request, response) => {
      response.writeHead(400, { "content-type": "text/plain" });
      writeEndlessly(response);
    },
    renewed: ({ headers }) =>
      headers.authorization === "Bearer NEW" ? plain : { status: 401 },
    moved: () => ({ status: 307, headers: { location: "/v1/books/plain" } }),
    elsewhere: () => ({ status: 307, headers: { location: other } }),

    scanned: (_request, _response, n) => ({
      body: {
        name: "books/scanned",
        metadata: { pages: n },
        ...(n > 2 && { done: true, response: plain.body }),
      },
    }),
    scanning: () => ({ body: { name: "books/scanning" } }),
    lost: () => ({
      body: {
        name: "books/lost",
        done: true,
        error: { code: 5, message: "No such book." },
      },
    }),

    busy: () => busy,
    "busy-once": (_request, _response, n) =>
      n > 1 ? plain : { ...busy, headers: { "retry-after": "0" } },
    "busy-twice": (_request, _response, n) => (n > 2 ? plain : busy),
    "busy-long": () => ({ ...busy, headers: { "retry-after": "20" } }),
    dropped: (_request, response) => void response.destroy(),
    broken: breakOff,
    "broken-once": (request, response, n) =>
      n > 1 ? plain : breakOff(request, response),
    hanging: () => {},
    half: (_request, response) => {
      response.writeHead(200, { "content-type": "application/json" });
      response.write('{"title":');
    },
  };
}

function breakOff(_request: Received, response: ServerResponse): void {
  response.writeHead(200, { "content-length": "100" });
  response.write('{"title":', () => response.destroy());
}

/** Writes as fast as somebody reads. */
export function writeEndlessly(response: ServerResponse): void {
  const block = Buffer.alloc(65_536, "x");
  const write = (): void => {
    while (!response.destroyed && response.write(block));
  };
  response.on("drain", write);
  write();
}

function page(query: URLSearchParams): Answer {
  const start = Number(query.get("pageToken") ?? 0);
  const end = start + Number(query.get("pageSize"));
  const titles = ["a", "b", "c", "d", "e"];
  const books = titles.slice(start, end).map((title) => ({ title }));
  return {
    body: { books, ...(end < titles.length && { nextPageToken: String(end) }) },
  };
}

function missing(name: string): Answer {
  const info = {
    "@type": "type.googleapis.com/google.rpc.ErrorInfo",
    reason: "NO_SUCH_BOOK",
    domain: "library.googleapis.com",
    metadata: { name },
  };
  return {
    status: 404,
    body: {
      error: {
        code: 404,
        status: "NOT_FOUND",
        message: "No such book.",
        details: [info],
      },
    },
  };
}
