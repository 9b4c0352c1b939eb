/** What the program tells, of the servers that `servers.ts` starts. */
import { told } from "../generated/operationsServer.js";
import type { Told } from "./program/checks.js";

export const expected: Told = {
  "the generated client": told,
  "a call": {
    title: "Grüße 世界 😀",
  },
  "the headers of a call": {
    authorization: "Bearer TOKEN",
    key: "KEY",
    project: "QUOTA",
  },
  "a name of odd characters": {
    url: "/v1/books/echo/%C3%BC%3F%23[]@!$&'()*+,;=%2541%20%5C?alt=json",
  },
  "parameters of odd characters": {
    url: "/v1/books/echo?text=a%20b%2Bc%26d%3De%23f%2520%C3%BC%F0%9F%98%80&list=1&list=2&alt=json",
  },
  "a body": {
    type: "application/json",
    body: {
      title: "Grüße 世界 😀\u2028",
      pages: 7,
    },
  },
  "an answer without a body": {},
  "an answer that is compressed": {
    title: "Grüße 世界 😀",
  },
  "a raw response": {
    ok: true,
    status: 200,
    path: "/v1/books/plain",
    type: "application/json; charset=UTF-8",
    text: '{"title":"Grüße 世界 😀"}',
  },
  "items across pages": ["a", "b", "c", "d", "e"],
  "pages by hand": [2, 2, 1],
  "twenty calls at once": 1,
  "a call that is awaited twice": [
    {
      n: 1,
    },
    {
      n: 1,
    },
    {
      n: 2,
    },
  ],
  "an error in Google's shape": [
    true,
    {
      name: "ApiError",
      code: 404,
      status: "NOT_FOUND",
      reason: "NO_SUCH_BOOK",
      message: "No such book.",
      methodId: "library.books.get",
    },
    {
      name: "none",
    },
  ],
  "an error that is a page": {
    name: "ApiError",
    code: 400,
    message: "Error 400 (Bad Request)!!1",
  },
  "an error without end": [
    {
      name: "ApiError",
      code: 400,
    },
    65536,
  ],
  "an answer that is no JSON": {
    name: "TransportError",
    message:
      "library.books.get: the answer (200, text/plain) is not JSON; asResponse() gives it as it is",
    outcome: "answered",
  },
  "a parameter that is missing": {
    name: "TypeError",
    message: 'library.books.get: required parameter "name" is missing',
  },
  "a token that is renewed": [
    {
      title: "Grüße 世界 😀",
    },
    ["none", "OLD"],
  ],
  "a token that stays refused": {
    name: "ApiError",
    code: 401,
  },
  "what is logged": [
    "library.books.get GET ORIGIN/v1/books/plain?alt=json 200 in N ms",
    "library.books.get GET ORIGIN/v1/books/none?alt=json 404 in N ms",
    "library.books.get GET ORIGIN/v1/books/plain?key=REDACTED&alt=json library.books.get: the connection failed in N ms",
  ],
  "a GET after 503 twice": [
    {
      resolved: {
        title: "Grüße 世界 😀",
      },
    },
    [503, 503, 200],
  ],
  "a GET after 503 for ever": [
    {
      name: "ApiError",
      code: 503,
    },
    [503, 503, 503],
  ],
  "a POST after 503": [
    {
      name: "ApiError",
      code: 503,
    },
    [503],
  ],
  "a POST after 503 with Retry-After": [
    {
      resolved: {
        title: "Grüße 世界 😀",
      },
    },
    [503, 200],
  ],
  "a GET whose body breaks off": [
    {
      name: "TransportError",
      outcome: "unknown",
    },
    [200, 200, 200],
  ],
  "a GET whose body breaks off once": [
    {
      resolved: {
        title: "Grüße 世界 😀",
      },
    },
    [200, 200],
  ],
  "a POST whose connection breaks": [
    true,
    {
      name: "TransportError",
      outcome: "unknown",
    },
  ],
  "nobody listens": [
    true,
    {
      name: "TransportError",
      outcome: "unsent",
    },
  ],
  "a timeout before the answer": {
    name: "TimeoutError",
    message: "library.books.get: no answer within 200 ms",
  },
  "a timeout in the middle of the answer": {
    name: "TimeoutError",
    message: "library.books.get: no answer within 400 ms",
  },
  "a timeout of attempts": [
    {
      name: "TimeoutError",
      code: 23,
    },
    ["TimeoutError", "TimeoutError", "TimeoutError"],
  ],
  "a signal before the call": {
    name: "RangeError",
    message: "enough",
  },
  "a signal before the answer": true,
  "a signal in the middle of the answer": true,
  "a signal between attempts": true,
  "a signal while the caller reads": { name: "RangeError" },
  "a redirect to the same origin": {
    resolved: {
      title: "Grüße 世界 😀",
    },
  },
  "a redirect to another origin": {
    name: "TransportError",
    message:
      "library.books.get: a redirect (307) to OTHER was not followed: it leads to another origin",
  },
  "an upload of bytes": [
    {
      size: 264,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "an upload of a Blob": [
    {
      size: 264,
      mimeType: "image/x",
    },
    true,
  ],
  "an upload of text": [
    {
      size: 9,
      mimeType: "text/plain; charset=utf-8",
    },
    true,
  ],
  "an upload of nothing": [
    {
      size: 0,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "an upload with metadata": [
    {
      size: 264,
      mimeType: "image/x",
      metadata: {
        title: "Grüße",
      },
    },
    true,
  ],
  "a resumable upload": [
    {
      size: 600000,
      mimeType: "image/x",
      metadata: {
        title: "Grüße",
      },
    },
    true,
  ],
  "a resumable upload of nothing": [
    {
      size: 0,
      mimeType: "application/octet-stream",
    },
    true,
  ],
  "a download as a Blob": ["image/x", true],
  "a download as text": "Grüße\r\n",
  "a download as a stream": true,
  "a download that is left": true,
  "a download that is not there": {
    name: "ApiError",
    code: 404,
    status: "NOT_FOUND",
  },
  "a download from another origin": true,
};

/** Deno's errors have no code that tells a connection that never stood from one that broke. */
export const inDeno: Told = {
  "nobody listens": [true, { name: "TransportError", outcome: "unknown" }],
};

const hidden = {
  name: "TransportError",
  message:
    "library.books.get: the server redirected, and browsers do not say where to",
};

/** Browsers tell a page neither why a connection failed nor where a redirect leads. */
export const inBrowsers: Told = {
  ...inDeno,
  "a redirect to the same origin": hidden,
  "a redirect to another origin": hidden,
  "a download from another origin": hidden,
};
