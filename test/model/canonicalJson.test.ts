import { describe, expect, test } from "vitest";
import {
  canonicalJson,
  canonicalJsonFile,
} from "../../generator/model/canonicalJson.js";

describe("canonical JSON", () => {
  test("has the members of each object sorted by code units, and items where they are", () => {
    expect(
      canonicalJson({ b: [{ d: 1, c: 2 }, 3], a: { é: 1, z: 2, Z: 3 } }),
    ).toBe('{"a":{"Z":3,"z":2,"é":1},"b":[{"c":2,"d":1},3]}');
    expect(canonicalJson([2, 1, [4, 3], null, "x", true])).toBe(
      '[2,1,[4,3],null,"x",true]',
    );
  });

  test("is the same for any order of members", () => {
    const texts = ['{"b":1,"10":2,"9":3,"a":4}', '{"9":3,"a":4,"b":1,"10":2}'];
    const [one, other] = texts.map((text) => canonicalJson(JSON.parse(text)));
    expect(one).toBe(other);
  });

  test("keeps a member that is called as what all objects inherit from", () => {
    const text = '{"__proto__":{"b":1,"a":2},"c":{"__proto__":null}}';
    expect(canonicalJson(JSON.parse(text))).toBe(
      '{"__proto__":{"a":2,"b":1},"c":{"__proto__":null}}',
    );
  });

  test("as a file shows what a reader would not see", () => {
    expect(canonicalJsonFile({ b: "\u202e", a: [] })).toBe(
      '{\n  "a": [],\n  "b": "\\u202e"\n}\n',
    );
  });
});
