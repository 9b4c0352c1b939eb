import { expect, test } from "vitest";
import {
  parseInlines,
  plainText,
  webUrl,
  type Inline,
} from "../../generator/prose/inlines.js";
import { hostileStrings } from "../hostile/strings.js";

/** Short for tests: text as it is, code in backticks, links as `<href|label>`, `!strong!`, `/emphasis/`. */
function shown(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case "text":
          return inline.text;
        case "code":
          return `\`${inline.text}\``;
        case "link":
          return `<${inline.href}|${shown(inline.children)}>`;
        case "strong":
          return `!${shown(inline.children)}!`;
        case "emphasis":
          return `/${shown(inline.children)}/`;
      }
    })
    .join("");
}

test.each([
  ["a `b` c", "a `b` c"],
  ["``a ` b``", "`a ` b`"],
  ["see [x](https://a.example/b)", "see <https://a.example/b|x>"],
  ["[`x` y](https://a.example/)", "<https://a.example/|`x` y>"],
  ["[x](https://a.example/b_(c)), more", "<https://a.example/b_(c)|x>, more"],
  ['[x](https://a.example/ "title")', "<https://a.example/|x>"],
  ["at https://a.example/b.", "at <https://a.example/b|https://a.example/b>."],
  ["(https://a.example/)", "(<https://a.example/|https://a.example/>)"],
  ["<https://a.example/>", "<https://a.example/|https://a.example/>"],
  ["**a** and *b*", "!a! and /b/"],
  ["**Note:** `x`", "!Note:! `x`"],
  ["a _root entity_ b", "a /root entity/ b"],
  ["<code>x</code> <b>y</b>", "`x` !y!"],
  ['<a href="https://a.example/">x</a>', "<https://a.example/|x>"],
  ["[Status][google.rpc.Status]", "Status"],
  // What leads within a site that is not this one.
  ["[x](/drive/api) [y](#z)", "x y"],
])("marks: %j", (text, expected) => {
  expect(shown(parseInlines(text))).toBe(expected);
});

test.each([
  "projects/*/locations/*",
  "2 * 3 * 4",
  "snake_case_name __init__",
  "a ` b",
  "[x](javascript:alert(1))",
  "[x](data:text/html,x)",
  "[x](https://a@evil.example/)",
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "queries like <value> show",
  "[PROJECT_ID]",
  "**not closed",
])("stays text: %j", (text) => {
  expect(parseInlines(text).map(({ kind }) => kind)).not.toContain("link");
  expect(plainText(parseInlines(text))).toBe(text);
});

test.each(hostileStrings)("has no other links: %j", (text) => {
  const links = parseInlines(text).filter(({ kind }) => kind === "link");
  for (const link of links)
    expect(link).toMatchObject({ href: expect.stringMatching(/^https?:/) });
});

test.each([
  ["https://a.example/x", "https://a.example/x"],
  ["HTTP://A.example", "http://a.example/"],
  ["https://user@a.example/", null],
  ["//a.example", null],
  ["javascript:alert(1)", null],
  ["https://", null],
])("webUrl(%j)", (text, url) => {
  expect(webUrl(text)).toBe(url);
});

test.each(["[", "*", "**", "`", "_a", "<a href=", "[a](", "https://(", "`a "])(
  "comes to an end with a text that begins much and ends nothing: %j",
  (piece) => {
    const text = piece.repeat(20_000);
    expect(plainText(parseInlines(text)).length).toBeGreaterThan(10_000);
  },
);
