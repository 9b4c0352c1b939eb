import {
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { resolveInputs } from "../../generator/read/input.js";
import type { ResolvedInputs } from "../../generator/read/input.js";
import type { Limits } from "../../generator/read/limits.js";
import { stream } from "./support.js";

function resolve(
  inputs: readonly string[],
  limits: Partial<Limits> = {},
  stdin: AsyncIterable<Uint8Array> = stream(),
): Promise<ResolvedInputs> {
  return resolveInputs(inputs, { stdin, fetch, limits });
}

function textOf({
  sources,
}: ResolvedInputs): readonly (readonly [string, string])[] {
  return sources.map(({ name, bytes }) => [
    name,
    new TextDecoder().decode(bytes),
  ]);
}

describe("files and directories", () => {
  let root = "";

  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "read-input-"));
    mkdirSync(join(root, "apis/b/deep"), { recursive: true });
    for (const name of [
      "b/deep/z.json",
      "b.json",
      "a.json",
      "B.json",
      "notes.txt",
    ])
      writeFileSync(join(root, "apis", name), name);
    symlinkSync("..", join(root, "apis/b/up"));
    symlinkSync("b", join(root, "apis/again"));
    symlinkSync("nowhere", join(root, "apis/gone.json"));
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
  });

  test("a file has the name that the user wrote", async () => {
    const path = `${root}/apis/../apis/a.json`;
    expect(textOf(await resolve([path]))).toEqual([[path, "a.json"]]);
  });

  test("a directory gives every document below, sorted, and each directory once", async () => {
    const found = await resolve([`${root}/apis/`]);
    const expected = ["B.json", "a.json", "again/deep/z.json", "b.json"];
    expect(found.sources.map(({ name }) => name)).toEqual(
      expected.map((name) => `${root}/apis/${name}`),
    );
    expect(found.diagnostics).toMatchObject([
      {
        code: "input-not-found",
        location: { file: `${root}/apis/gone.json`, line: 1, column: 1 },
      },
    ]);
  });

  test("one input that is missing does not lose the others", async () => {
    const found = await resolve([
      `${root}/x.json`,
      `${root}/apis/a.json`,
      `${root}/y`,
    ]);
    expect(textOf(found)).toHaveLength(1);
    expect(found.diagnostics.map(({ code }) => code)).toEqual([
      "input-not-found",
      "input-not-found",
    ]);
  });

  test("a file over the limit is not read", async () => {
    const found = await resolve([`${root}/apis/a.json`], { documentBytes: 5 });
    expect(found).toMatchObject({
      sources: [],
      diagnostics: [{ code: "document-too-large" }],
    });
  });
});

describe("standard input", () => {
  test("is called <stdin>", async () => {
    const found = await resolve(["-"], {}, stream('{"a"', ":1}"));
    expect(textOf(found)).toEqual([["<stdin>", '{"a":1}']]);
  });

  test("is read up to the limit", async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield new Uint8Array(1000);
    }
    expect(
      await resolve(["-"], { documentBytes: 10_000 }, endless()),
    ).toMatchObject({
      sources: [],
      diagnostics: [
        { code: "document-too-large", location: { file: "<stdin>" } },
      ],
    });
  });

  test("that breaks is a diagnostic", async () => {
    // Fails before it comes to its first chunk.
    async function* broken(): AsyncGenerator<Uint8Array> {
      await Promise.reject(new Error("EIO"));
      yield new Uint8Array();
    }
    expect(await resolve(["-"], {}, broken())).toMatchObject({
      sources: [],
      diagnostics: [{ code: "input-unreadable" }],
    });
  });
});

