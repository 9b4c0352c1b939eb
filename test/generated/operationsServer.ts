/** The server that the programs in `program/` talk to, and what they get from it. */
import { type Loopback, loopback, type Received } from "../support/loopback.js";

/** A browser asks first whether a page of another origin may. */
const allowsAnyOrigin = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "authorization, content-type, x-goog-api-key",
};

export function operationsServer(): Promise<Loopback> {
  return loopback((request) => {
    if (request.method === "OPTIONS")
      return { status: 204, headers: allowsAnyOrigin };
    if (request.url.includes("silent")) return undefined;
    return { headers: allowsAnyOrigin, ...answerTo(request) };
  });
}

function answerTo({ method, url, headers }: Received): {
  readonly status?: number;
  readonly body: unknown;
} {
  if (headers.authorization !== "Bearer T" || headers["x-goog-api-key"] !== "K")
    return { status: 401, body: "no credentials" };
  const { pathname, searchParams } = new URL(url, "http://localhost");
  switch (`${method} ${pathname}`) {
    case "GET /v1/operations":
      return searchParams.get("pageToken") === "2"
        ? { body: { operations: [{ name: "c" }] } }
        : {
            body: {
              operations: [{ name: "a" }, { name: "b" }],
              nextPageToken: "2",
            },
          };
    case "GET /v1/operations/1":
      return { body: { name: "operations/1", done: true } };
    case "POST /v1/operations/1:cancel":
      return { body: {} };
    default:
      return {
        status: 404,
        body: {
          error: { code: 404, status: "NOT_FOUND", message: "No such." },
        },
      };
  }
}

/** What `useOperations` tells of this server. */
export const told: readonly string[] = [
  "get: operations/1 true",
  "item: a",
  "item: b",
  "item: c",
  "page: 2",
  "page: 1",
  "cancel: {}",
  "error: 404 NOT_FOUND No such.",
  "timeout: TimeoutError",
  "abort: AbortError",
];
