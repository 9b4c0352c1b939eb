import { afterEach, describe, expect, test } from "vitest";
import { ApiError, TransportError } from "../../templates/runtime/index.js";
import { type Answer, loopback, type Loopback } from "../support/loopback.js";
import { client, create, failure, get } from "./service.js";

const servers: Loopback[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function serve(
  answers: Parameters<typeof loopback>[0],
): Promise<Loopback> {
  const server = await loopback(answers);
  servers.push(server);
  return server;
}

function to(location: string, status: number): Answer {
  return { status, headers: { location }, body: "moved" };
}

const credentials = { auth: "TOKEN", apiKey: "KEY" };

describe("a redirect to the same origin", () => {
  test.each([301, 302, 303, 307, 308])(
    "%d of a GET is followed, with credentials",
    async (status) => {
      const server = await serve([
        to("/elsewhere?x=1", status),
        { body: { a: 1 } },
      ]);
      expect(
        await client(server.url, credentials).request(get, { name: "b" }),
      ).toEqual({ a: 1 });
      expect(server.received[1]).toMatchObject({
        method: "GET",
        url: "/elsewhere?x=1",
        headers: { authorization: "Bearer TOKEN", "x-goog-api-key": "KEY" },
      });
    },
  );

  test.each([307, 308])("%d keeps method and body", async (status) => {
    const server = await serve([to("/b", status), { body: {} }]);
    await client(server.url).request(create, { body: { title: "x" } });
    expect(server.received[1]).toMatchObject({
      method: "POST",
      url: "/b",
      headers: { "content-type": "application/json" },
    });
    expect(String(server.received[1]?.body)).toBe('{"title":"x"}');
  });

  test.each([301, 302, 303])("%d of a POST is refused", async (status) => {
    const server = await serve([to("/b", status)]);
    const error = await failure(
      client(server.url).request(create, { body: {} }),
    );
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      `library.books.create: redirect ${status} to ${server.origin} refused`,
    );
    expect(server.received).toHaveLength(1);
  });

  test("may be relative", async () => {
    const server = await serve([to("other", 307), { body: {} }]);
    await client(server.url).request(get, { name: "a/b" });
    expect(server.received[1]?.url).toBe("/v1/a/other");
  });

  test("five are followed, a sixth is not", async () => {
    const server = await serve(() => to("/again", 307));
    const error = await failure(client(server.url).request(get, { name: "b" }));
    expect(error).toHaveProperty(
      "message",
      expect.stringContaining(`redirect 307 to ${server.origin} refused`),
    );
    expect(server.received).toHaveLength(6);
  });

  test.each(["http://", "http://["])("to %j is refused", async (location) => {
    const server = await serve([to(location, 307)]);
    const error = await failure(client(server.url).request(get, { name: "b" }));
    expect(error).toHaveProperty(
      "message",
      "library.books.get: redirect 307 to nowhere refused",
    );
  });
});

describe("a redirect to another origin", () => {
  test.each([301, 302, 303, 307, 308])(
    "%d is refused, and nothing is sent there",
    async (status) => {
      const other = await serve(() => ({ body: {} }));
      const server = await serve(() =>
        to(`${other.url}steal?token=SECRET`, status),
      );
      const api = client(server.url, credentials);
      for (const request of [
        api.request(get, { name: "b" }),
        api.request(create, { body: {} }),
      ]) {
        const error = await failure(request);
        expect(error).toBeInstanceOf(TransportError);
        expect(error).toHaveProperty(
          "message",
          expect.stringContaining(
            `redirect ${status} to ${other.origin} refused`,
          ),
        );
      }
      expect(other.received).toHaveLength(0);
    },
  );

  test("on the same host but another port or scheme counts as another", async () => {
    const other = await serve(() => ({ body: {} }));
    for (const location of [
      other.url,
      `https://127.0.0.1:${new URL(other.url).port}/`,
      "data:application/json,{}",
      "file:///etc/hosts",
    ]) {
      const server = await serve([to(location, 307)]);
      expect(
        await failure(client(server.url).request(get, { name: "b" })),
      ).toHaveProperty("message", expect.stringContaining("refused"));
    }
    expect(other.received).toHaveLength(0);
  });
});

test.each([300, 304, 305])(
  "%d is an answer, not a redirect",
  async (status) => {
    const server = await serve([to("/b", status)]);
    expect(
      await failure(client(server.url).request(get, { name: "b" })),
    ).toBeInstanceOf(ApiError);
  },
);

test("308 without a location is an answer", async () => {
  const server = await serve([
    { status: 308, headers: { range: "bytes=0-42" } },
  ]);
  expect(
    await failure(client(server.url).request(get, { name: "b" })),
  ).toHaveProperty("code", 308);
});

test("a browser's opaque redirect is told of", async () => {
  const fetch = async (): Promise<Response> =>
    Object.defineProperty(Response.error(), "type", {
      value: "opaqueredirect",
    });
  const error = await failure(
    client("http://127.0.0.1/", { fetch }).request(get, { name: "b" }),
  );
  expect(error).toBeInstanceOf(TransportError);
  expect(error).toHaveProperty(
    "message",
    expect.stringContaining("redirect 0 to nowhere refused"),
  );
});

test("fetch is called as a function of nobody's, and found when it is needed", async () => {
  const platform = globalThis.fetch;
  const api = client("http://127.0.0.1/");
  const seen: unknown[] = [];
  try {
    globalThis.fetch = async function (this: unknown) {
      seen.push(this);
      return Response.json({});
    };
    await api.request(get, { name: "b" });
  } finally {
    globalThis.fetch = platform;
  }
  expect(seen).toEqual([undefined]);
});
