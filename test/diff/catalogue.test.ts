/** Every code of the catalogue can be reached by a pair of tiny documents, breaks whom it says, and is documented. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { catalogue, type ChangeCode } from "../../generator/diff/catalogue.js";
import type { CatalogueEntry } from "../../generator/diff/catalogueEntry.js";
import { diff } from "../../generator/diff/diff.js";
import type {
  RestMethod,
  RestParameter,
  RestSchema,
} from "../../generator/read/restDescription.js";
import { repositoryRoot } from "../support/temporary.js";
import { tinyApi, type TinyParts } from "./tinyApi.js";

const text: RestSchema = { type: "string" };
const thing: RestSchema = { type: "object", properties: { name: text } };
const page: RestSchema = {
  type: "object",
  properties: {
    items: { type: "array", items: { $ref: "Thing" } },
    nextPageToken: text,
  },
};
const query = (members: Partial<RestParameter> = {}): TinyParts => ({
  list: {
    parameters: { filter: { ...text, location: "query", ...members } },
  },
});
const list = (members: Partial<RestMethod>): TinyParts => ({
  list: members,
  schemas: { Thing: thing, Page: page },
});
const api = (members: NonNullable<TinyParts["api"]>): TinyParts => ({
  api: members,
});
/** The method takes a body, whose one property is given. */
const body = (
  property: RestSchema | undefined,
  members: Partial<RestSchema> = {},
): TinyParts => ({
  list: { httpMethod: "POST", request: { $ref: "Thing" } },
  schemas: {
    Thing: {
      type: "object",
      properties: { name: text, ...(property && { property }) },
      ...members,
    },
  },
});
/** The same as its answer. */
const answer = (...parts: Parameters<typeof body>): TinyParts => ({
  ...body(...parts),
  list: { response: { $ref: "Thing" } },
});
const both = (...parts: Parameters<typeof body>): TinyParts => ({
  ...body(...parts),
  list: {
    httpMethod: "POST",
    request: { $ref: "Thing" },
    response: { $ref: "Thing" },
  },
});
const paged = (
  pageSchema: RestSchema,
  token = "pageToken",
  schemas: TinyParts["schemas"] = {},
): TinyParts => ({
  list: {
    parameters: { [token]: { ...text, location: "query" } },
    response: { $ref: "Page" },
  },
  schemas: { Thing: thing, Page: pageSchema, ...schemas },
});
const upload = (path: string): TinyParts => ({
  list: {
    httpMethod: "POST",
    mediaUpload: { protocols: { simple: { path } } },
  },
});
const operation: RestSchema = {
  type: "object",
  properties: { name: text, done: { type: "boolean" }, error: text },
};
const start: RestMethod = {
  id: "tiny.things.list",
  httpMethod: "GET",
  path: "v1/things",
  response: { $ref: "Operation" },
};
const get: RestMethod = {
  id: "tiny.things.get",
  httpMethod: "GET",
  path: "v1/{+name}",
  parameters: { name: { ...text, location: "path", required: true } },
  response: { $ref: "Operation" },
};
const polled = (poll: "things" | "operations" | null): TinyParts => ({
  list: start,
  ...(poll && {
    api: {
      resources: {
        things: { methods: { list: start, ...(poll === "things" && { get }) } },
        ...(poll === "operations" && {
          operations: { methods: { get: { ...get, path: "v2/{+name}" } } },
        }),
      },
    },
  }),
  schemas: { Operation: operation },
});
const scopes = (...urls: readonly string[]): TinyParts =>
  api({
    auth: {
      oauth2: { scopes: Object.fromEntries(urls.map((url) => [url, {}])) },
    },
  });
const endpoint = (location: string, url: string): TinyParts =>
  api({ endpoints: [{ location, endpointUrl: `https://${url}/` }] });

type Breaks = readonly ("wire" | "typescript")[];
const wire: Breaks = ["wire"];
const typescript: Breaks = ["typescript"];
const everybody: Breaks = ["wire", "typescript"];
const nobody: Breaks = [];

/** For each code two documents between which it is, and whom it breaks there. */
const table: Readonly<
  Record<ChangeCode, readonly [TinyParts, TinyParts, Breaks]>
