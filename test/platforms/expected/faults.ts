/** What the program tells of faults. */
import type { Told } from "../program/checks.js";

export const faults: Told = {
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
    message: "library.books.get: no answer in 200 ms",
  },
  "a timeout in the middle of the answer": {
    name: "TimeoutError",
    message: "library.books.get: no answer in 400 ms",
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
  "a signal while the caller reads": {
    name: "RangeError",
  },
  "a redirect to the same origin": {
    resolved: {
      title: "Grüße 世界 😀",
    },
  },
  "a redirect to another origin": {
    name: "TransportError",
    message: "library.books.get: redirect 307 to OTHER refused",
  },
};
