/** The rule by which Google's Python client gives a method its `_next`, and the one by which we find a page's items. */
import { describe, expect, test } from "vitest";
import type {
  RestMethod,
  RestSchema,
} from "../../generator/read/restDescription.js";
import { methodOf } from "./modelOf.js";

const text: RestSchema = { type: "string" };
const query = { type: "string", location: "query" };
const objectOf = (
  properties: Readonly<Record<string, RestSchema>>,
): RestSchema => ({
  type: "object",
  properties,
});
const things: RestSchema = { type: "array", items: { $ref: "Thing" } };
const texts: RestSchema = { type: "array", items: text };
const schemas = { Thing: objectOf({ name: text }) };

function paginationOf(
  method: Partial<RestMethod>,
  more: Readonly<Record<string, RestSchema>> = {},
  resource?: string,
) {
  return methodOf(method, { ...schemas, ...more }, resource).pagination;
}

describe("a method pages", () => {
  const page = objectOf({ nextPageToken: text });

  test("when a parameter takes what the response gives", () => {
    expect(
      paginationOf({ parameters: { pageToken: query }, response: page }),
    ).toMatchObject({
      tokenIn: "query",
      requestToken: "pageToken",
      responseToken: "nextPageToken",
    });
  });

  test("when the response is a reference, also to a reference", () => {
    expect(
      paginationOf(
        { parameters: { pageToken: query }, response: { $ref: "Alias" } },
        { Alias: { $ref: "Page" }, Page: page },
      ),
    ).not.toBeNull();
  });

  test("whatever its verb and name", () => {
    expect(
      paginationOf({
        httpMethod: "DELETE",
        parameters: { pageToken: query },
        response: page,
      }),
    ).not.toBeNull();
  });

  test("whatever the type of the token", () => {
    expect(
      paginationOf({
        parameters: { pageToken: { type: "integer", location: "query" } },
        response: objectOf({ nextPageToken: { type: "integer" } }),
      }),
    ).not.toBeNull();
  });

  test("when its body takes the token, and no parameter does", () => {
    expect(
      paginationOf(
        { request: { $ref: "Search" }, response: page },
        { Search: objectOf({ pageToken: text }) },
      ),
    ).toMatchObject({ tokenIn: "body", requestToken: "pageToken" });
    expect(
      paginationOf({
        request: objectOf({ nextPageToken: text }),
        response: page,
      }),
    ).toMatchObject({ tokenIn: "body", requestToken: "nextPageToken" });
  });

  test("through the parameter rather than the body", () => {
    expect(
      paginationOf({
        parameters: { nextPageToken: query },
        request: objectOf({ pageToken: text }),
        response: page,
      }),
    ).toMatchObject({ tokenIn: "query", requestToken: "nextPageToken" });
  });

  test("by pageToken rather than nextPageToken, in both directions", () => {
    expect(
      paginationOf({
        parameters: { nextPageToken: query, pageToken: query },
        response: objectOf({ nextPageToken: text, pageToken: text }),
      }),
    ).toMatchObject({ requestToken: "pageToken", responseToken: "pageToken" });
  });

  test("with a repeated parameter beside the token", () => {
    expect(
      paginationOf({
        parameters: { pageToken: query, ids: { ...query, repeated: true } },
        response: page,
      }),
    ).not.toBeNull();
  });
});

describe("a method does not page", () => {
  const parameters = { pageToken: query };

  test.each<[string, Partial<RestMethod>]>([
    ["without a response", { parameters }],
    [
      "without a token in the response",
      { parameters, response: objectOf({ token: text }) },
    ],
    [
      "without a token to send",
      { response: objectOf({ nextPageToken: text }) },
    ],
    [
      "for a token of another case",
      {
        parameters: { pagetoken: query },
        response: objectOf({ nextPageToken: text }),
      },
    ],
    [
      "when its response is no object",
      { parameters, response: { type: "array", items: text } },
    ],
    [
      "when its response is a map",
      { parameters, response: { type: "object", additionalProperties: text } },
    ],
    [
      "when the token is deeper in the response",
      {
        parameters,
        response: objectOf({ page: objectOf({ nextPageToken: text }) }),
      },
    ],
    [
      "when the token is deeper in the body",
      {
        request: objectOf({ options: objectOf({ pageToken: text }) }),
        response: objectOf({ nextPageToken: text }),
      },
    ],
  ])("%s", (_why, method) => {
    expect(paginationOf(method)).toBeNull();
  });
});

