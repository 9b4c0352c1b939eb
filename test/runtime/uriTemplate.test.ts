import { describe, expect, test } from "vitest";
import { expandUriTemplate } from "../../templates/runtime/uriTemplate.js";

function expand(
  template: string,
  values: Record<string, string>,
  encodeReserved = false,
): string {
  return expandUriTemplate(
    "test.method",
    template,
    (name) => encodeURIComponent(values[name] ?? ""),
    encodeReserved,
  );
}

const everything = "-._~:/?#[]@!$&'()*+,;=% é😀\"<>\\^`{|}\n";

describe("RFC 6570, section 3.2", () => {
  // The RFC's own values, as far as they are for a single variable.
  const values = {
    var: "value",
    hello: "Hello World!",
    half: "50%",
    base: "http://example.com/home/",
    path: "/foo/bar",
    empty: "",
  };
  test.each([
    ["{var}", "value"],
    ["{hello}", "Hello%20World%21"],
    ["{half}", "50%25"],
    ["O{empty}X", "OX"],
    ["{base}index", "http%3A%2F%2Fexample.com%2Fhome%2Findex"],
    ["{+var}", "value"],
    ["{+hello}", "Hello%20World!"],
    ["{+half}", "50%25"],
    ["{+base}index", "http://example.com/home/index"],
    ["O{+empty}X", "OX"],
    ["{+path}/here", "/foo/bar/here"],
    ["up{+path}{var}/here", "up/foo/barvalue/here"],
  ])("%s", (template, expected) => {
    expect(expand(template, values)).toBe(expected);
  });
});

describe("characters", () => {
  test("{x} keeps the unreserved ones alone", () => {
    expect(expand("{x}", { x: everything })).toBe(
      "-._~%3A%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%25%20%C3%A9%F0%9F%98%80%22%3C%3E%5C%5E%60%7B%7C%7D%0A",
    );
  });

  test("{+x} keeps the reserved ones, but not ? and #, which end a path", () => {
    expect(expand("{+x}", { x: everything })).toBe(
      "-._~:/%3F%23[]@!$&'()*+,;=%25%20%C3%A9%F0%9F%98%80%22%3C%3E%5C%5E%60%7B%7C%7D%0A",
    );
  });

  test("{+x} with full encoding keeps only the slash", () => {
    expect(expand("{+x}", { x: everything }, true)).toBe(
      "-._~%3A/%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%25%20%C3%A9%F0%9F%98%80%22%3C%3E%5C%5E%60%7B%7C%7D%0A",
    );
  });

  test("a percent sign is never taken for an encoding", () => {
    expect(expand("{x}/{+y}", { x: "%2F", y: "%2F%3a%zz" })).toBe(
      "%252F/%252F%253a%25zz",
    );
  });
});

describe("dot segments", () => {
  test.each([
    ["{x}", "."],
    ["{x}", ".."],
    ["v1/{+name}", "a/../b"],
    ["v1/{+name}", "../b"],
    ["v1/{+name}", "a/."],
    ["v1/{x}/y", ".."],
    ["v1/.{x}/y", "."],
  ])("%s with %s is refused", (template, value) => {
    expect(() => expand(template, { x: value, name: value })).toThrow(
      TypeError,
    );
  });

  test.each([
    ["v1/{x}:cancel", "..", "v1/..:cancel"],
    ["v1/{x}", "...", "v1/..."],
    ["v1/{x}", "%2e%2e", "v1/%252e%252e"],
    ["v1/{x}", "../a", "v1/..%2Fa"],
    ["v1/{x}/y", "", "v1//y"],
  ])("%s with %s is sent", (template, value, expected) => {
    expect(expand(template, { x: value })).toBe(expected);
  });
});

test.each(["{/x*}", "{?x}", "{x,y}", "{x:3}", "{x*}", "{x", "x}", "{}"])(
  "%s is an error of its own",
  (template) => {
    expect(() => expand(template, {})).toThrow("is no usable path");
  },
);
