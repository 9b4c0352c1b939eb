import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { afterAll, beforeAll, describe, expect, test } from "vitest";

import type { DiagnosticCode } from "../../generator/read/catalogue.js";
import { catalogue } from "../../generator/read/catalogue.js";
import type { Diagnostic } from "../../generator/read/diagnostic.js";
import { formatDiagnostic } from "../../generator/read/formatDiagnostic.js";
import { resolveInputs } from "../../generator/read/input.js";
import type { Limits } from "../../generator/read/limits.js";
import { readDocument } from "../../generator/read/readDocument.js";
import type { ReadOptions } from "../../generator/read/readDocument.js";
import { minimal, read, stream, withMethod } from "./support.js";

let directory = "";
let origin = "";
const server = createServer((request, response) => {
  if (request.url === "/redirect")
    response.writeHead(302, { location: "file:///etc/passwd" }).end();
  else if (request.url === "/missing") response.writeHead(404).end("no");
  else if (request.url === "/broken") response.destroy();
  else if (request.url === "/apis") response.end('{ "items": [] }');
  else if (request.url === "/no-apis") response.end("{}");
  // Anything else is never answered.
});

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), "read-catalogue-"));
  await new Promise<void>((listening) => {
    server.listen(0, "127.0.0.1", listening);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  rmSync(directory, { recursive: true });
  server.closeAllConnections();
  server.close();
});

type Diagnostics = Promise<readonly Diagnostic[]>;

async function reading(content: unknown, options?: ReadOptions): Diagnostics {
  return (await read(content, options)).diagnostics;
}

async function bytes(...values: readonly number[]): Diagnostics {
  const source = { name: "tiny.json", bytes: Uint8Array.from(values) };
  return (await readDocument(source)).diagnostics;
}

async function input(name: string, limits: Partial<Limits> = {}): Diagnostics {
  const env = { stdin: stream(), fetch, limits };
  return (await resolveInputs([name], env)).diagnostics;
}

async function inDirectory(path: string): Diagnostics {
  const env = { stdin: stream(), fetch, directory: origin + path };
  return (await resolveInputs(["tiny:v1"], env)).diagnostics;
}

async function ofApi(api: string): Diagnostics {
  const bytes = new TextEncoder().encode(JSON.stringify(minimal()));
  return (await readDocument({ name: "tiny.json", bytes, api })).diagnostics;
}

const schemas = (schemas: Readonly<Record<string, unknown>>): Diagnostics =>
  reading(minimal({ schemas }));
const method = (
  members: Readonly<Record<string, unknown>>,
  document?: Readonly<Record<string, unknown>>,
): Diagnostics => reading(withMethod(members, document));
const ofMethod = "/resources/things/methods/get";

/** For each code something that causes it, and the pointer at which it must be reported. */
const table: Readonly<
  Record<DiagnosticCode, readonly [() => Diagnostics, string]>
