import { readFileSync } from "node:fs";

import { describe, expect, test } from "vitest";

import { formatDiagnostic } from "../../generator/read/formatDiagnostic.js";
import {
  readDocument,
  validateDocument,
} from "../../generator/read/readDocument.js";
import {
  corpusDocuments,
  corpusPath,
  describeCorpus,
} from "../support/corpus.js";
import { minimal, read, withMethod } from "./support.js";

describe("a sound document", () => {
  test("is returned as it is, with nothing to say", async () => {
    const document = withMethod();
    expect(await read(document)).toEqual({
      ok: true,
      document,
      diagnostics: [],
    });
  });

  test("keeps schemas that are called like members of Object", async () => {
    const result = await read(
      minimal({
        schemas: {
          constructor: { type: "object" },
          toString: { $ref: "constructor" },
        },
      }),
    );
    expect(result).toMatchObject({ ok: true, diagnostics: [] });
  });

  test("may not refer to a member of Object that it does not declare", async () => {
    const result = await read(
      minimal({ schemas: { A: { $ref: "toString" } } }),
    );
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [{ code: "dangling-ref" }],
    });
  });
});

describe("a broken document", () => {
  const broken = `{
  "name": "tiny",
  "version": "v1",
  "id": "tiny:v1",
  "rootUrl": "https://tiny.googleapis.com/",
  "servicePath": "",
  "schemas": {
    "Thing": { "type": "object", "properties": { "other": { "$ref": "Thimg" } } }
  },
  "methods": {
    "get": { "id": "tiny.get", "httpMethod": "GET", "path": "v1/{name}" },
    "put": {
      "id": "tiny.put",
      "httpMethod": 7,
      "path": "v1"
    }
  }
}
`;

  test("reports three mistakes at once, in the order of the text", async () => {
    const { ok, diagnostics } = await read(broken);
    expect(ok).toBe(false);
    expect(diagnostics.map(formatDiagnostic)).toEqual([
      `tiny.json:8:69: error[dangling-ref] no schema is called "Thimg"
    at #/schemas/Thing/properties/other/$ref  value "Thimg"
    fix: Did you mean "Thing"? Correct the name or add the schema.`,
      `tiny.json:11:61: error[undeclared-path-variable] the path has the variable "name", but no such parameter is declared
    at #/methods/get/path  value "v1/{name}"
    fix: Declare a parameter of this name with the location path, or correct the path.`,
      `tiny.json:14:21: error[wrong-type] "httpMethod" must be a string; found number 7
    at #/methods/put/httpMethod  value 7
    fix: Correct the value.`,
    ]);
  });

  test.each([
    ["a whole section", { schemas: [] }, "/schemas"],
    ["a schema", { schemas: { A: 3, B: { $ref: "A" } } }, "/schemas/A"],
    [
      "an item",
      { schemas: { A: { type: "string", enum: ["x", 3] } } },
      "/schemas/A/enum/1",
    ],
    ["a method", { methods: { get: "GET" } }, "/methods/get"],
    ["the name", { name: 3 }, "/name"],
    ["an endpoint", { endpoints: [{}] }, "/endpoints/0"],
    [
      "a variant",
      { schemas: { A: { variant: { discriminant: "a", map: [{}] } } } },
      "/schemas/A/variant/map/0",
    ],
  ])(
    "of the wrong form in %s is still checked elsewhere",
    async (_, members, pointer) => {
      const result = await read(
        minimal({ rootUrl: "https://evil.example/", ...members }),
      );
      const errors = result.diagnostics.filter(
        ({ severity }) => severity === "error",
      );
      expect(new Set(errors.map((error) => error.pointer))).toEqual(
        new Set([pointer, "/rootUrl"]),
      );
    },
  );

  test("reports an unknown key once, with the number of places", async () => {
    const { diagnostics } = await read(
      minimal({
        schemas: {
          A: { type: "string", fresh: 1 },
          B: { type: "string", fresh: 1 },
        },
      }),
    );
    expect(diagnostics).toMatchObject([
      {
        code: "unknown-key",
        pointer: "/schemas/A/fresh",
        message:
          'the member "fresh" is not known here, nor in 1 more places like this',
      },
    ]);
  });

  test("takes a number for the string that the format has in default, minimum and maximum", async () => {
    const result = await read(
      minimal({
        schemas: {
          A: { type: "integer", default: 3, minimum: 0, maximum: "9" },
        },
      }),
    );
    expect(result).toMatchObject({
      ok: true,
      document: { schemas: { A: { default: "3", minimum: "0" } } },
      diagnostics: [{ code: "assumed-value" }, { code: "assumed-value" }],
    });
  });

  test("says no more than fits on a line, and nothing unprintable", async () => {
    const nasty = `\u001b]0;x\u0007\r\n\u202e${"x".repeat(1_000_000)}`;
    const { diagnostics } = await read(
      minimal({
        rootUrl: nasty,
        schemas: { [nasty.slice(0, 50)]: { $ref: nasty } },
      }),
    );
    expect(diagnostics.length).toBe(2);
    for (const diagnostic of diagnostics) {
      const text = formatDiagnostic(diagnostic);
      expect(text.length).toBeLessThan(2000);
      expect(text.replaceAll("\n    ", " ")).not.toMatch(/\p{C}/u);
      expect(diagnostic.value).toContain(
        "\\u{1b}]0;x\\u{7}\\u{d}\\u{a}\\u{202e}",
      );
    }
  });
});

