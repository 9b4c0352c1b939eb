import { Ajv } from "ajv";
import { describe, expect, test } from "vitest";

import { discoverySchema } from "../../generator/read/discoverySchema.js";
import { read, withMethod } from "./support.js";

describe("the JSON Schema of the format", () => {
  test("is one", () => {
    expect(new Ajv({ strict: true }).validateSchema(discoverySchema)).toBe(
      true,
    );
  });
});

/** A document that has every kind of node. */
const document = withMethod(
  {
    path: "v1/{+name}",
    parameters: {
      name: { type: "string", location: "path", required: true },
      sizes: {
        type: "integer",
        format: "int32",
        location: "query",
        repeated: true,
        enum: ["1"],
        enumDescriptions: ["One."],
      },
    },
    parameterOrder: ["name"],
    request: { $ref: "Thing" },
    response: { type: "array", items: { $ref: "Thing" } },
    scopes: ["https://www.googleapis.com/auth/tiny"],
    supportsMediaUpload: true,
    mediaUpload: {
      accept: ["*/*"],
      maxSize: "1GB",
      protocols: { simple: { path: "/upload/v1/{+name}", multipart: true } },
    },
  },
  {
    endpoints: [{ endpointUrl: "https://eu.tiny.googleapis.com/" }],
    auth: {
      oauth2: {
        scopes: { "https://www.googleapis.com/auth/tiny": { description: "" } },
      },
    },
    schemas: {
      Thing: {
        id: "Thing",
        type: "object",
        properties: { a: { type: "string", annotations: { required: ["x"] } } },
        additionalProperties: { type: "any" },
      },
      Either: {
        type: "object",
        variant: {
          discriminant: "kind",
          map: [{ type_value: "thing", $ref: "Thing" }],
        },
      },
    },
  },
);

describe("a document with any one value replaced", () => {
  const strange = [
    null,
    true,
    3,
    "",
    "*/ \u202e",
    [],
    [null],
    {},
    { $ref: 3 },
    { $ref: "Nothing" },
    { items: { properties: [] } },
    [{ $ref: [] }],
  ];

  test("is read or refused, and never throws", async () => {
    expect(await read(document)).toMatchObject({ ok: true, diagnostics: [] });
    for (const path of pathsOf(document)) {
      for (const value of strange) {
        const mutant = replaced(document, path, value);
        const result = await read(mutant);
        if (!result.ok)
          expect(
            result.diagnostics.length,
            JSON.stringify([path, value]),
          ).toBeGreaterThan(0);
        for (const { message } of result.diagnostics)
          expect(message).not.toMatch(/undefined|\[object/);
      }
    }
  }, 60_000);
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, member]) =>
      pathsOf(member, [...path, key]),
    ),
  ];
}

function replaced(root: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy: unknown = structuredClone(root);
  if (typeof copy === "object" && copy !== null)
    Reflect.set(copy, key, replaced(Reflect.get(copy, key), rest, value));
  return copy;
}
