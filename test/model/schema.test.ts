import { expect, test } from "vitest";
import { toType, type TypeModel } from "../../generator/model/schema.js";
import type { RestSchema } from "../../generator/read/restDescription.js";

const string: TypeModel = { kind: "string", format: "" };

test.each<[RestSchema, TypeModel]>([
  [{ type: "any" }, { kind: "any" }],
  [{}, { kind: "any" }],
  [{ type: "null" }, { kind: "any" }],
  [{ type: "boolean" }, { kind: "boolean" }],
  [
    { type: "integer", format: "int32" },
    { kind: "number", format: "int32" },
  ],
  [{ type: "number" }, { kind: "number", format: "" }],
  [
    { type: "string", format: "int64" },
    { kind: "string", format: "int64" },
  ],
  [{ type: "string", enum: [] }, string],
  [
    { $ref: "Thing", type: "object" },
    { kind: "ref", schema: "Thing" },
  ],
  [{ type: "array" }, { kind: "array", items: { kind: "any" } }],
  [
    { type: "array", items: { type: "string" } },
    { kind: "array", items: string },
  ],
  [
    { type: "object" },
    { kind: "map", values: { kind: "any" }, description: "" },
  ],
  [
    { type: "object", additionalProperties: { type: "string" } },
    { kind: "map", values: string, description: "" },
  ],
  [
    {
      type: "object",
      properties: {},
      additionalProperties: { type: "string" },
    },
    { kind: "map", values: string, description: "" },
  ],
  [
    { additionalProperties: { type: "string" } },
    { kind: "map", values: string, description: "" },
  ],
  [
    { type: "object", properties: {}, description: "Empty." },
    { kind: "object", properties: [], additional: null, description: "Empty." },
  ],
  [
    {
      variant: {
        discriminant: "type",
        map: [{ type_value: "a", $ref: "A" }],
      },
    },
    {
      kind: "variant",
      discriminant: "type",
      cases: [{ value: "a", schema: "A" }],
    },
  ],
])("%j", (schema, type) => {
  expect(toType(schema)).toEqual(type);
});

test("an enum keeps its order, each value once with its own text", () => {
  expect(
    toType({
      type: "string",
      enum: ["b", "a", "b"],
      enumDescriptions: ["Second letter.", "First letter.", "Again."],
      enumDeprecated: [false, true],
    }),
  ).toEqual({
    kind: "enum",
    values: [
      { value: "b", description: "Second letter.", deprecated: false },
      { value: "a", description: "First letter.", deprecated: true },
    ],
  });
});

test("properties come in code unit order", () => {
  const type = toType({
    type: "object",
    properties: { b: {}, a: {}, B: {}, "10": {}, "9": {} },
  });
  expect(
    type.kind === "object" && type.properties.map(({ name }) => name),
  ).toEqual(["10", "9", "B", "a", "b"]);
});
