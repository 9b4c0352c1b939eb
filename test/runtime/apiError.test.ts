import { afterEach, describe, expect, test } from "vitest";
import { inspect } from "node:util";
import { ApiError } from "../../templates/runtime/index.js";
import { redact } from "../../templates/runtime/apiError.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import { client, failure, get } from "./service.js";

let server: Loopback | undefined;
afterEach(() => server?.close());

async function errorOf(answer: Answer): Promise<ApiError> {
  server = await loopback([answer]);
  const error = await failure(
    client(server.url, { auth: "s3cret" }).request(get, { name: "books/1" }),
  );
  if (!(error instanceof ApiError)) throw error;
  return error;
}

const errorInfo = {
  "@type": "type.googleapis.com/google.rpc.ErrorInfo",
  reason: "SERVICE_DISABLED",
  domain: "googleapis.com",
  metadata: { service: "library.googleapis.com" },
};

describe("shapes", () => {
  test("Google's own", async () => {
    const error = await errorOf({
      status: 403,
      headers: { "x-test": "1" },
      body: {
        error: {
          code: 403,
          message: "The API is off.",
          status: "PERMISSION_DENIED",
          details: [
            errorInfo,
            { "@type": "type.googleapis.com/library.Shelf", row: 3 },
          ],
          errors: [
            {
              domain: "global",
              reason: "forbidden",
              message: "The API is off.",
            },
          ],
        },
      },
    });
    expect(error).toMatchObject({
      name: "ApiError",
      methodId: "library.books.get",
      code: 403,
      status: "PERMISSION_DENIED",
      message: "The API is off.",
      reason: "SERVICE_DISABLED",
      errors: [{ reason: "forbidden" }],
    });
    expect(error.details).toHaveLength(2);
    expect(error.detail("type.googleapis.com/google.rpc.ErrorInfo")).toEqual(
      errorInfo,
    );
    expect(error.detail("type.googleapis.com/library.Shelf")?.["row"]).toBe(3);
    expect(
      error.detail("type.googleapis.com/google.rpc.RetryInfo"),
    ).toBeUndefined();
    expect(error.headers.get("x-test")).toBe("1");
    expect(JSON.parse(error.body)).toHaveProperty("error.code", 403);
    expect(error.stack).toContain("ApiError: The API is off.");
  });

  test.each<[string, number, unknown, object]>([
    [
      "without the wrapper",
      404,
      { code: 404, message: "Gone.", status: "NOT_FOUND" },
      { code: 404, message: "Gone.", status: "NOT_FOUND" },
    ],
    [
      "in an array",
      400,
      [{ error: { code: 400, message: "Bad.", status: "INVALID_ARGUMENT" } }],
      { message: "Bad.", status: "INVALID_ARGUMENT" },
    ],
    [
      "the older list alone",
      404,
      {
        error: { errors: [{ reason: "notFound" }], code: 404, message: "No." },
      },
      { reason: "notFound", status: undefined },
    ],
    [
      "OAuth's",
      400,
      { error: "invalid_grant", error_description: "Token expired." },
      { message: "Token expired.", reason: "invalid_grant" },
    ],
    [
      "OAuth's without words",
      401,
      { error: "invalid_token" },
      { message: "invalid_token", reason: "invalid_token" },
    ],
    [
      "the status is HTTP's",
      502,
      { error: { code: 7, message: "x" } },
      { code: 502 },
    ],
    [
      "an empty object",
      500,
      {},
      {
        message:
          "library.books.get: the server answered 500 Internal Server Error",
        details: [],
        errors: [],
      },
    ],
    ["null", 500, "null", { code: 500 }],
    ["a number", 500, "42", { code: 500 }],
    ["an empty array", 500, [], { code: 500 }],
    [
      "error: null",
      500,
      { error: null, message: "outer" },
      { message: "outer" },
    ],
    [
      "fields of the wrong types",
      500,
      { error: { message: 1, status: 2, details: "x", errors: [null, 1, {}] } },
      { status: undefined, details: [], errors: [{}] },
    ],
    [
      "nothing",
      503,
      undefined,
      {
        code: 503,
        message:
          "library.books.get: the server answered 503 Service Unavailable",
      },
    ],
    [
      "text",
      500,
      "  upstream\n connect error ",
      { message: "upstream connect error" },
    ],
    ["long text", 500, "x".repeat(1000), { message: "x".repeat(200) }],
    [
      "HTML with a title",
      502,
      "<!DOCTYPE html><title>Error 502\n(Server Error)!!1</title><p>Sorry",
      { message: "Error 502 (Server Error)!!1" },
    ],
    [
      "HTML without",
      502,
      "<p>Sorry",
      { message: "library.books.get: the server answered 502 Bad Gateway" },
    ],
    ["a redirect without a location", 308, undefined, { code: 308 }],
    ["not modified", 304, undefined, { code: 304 }],
  ])("%s", async (_name, status, body, expected) => {
    expect(await errorOf({ status, body })).toMatchObject(expected);
  });
});

test("at most 64 KiB of the body are read", async () => {
  let ended = false;
  server = await loopback((_request, response) => {
    response.writeHead(500, { "content-type": "text/plain" });
    response.on("close", () => (ended = true));
    const more = (): void => {
      if (!response.destroyed) response.write("é".repeat(4096), more);
    };
    more();
  });
  const error = await failure(client(server.url).request(get, { name: "b" }));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).body).toHaveLength(32 * 1024);
  await expect.poll(() => ended).toBe(true);
});

describe("credentials", () => {
  test("are cut from what the server echoes", async () => {
    const error = await errorOf({
      status: 400,
      body: '{"error": {"message": "bad URL /v1/b?key=SECRET&x=1\\u0026access_token=SECRET#f"}}',
    });
    expect(error.message).toBe(
      "bad URL /v1/b?key=REDACTED&x=1&access_token=REDACTED#f",
    );
    expect(error.body).not.toContain("SECRET");
  });

  test.each([
    ["https://x/?key=S&a=1", "https://x/?key=REDACTED&a=1"],
    ["?a=1&amp;oauth_token=S<br>", "?a=1&amp;oauth_token=REDACTED<br>"],
    ["label key=value", "label key=value"],
    ["?monkey=1&keys=2", "?monkey=1&keys=2"],
  ])("%s", (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test("are nowhere in an error", async () => {
    const error = await errorOf({ status: 401, body: {} });
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(
      "s3cret",
    );
  });
});