> = {
  "name-changed": [{}, api({ canonicalName: "Other" }), typescript],
  "root-url-changed": [
    {},
    api({ rootUrl: "https://other.googleapis.com/" }),
    wire,
  ],
  "service-path-changed": [{}, api({ servicePath: "tiny/" }), wire],
  "batch-path-added": [{}, api({ batchPath: "batch" }), nobody],
  "batch-path-changed": [api({ batchPath: "batch" }), {}, wire],
  "wrapper-changed": [{}, api({ features: ["dataWrapper"] }), wire],
  "encoding-changed": [{}, api({ fullyEncodeReservedExpansion: true }), nobody],
  "endpoint-added": [{}, endpoint("here", "here.googleapis.com"), nobody],
  "endpoint-removed": [endpoint("here", "here.googleapis.com"), {}, everybody],
  "endpoint-changed": [
    endpoint("here", "here.googleapis.com"),
    endpoint("here", "there.googleapis.com"),
    wire,
  ],
  "scope-added": [scopes("a"), scopes("a", "b"), nobody],
  "scope-removed": [scopes("a", "b"), scopes("a"), everybody],

  "resource-removed": [{}, api({ resources: {} }), typescript],
  "method-added": [
    {},
    {
      methods: {
        get: { id: "tiny.things.get", httpMethod: "GET", path: "v1/thing" },
      },
    },
    nobody,
  ],
  "method-removed": [{}, { list: null }, everybody],
  "method-renamed": [
    {},
    {
      list: null,
      methods: {
        all: { id: "tiny.things.all", httpMethod: "GET", path: "v1/things" },
      },
    },
    typescript,
  ],
  "method-moved": [
    {},
    api({
      methods: {
        list: { id: "tiny.list", httpMethod: "GET", path: "v1/things" },
      },
      resources: {},
    }),
    typescript,
  ],
  "verb-changed": [{}, { list: { httpMethod: "POST" } }, wire],
  "path-changed": [{}, { list: { path: "v2/things" } }, wire],
  "request-added": [
    list({ httpMethod: "POST" }),
    list({ httpMethod: "POST", request: { $ref: "Thing" } }),
    nobody,
  ],
  "request-removed": [
    list({ httpMethod: "POST", request: { $ref: "Thing" } }),
    list({ httpMethod: "POST" }),
    everybody,
  ],
  "request-type-changed": [
    list({ httpMethod: "POST", request: { $ref: "Thing" } }),
    list({ httpMethod: "POST", request: { $ref: "Page" } }),
    everybody,
  ],
  "response-added": [list({}), list({ response: { $ref: "Thing" } }), nobody],
  "response-removed": [
    list({ response: { $ref: "Thing" } }),
    list({}),
    everybody,
  ],
  "response-type-changed": [
    list({ response: { $ref: "Thing" } }),
    list({ response: { $ref: "Page" } }),
    everybody,
  ],
  "streaming-changed": [
    list({ response: { $ref: "Thing" } }),
    list({ response: { $ref: "Thing" }, streamingType: "SERVER_SIDE" }),
    everybody,
  ],
  "paging-added": [list({ response: { $ref: "Page" } }), paged(page), nobody],
  "paging-removed": [
    paged(page),
    list({ response: { $ref: "Page" } }),
    typescript,
  ],
  "page-token-changed": [paged(page), paged(page, "nextPageToken"), wire],
  "items-changed": [
    paged(page),
    paged(
      {
        ...page,
        properties: {
          ...page.properties,
          items: { type: "array", items: { $ref: "Other" } },
        },
      },
      "pageToken",
      { Other: { type: "object", properties: { title: text } } },
    ),
    typescript,
  ],
  "upload-added": [{ list: { httpMethod: "POST" } }, upload("up"), nobody],
  "upload-removed": [upload("up"), { list: { httpMethod: "POST" } }, everybody],
  "upload-changed": [upload("up"), upload("elsewhere"), wire],
  "download-added": [{}, { list: { supportsMediaDownload: true } }, nobody],
  "download-removed": [
    { list: { supportsMediaDownload: true } },
    {},
    everybody,
  ],
  "api-version-changed": [{}, { list: { apiVersion: "2026-01-01" } }, wire],
  "polling-added": [polled(null), polled("things"), nobody],
  "polling-removed": [polled("things"), polled(null), everybody],
  "polling-changed": [polled("things"), polled("operations"), wire],
  "parameter-added": [{}, query(), nobody],
  "parameter-removed": [query(), {}, everybody],
  "parameter-required": [query(), query({ required: true }), everybody],
  "parameter-optional": [query({ required: true }), query(), nobody],
  "parameter-repeated": [query(), query({ repeated: true }), typescript],
  "parameter-moved": [
    query({ required: true }),
    query({ location: "path" }),
    wire,
  ],

  "type-changed": [query(), query({ type: "boolean" }), everybody],
  "format-changed": [query(), query({ format: "date" }), wire],
  "enum-value-added": [
    query({ enum: ["A"] }),
    query({ enum: ["A", "B"] }),
    nobody,
  ],
  "enum-value-removed": [
    query({ enum: ["A", "B"] }),
    query({ enum: ["A"] }),
    everybody,
  ],
  "default-changed": [query({ default: "a" }), query({ default: "b" }), wire],
  "pattern-changed": [query(), query({ pattern: "^a$" }), wire],
  "range-changed": [query({ maximum: "9" }), query({ maximum: "5" }), wire],
  deprecated: [query(), query({ deprecated: true }), nobody],
  "no-longer-deprecated": [query({ deprecated: true }), query(), nobody],
  "description-changed": [query(), query({ description: "A filter." }), nobody],

  "schema-added": [{}, { schemas: { Thing: thing } }, nobody],
  "schema-removed": [{ schemas: { Thing: thing } }, {}, typescript],
  "schema-renamed": [
    { list: { response: { $ref: "Old" } }, schemas: { Old: thing } },
    { list: { response: { $ref: "New" } }, schemas: { New: thing } },
    typescript,
  ],
  "schema-type-changed": [
    { schemas: { Thing: thing } },
    { schemas: { Thing: { type: "array", items: text } } },
    everybody,
  ],
  "type-split": [
    both(undefined),
    both({ ...text, readOnly: true }),
    typescript,
  ],
  "input-type-removed": [
    both({ ...text, readOnly: true }),
    both(undefined),
    typescript,
  ],
  "type-direction-changed": [both(undefined), answer(undefined), typescript],
  "further-fields-changed": [
    body(undefined, { additionalProperties: text }),
    body(undefined),
    everybody,
  ],
  "property-added": [body(undefined), body(text), nobody],
  "property-removed": [body(text), body(undefined), everybody],
  "property-required": [
    body(text),
    body({ ...text, annotations: { required: ["tiny.things.list"] } }),
    everybody,
  ],
  "property-optional": [
    body({ ...text, annotations: { required: ["tiny.things.list"] } }),
    body(text),
    nobody,
  ],
  "property-read-only": [
    body(text),
    body({ ...text, readOnly: true }),
    everybody,
  ],
  "property-writable": [body({ ...text, readOnly: true }), body(text), nobody],
};