describe("URLs", () => {
  let origin = "";
  let endlessClosed: () => void = () => undefined;
  const closed = new Promise<void>((resolved) => {
    endlessClosed = resolved;
  });
  const headers: IncomingMessage["headers"][] = [];

  const answers: Readonly<Record<string, (response: ServerResponse) => void>> =
    {
      "/ok": (response) => response.end('{"ok":1}'),
      "/missing": (response) => response.writeHead(404, "Nothing\there").end(),
      "/html": (response) =>
        response.writeHead(200, { "content-type": "text/html" }).end("<html>"),
      "/endless": (response) => {
        response.on("close", endlessClosed);
        const more = (): void => {
          while (!response.destroyed && response.write("x".repeat(10_000)));
        };
        response.on("drain", more);
        more();
      },
      "/slow": (response) => void response.write("{"),
      "/to-ok": (response) =>
        response.writeHead(302, { location: "/ok" }).end(),
      "/loop": (response) =>
        response.writeHead(307, { location: "loop" }).end(),
      "/to-file": (response) =>
        response.writeHead(302, { location: "file:///etc/passwd" }).end(),
      "/to-data": (response) =>
        response.writeHead(302, { location: "data:,x" }).end(),
      "/to-user": (response) =>
        response.writeHead(302, { location: "http://a:b@127.0.0.1/" }).end(),
      "/to-nothing": (response) => response.writeHead(302).end(),
    };
  const server = createServer((request, response) => {
    headers.push(request.headers);
    answers[request.url?.split("?")[0] ?? ""]?.(response);
  });

  beforeAll(async () => {
    await new Promise<void>((listening) => {
      server.listen(0, "127.0.0.1", listening);
    });
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });

  test.each(["/ok", "/to-ok", "/html"])("%s is read", async (path) => {
    const found = await resolve([origin + path]);
    expect(textOf(found)).toEqual([
      [origin + path, path === "/html" ? "<html>" : '{"ok":1}'],
    ]);
    expect(headers.at(-1)).not.toHaveProperty("authorization");
    expect(headers.at(-1)).not.toHaveProperty("cookie");
  });

  test.each([
    ["/missing", "http-status", 'the server answered 404 "Nothing\\u{9}here"'],
    ["/to-nothing", "http-status", 'the server answered 302 "Found"'],
    ["/loop", "http-redirect", "the server redirects more than 5 times"],
    [
      "/to-file",
      "http-redirect",
      'the server redirects to "file:///etc/passwd", which is not followed',
    ],
    [
      "/to-data",
      "http-redirect",
      'the server redirects to "data:,x", which is not followed',
    ],
    [
      "/to-user",
      "http-redirect",
      'the server redirects to "http://a:b@127.0.0.1/", which is not followed',
    ],
  ])("%s is refused", async (path, code, message) => {
    expect(await resolve([origin + path])).toMatchObject({
      sources: [],
      diagnostics: [{ code, message, location: { file: origin + path } }],
    });
  });

  test("an answer over the limit is cut and its connection closed", async () => {
    expect(
      await resolve([`${origin}/endless`], { documentBytes: 100_000 }),
    ).toMatchObject({
      sources: [],
      diagnostics: [{ code: "document-too-large" }],
    });
    await closed;
  });

  test("an answer that does not come to its end in time is given up", async () => {
    expect(await resolve([`${origin}/slow`], { timeoutMs: 200 })).toMatchObject(
      {
        sources: [],
        diagnostics: [
          { code: "http-timeout", message: "no complete answer within 200 ms" },
        ],
      },
    );
  });

  test("a redirect from https to http is refused", async () => {
    const redirecting: typeof fetch = () =>
      Promise.resolve(
        new Response(null, {
          status: 301,
          headers: { location: "http://a.example/" },
        }),
      );
    const found = await resolveInputs(["https://a.example/"], {
      stdin: stream(),
      fetch: redirecting,
    });
    expect(found.diagnostics).toMatchObject([{ code: "http-redirect" }]);
  });

  test("a name that does not resolve is a diagnostic with the reason", async () => {
    const failing: typeof fetch = () =>
      Promise.reject(
        new TypeError("fetch failed", {
          cause: new Error("getaddrinfo ENOTFOUND a.example"),
        }),
      );
    const found = await resolveInputs(["http://a.example/"], {
      stdin: stream(),
      fetch: failing,
    });
    expect(found.diagnostics).toMatchObject([
      {
        code: "http-failed",
        message: "the request failed: getaddrinfo ENOTFOUND a.example",
      },
    ]);
  });

  test("credentials in a URL are neither sent nor shown", async () => {
    const found = await resolve([
      "http://me:secret@127.0.0.1:1/",
      `${origin}/missing?key=secret&a=1`,
      "http://[:secret",
    ]);
    expect(found.diagnostics.map(({ code }) => code)).toEqual([
      "input-url-invalid",
      "http-status",
      "input-url-invalid",
    ]);
    expect(JSON.stringify(found.diagnostics.slice(0, 2))).not.toContain(
      "secret",
    );
  });
});
