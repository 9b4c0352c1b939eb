/** What the program tells of calls that go well, and of errors that the server answers. */
import { told } from "../../generated/operationsServer.js";
import type { Told } from "../program/checks.js";

export const calls: Told = {
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
    message: "library.books.get: the server answered 200 text/plain, not JSON",
    outcome: "answered",
  },
  "a parameter that is missing": {
    name: "TypeError",
    message: 'library.books.get: parameter "name" is missing',
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
  "items across pages": ["a", "b", "c", "d", "e"],
  "pages by hand": [2, 2, 1],
  "pages ahead": [2, 2],
  "items in two goes": ["a", "b", "c", "then", "d", "e"],
  "a batch": [
    {
      title: "books/ü",
    },
    {
      title: "Grüße",
    },
    {
      name: "ApiError",
      code: 404,
      status: "NOT_FOUND",
    },
  ],
  "a result that has not changed": [
    {
      value: {
        title: "Grüße 世界 😀",
      },
      etag: '"1"',
    },
    {
      notModified: true,
      etag: '"1"',
    },
    {
      notModified: false,
      value: {
        title: "Grüße 世界 😀",
      },
      etag: '"1"',
    },
    true,
  ],
  "a change under a condition": [
    {
      notModified: false,
      value: {
        title: "Grüße 世界 😀",
      },
      etag: '"1"',
    },
    {
      name: "ApiError",
      code: 412,
    },
  ],
  "an operation that ends": [
    {
      name: "books/scanned",
      metadata: {
        pages: 3,
      },
      done: true,
      response: {
        title: "Grüße 世界 😀",
      },
    },
    [
      {
        pages: 1,
      },
      {
        pages: 2,
      },
      {
        pages: 3,
      },
    ],
  ],
  "an operation that fails": {
    name: "OperationError",
    code: 5,
    status: "NOT_FOUND",
    message: "No such book.",
  },
  "an operation that is not waited for to its end": {
    name: "TimeoutError",
    message: "library.books.get: books/scanning is not done after 200 ms",
  },
};