const codes = Object.keys(catalogue) as readonly ChangeCode[];

describe.each(codes)("%s", (code) => {
  const [before, after, breaks] = table[code];
  const { changes } = diff(tinyApi(before), tinyApi(after));
  const found = changes.filter((change) => change.code === code);

  test("is reached by two tiny documents, and breaks whom it should", () => {
    expect(found.map((change) => change.breaks)).toEqual([breaks]);
  });

  test("is nowhere where nothing changed", () => {
    expect(diff(tinyApi(after), tinyApi(after)).changes).toEqual([]);
  });
});

describe("docs/diff.md", () => {
  const documentation = readFileSync(
    join(repositoryRoot, "docs/diff.md"),
    "utf8",
  );
  const rows = [
    ...documentation.matchAll(
      /^\| `([a-z-]+)` +\| ([^|]+?) +\| ([^|]+?) +\| ([^|]+?) +\|$/gm,
    ),
  ];

  test("has a row for every code, under its title", () => {
    expect(rows.map(([, code, title]) => [code, title])).toEqual(
      codes.map((code) => [code, catalogue[code].title]),
    );
  });

  test("says of the same codes that they may break somebody", () => {
    for (const [, code, , onWire, inTypescript] of rows) {
      const entry: CatalogueEntry = catalogue[code as ChangeCode];
      expect([code, onWire !== "no", inTypescript !== "no"]).toEqual([
        code,
        entry.wire !== undefined,
        entry.typescript !== undefined,
      ]);
    }
  });
});