describe("what older documents leave out", () => {
  test.each([
    [
      { baseUrl: "https://www.googleapis.com/books/v1/" },
      { rootUrl: "https://www.googleapis.com/", servicePath: "books/v1/" },
    ],
    [
      { basePath: "/books/v1/" },
      { rootUrl: "https://www.googleapis.com/", servicePath: "books/v1/" },
    ],
  ])("is taken from %j", async (members, expected) => {
    const result = await read({ name: "books", version: "v1", ...members });
    expect(result).toMatchObject({
      ok: true,
      document: { id: "books:v1", ...expected },
    });
  });

  test("is not invented where nothing tells it", async () => {
    expect(await read({ name: "books", version: "v1" })).toMatchObject({
      ok: false,
      diagnostics: [{ code: "missing-key" }, { code: "assumed-value" }],
    });
  });

  test("is the old host of all APIs in a document that says what it is", async () => {
    const kind = "discovery#restDescription";
    expect(
      await read({ kind, id: "a:v1", name: "a", version: "v1" }),
    ).toMatchObject({
      ok: true,
      document: { rootUrl: "https://www.googleapis.com/", servicePath: "" },
      diagnostics: [{ code: "assumed-value" }],
    });
  });

  test("is the id of a method, which is made from its place", async () => {
    expect(await read(withMethod({ id: undefined }))).toMatchObject({
      ok: true,
      document: {
        resources: { things: { methods: { get: { id: "tiny.things.get" } } } },
      },
    });
  });
});

describe("strict reading", () => {
  test("makes errors of notes", async () => {
    const document = minimal({ schemas: { A: { type: "array" } } });
    expect((await read(document)).ok).toBe(true);
    expect(await read(document, { strict: true })).toMatchObject({
      ok: false,
      diagnostics: [{ code: "array-without-items", severity: "error" }],
    });
  });
});

describe("a document that is parsed already", () => {
  test("is checked like a text, without positions", async () => {
    const result = await validateDocument(
      minimal({ schemas: { A: { $ref: "B" } } }),
      "in memory",
    );
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [
        {
          code: "dangling-ref",
          pointer: "/schemas/A/$ref",
          location: { file: "in memory", line: 1, column: 1 },
        },
      ],
    });
  });

  test("is not changed", async () => {
    const document = Object.freeze(withMethod({ id: undefined }));
    const before = structuredClone(document);
    expect((await validateDocument(document, "x")).ok).toBe(true);
    expect(document).toEqual(before);
  });

  test.each([
    ["undefined", undefined, "not-an-object"],
    ["a function", () => undefined, "not-an-object"],
    ["a BigInt", { name: 1n }, "json-syntax"],
    ["a cycle", cyclic(), "json-syntax"],
    ["a deep value", deep(5000), "too-deep"],
    ["a very deep value", deep(200_000), "too-deep"],
  ])("is refused if it is %s", async (_, value, code) => {
    expect(await validateDocument(value, "x")).toMatchObject({
      ok: false,
      diagnostics: [{ code }],
    });
  });
});

function cyclic(): unknown {
  const value: Record<string, unknown> = {};
  value["schemas"] = value;
  return value;
}

function deep(levels: number): unknown {
  let value: unknown = {};
  for (let level = 0; level < levels; level++) value = { a: value };
  return value;
}

describeCorpus("the corpus", () => {
  test.each(corpusDocuments())(
    "%s is read without an error",
    async (key) => {
      const bytes = readFileSync(corpusPath(key));
      const result = await readDocument({ name: key, bytes });
      expect(
        result.diagnostics.filter(({ severity }) => severity !== "note"),
      ).toEqual([]);
      expect(result).toMatchObject({
        ok: true,
        document: JSON.parse(bytes.toString("utf8")) as unknown,
      });
    },
    60_000,
  );
});
