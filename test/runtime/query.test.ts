import type { MethodDescriptor } from "../../templates/runtime/descriptor.js";
import { describe, expect, test } from "vitest";
import { encodeParameter } from "../../templates/runtime/query.js";
import { client } from "./service.js";

/** The query of a call. */
function query(parameters: Record<string, unknown>): string {
  const method = { id: "test.method", verb: "GET", path: "", noResponse: true };
  const { url } = client("http://localhost/")
    .request(method as MethodDescriptor, parameters)
    .prepare();
  return new URL(url).search.slice(1);
}

describe("the query", () => {
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
    [{ filter: { a: 1 } }, "filter"],
    [{ filter: [["a"]] }, "filter"],
    [{ ids: ["a", undefined] }, "ids"],
    [{ ids: [null] }, "ids"],
    [{ filter: () => 1 }, "filter"],
    [{ filter: Symbol("s") }, "filter"],
    [{ filter: "a\ud800b" }, "filter"],
  ])("case %# is refused", (parameters, name) => {
    expect(() => query(parameters)).toThrow(
      new TypeError(`test.method: parameter "${name}" has no usable value`),
    );
  });
});

test("a surrogate pair is well-formed", () => {
  expect(encodeParameter("m", "p", "😀")).toBe("%F0%9F%98%80");
  expect(() => encodeParameter("m", "p", "\udc00\ud800")).toThrow(TypeError);
});