describe("the items of a page are", () => {
  function itemsOf(
    properties: Readonly<Record<string, RestSchema>>,
    more: Readonly<Record<string, RestSchema>> = {},
    resource?: string,
  ) {
    return paginationOf(
      {
        parameters: { pageToken: query },
        response: objectOf({ nextPageToken: text, ...properties }),
      },
      more,
      resource,
    )?.items;
  }
  const map: RestSchema = { type: "object", additionalProperties: text };

  test("its only array", () => {
    expect(itemsOf({ rows: texts, total: { type: "integer" } })).toEqual({
      kind: "array",
      field: "rows",
      item: { kind: "string", format: "" },
      reason: "the only array of the response",
    });
  });

  test("its only array, behind a reference", () => {
    expect(itemsOf({ rows: { $ref: "Rows" } }, { Rows: things })).toMatchObject(
      {
        field: "rows",
        item: { kind: "ref", schema: "Thing" },
      },
    );
  });

  test.each(["unreachable", "unreachables"])("never the array %s", (field) => {
    expect(itemsOf({ things, [field]: texts })).toMatchObject({
      field: "things",
      reason: "the only array of the response",
    });
    expect(itemsOf({ [field]: texts })).toEqual({
      kind: "none",
      reason: "the response has no array and no map",
    });
  });

  test("of several arrays, the one of a schema's objects", () => {
    expect(itemsOf({ things, warnings: texts })).toMatchObject({
      field: "things",
      reason: "the only array of a schema's objects",
    });
  });

  test("of several such, the one named items", () => {
    expect(itemsOf({ items: things, things, others: things })).toMatchObject({
      field: "items",
      reason: "named `items` or like the resource",
    });
  });

  test.each([
    ["files", "files"],
    ["Files", "files"],
    ["policy", "policies"],
    ["policies", "policy"],
    ["file", "files"],
  ])("of several such, %j for the resource %j", (field, resource) => {
    expect(
      itemsOf({ [field]: things, others: things }, {}, resource),
    ).toMatchObject({ field, reason: "named `items` or like the resource" });
  });

  test("of several arrays of plain values, the one named like the resource", () => {
    expect(itemsOf({ things: texts, others: texts })).toMatchObject({
      field: "things",
    });
  });

  test("not guessed among arrays that nothing tells apart", () => {
    expect(itemsOf({ added: things, removed: things })).toEqual({
      kind: "none",
      reason: "several fields may hold the items: added, removed",
    });
  });

  test("its only map, where there is no array", () => {
    expect(itemsOf({ items: map, unreachables: texts })).toEqual({
      kind: "map",
      field: "items",
      item: { kind: "string", format: "" },
      reason: "the only map of the response",
    });
  });

  test("of several maps, the one named items", () => {
    expect(itemsOf({ items: map, labels: map })).toMatchObject({
      kind: "map",
      field: "items",
      reason: "the map named `items`",
    });
  });

  test("the array rather than a map", () => {
    expect(itemsOf({ rows: texts, labels: map })).toMatchObject({
      kind: "array",
      field: "rows",
    });
  });

  test("not guessed among maps", () => {
    expect(itemsOf({ a: map, b: map })).toEqual({
      kind: "none",
      reason: "several fields may hold the items: a, b",
    });
  });

  test("not there", () => {
    expect(itemsOf({})).toEqual({
      kind: "none",
      reason: "the response has no array and no map",
    });
  });
});