> = {
  "input-not-found": [() => input(join(directory, "nowhere.json")), ""],
  "input-unreadable": [() => input("a\0b"), ""],
  "input-no-documents": [() => input(directory), ""],
  "input-url-invalid": [() => input("https://me:secret@127.0.0.1/"), ""],
  "api-unknown": [() => inDirectory("/apis"), ""],
  "directory-invalid": [() => inDirectory("/no-apis"), ""],
  "http-status": [() => input(`${origin}/missing`), ""],
  "http-failed": [() => input(`${origin}/broken`, { retryDelayMs: 1 }), ""],
  "http-redirect": [() => input(`${origin}/redirect`), ""],
  "http-timeout": [() => input(`${origin}/silent`, { timeoutMs: 100 }), ""],

  "document-too-large": [
    () => reading(minimal(), { limits: { documentBytes: 10 } }),
    "",
  ],
  "document-empty": [() => reading(" \n"), ""],
  "document-gzip": [() => bytes(0x1f, 0x8b, 0x08, 0x00), ""],
  "not-utf8": [() => bytes(0x7b, 0x22, 0xc3, 0x28), ""],
  "byte-order-mark": [() => reading(`\uFEFF${JSON.stringify(minimal())}`), ""],
  "html-page": [() => reading("<!doctype html><title>Sign in</title>"), ""],
  "json-syntax": [() => reading('{"name": tiny}'), ""],
  "too-deep": [() => reading(`${"[".repeat(200)}${"]".repeat(200)}`), ""],
  "duplicate-key": [() => reading('{"labels": 1, "labels": []}'), "/labels"],
  "forbidden-key": [
    () => reading('{"schemas": {"__proto__": {}}}'),
    "/schemas/__proto__",
  ],
  "name-too-long": [
    () => schemas({ ["x".repeat(301)]: { type: "any" } }),
    `/schemas/${"x".repeat(301)}`,
  ],
  "too-many-schemas": [
    () =>
      reading(minimal({ schemas: { A: {}, B: {} } }), {
        limits: { schemas: 1 },
      }),
    "/schemas",
  ],
  "too-many-values": [() => reading(minimal(), { limits: { values: 2 } }), ""],
  "too-many-problems": [() => schemas(untyped(1001)), ""],

  "not-an-object": [() => reading("[1]"), ""],
  "directory-list": [
    () => reading({ kind: "discovery#directoryList", items: [] }),
    "/kind",
  ],
  "openapi-document": [() => reading({ openapi: "3.0.0" }), "/openapi"],
  "error-response": [
    () => reading({ error: { code: 404, message: "Not found" } }),
    "/error",
  ],
  "wrong-api": [() => ofApi("tiny:v2"), "/id"],
  "wrong-kind": [() => reading({ kind: "discovery#other" }), "/kind"],

  "wrong-type": [() => method({ path: 3 }), `${ofMethod}/path`],
  "missing-key": [() => method({ path: undefined }), ofMethod],
  "unknown-key": [() => method({ colour: "red" }), `${ofMethod}/colour`],
  "overlay-failed": [
    () =>
      reading(minimal(), {
        overlay: {
          name: "tiny.patch.json",
          operations: [{ op: "remove", path: "/schemas/Gone" }],
        },
      }),
    "/schemas/Gone",
  ],
  "assumed-value": [() => reading(minimal({ id: undefined })), "/id"],

  "unsafe-name": [() => reading(minimal({ name: "../x" })), "/name"],
  "empty-name": [() => schemas({ "": { type: "any" } }), "/schemas/"],
  "schema-id-differs": [
    () => schemas({ A: { id: "B", type: "any" } }),
    "/schemas/A/id",
  ],
  "duplicate-method-id": [
    () =>
      method(
        {},
        {
          methods: {
            get: { id: "tiny.things.get", httpMethod: "GET", path: "v1" },
          },
        },
      ),
    `${ofMethod}/id`,
  ],

  "dangling-ref": [() => schemas({ A: { $ref: "B" } }), "/schemas/A/$ref"],
  "ref-cycle": [
    () => schemas({ A: { $ref: "B" }, B: { $ref: "A" } }),
    "/schemas/A/$ref",
  ],
  "unknown-type": [() => schemas({ A: { type: "strnig" } }), "/schemas/A/type"],
  "unknown-format": [
    () => schemas({ A: { type: "string", format: "colour" } }),
    "/schemas/A/format",
  ],
  "untyped-schema": [() => schemas({ A: {} }), "/schemas/A"],
  "array-without-items": [
    () => schemas({ A: { type: "array" } }),
    "/schemas/A",
  ],
  "enum-length-differs": [
    () =>
      schemas({
        A: { type: "string", enum: ["X", "Y"], enumDescriptions: ["x"] },
      }),
    "/schemas/A/enumDescriptions",
  ],

  "unknown-http-method": [
    () => method({ httpMethod: "get" }),
    `${ofMethod}/httpMethod`,
  ],
  "unsafe-header-value": [
    () => method({ apiVersion: "v1\r\nx: y" }),
    `${ofMethod}/apiVersion`,
  ],
  "unknown-location": [
    () => method({ parameters: { a: { type: "string", location: "body" } } }),
    `${ofMethod}/parameters/a/location`,
  ],
  "missing-location": [
    () => method({ parameters: { a: { type: "string" } } }),
    `${ofMethod}/parameters/a`,
  ],
  "undeclared-path-variable": [
    () => method({ path: "v1/{+name}" }),
    `${ofMethod}/path`,
  ],
  "unused-path-parameter": [
    () =>
      method({
        parameters: { a: { type: "string", location: "path", required: true } },
      }),
    `${ofMethod}/parameters/a`,
  ],
  "optional-path-parameter": [
    () =>
      method({
        path: "v1/{a}",
        parameters: { a: { type: "string", location: "path" } },
      }),
    `${ofMethod}/parameters/a`,
  ],
  "unknown-ordered-parameter": [
    () => method({ parameterOrder: ["a"] }),
    `${ofMethod}/parameterOrder/0`,
  ],
  "undeclared-scope": [
    () => method({ scopes: ["https://www.googleapis.com/auth/x"] }),
    `${ofMethod}/scopes/0`,
  ],
  "media-upload-incomplete": [
    () => method({ supportsMediaUpload: true }),
    `${ofMethod}/supportsMediaUpload`,
  ],

  "template-syntax": [() => method({ path: "v1/{name" }), `${ofMethod}/path`],
  "template-operator": [() => method({ path: "v1{/x*}" }), `${ofMethod}/path`],
  "unsafe-path": [() => method({ path: "v1/../x" }), `${ofMethod}/path`],
  "unsafe-url": [
    () => reading(minimal({ rootUrl: "http://tiny.googleapis.com/" })),
    "/rootUrl",
  ],
  "host-not-allowed": [
    () => reading(minimal({ rootUrl: "https://example.com/" })),
    "/rootUrl",
  ],
};

function untyped(count: number): Record<string, unknown> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`S${index}`, {}]),
  );
}

describe("every code of the catalogue", () => {
  const codes = Object.keys(catalogue) as DiagnosticCode[];

  test("stands in the table", () => {
    expect(Object.keys(table).sort()).toEqual(codes.toSorted());
  });

  test.each(codes)("%s can be reached", async (code) => {
    const [cause, pointer] = table[code];
    const diagnostics = await cause();
    const found = diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(found, JSON.stringify(diagnostics)).toBeDefined();
    expect(found).toMatchObject({
      severity: catalogue[code].severity,
      pointer,
    });
    expect(found?.location.line).toBeGreaterThan(0);
    // One line each for the message, the place and the fix, whatever the document says.
    if (found !== undefined)
      expect(formatDiagnostic(found)).toMatch(
        /^[^\n\p{C}]+\n(?: {4}at #[^\n\p{C}]*\n)? {4}fix: [^\n\p{C}]+$/u,
      );
  });

  test("is documented", async () => {
    const page = await readFile(
      resolve(import.meta.dirname, "../../docs/diagnostics.md"),
      "utf8",
    );
    const documented = [...page.matchAll(/^### `([\w-]+)`$/gm)].map(
      ([, code]) => code,
    );
    expect(documented.toSorted()).toEqual(codes.toSorted());
    for (const code of codes) {
      const { severity, title } = catalogue[code];
      expect(page).toContain(`### \`${code}\`\n\n${title} (${severity}).`);
    }
  });
});
