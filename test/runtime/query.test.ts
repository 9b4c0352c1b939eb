import { describe, expect, test } from "vitest";
import { encodeQuery, parameterText } from "../../templates/runtime/query.js";

function query(parameters: Record<string, unknown>): string {
  return encodeQuery("test.method", Object.entries(parameters));
}

describe("encodeQuery", () => {
  test.each([
    [{ a: "b" }, "a=b"],
    [
      { a: 1, b: true, c: false, d: 10n ** 18n, e: -1.5 },
      "a=1&b=true&c=false&d=1000000000000000000&e=-1.5",
    ],
    [{ a: ["x", "y", "x"], b: [] }, "a=x&a=y&a=x"],
    [{ a: undefined, b: null, c: "" }, "c="],
    [
      { "$.xgafv": "2", "start-date": "a&b=c +%#?/" },
      "%24.xgafv=2&start-date=a%26b%3Dc%20%2B%25%23%3F%2F",
    ],
    [{ é: "😀" }, "%C3%A9=%F0%9F%98%80"],
    [{ a: NaN, b: Infinity }, "a=NaN&b=Infinity"],
    [{}, ""],
  ])("case %#", (parameters, expected) => {
    expect(query(parameters)).toBe(expected);
  });

  test.each([
    [
      { filter: { a: 1 } },
      'test.method: parameter "filter" must be a string, number or boolean, not object',
    ],
    [{ filter: [["a"]] }, "not object"],
    [
      { ids: ["a", undefined] },
      'parameter "ids" must be a string, number or boolean, not undefined',
    ],
    [{ ids: [null] }, "not null"],
    [{ filter: () => 1 }, "not function"],
    [{ filter: "a\ud800b" }, 'parameter "filter" holds a lone surrogate'],
  ])("case %# is refused", (parameters, message) => {
    expect(() => query(parameters)).toThrow(message);
    expect(() => query(parameters)).toThrow(TypeError);
  });
});

test("a surrogate pair is well-formed", () => {
  expect(parameterText("m", "p", "😀")).toBe("😀");
  expect(() => parameterText("m", "p", "\udc00\ud800")).toThrow(TypeError);
});
