import { describe, expect, test } from "vitest";

import { printable, quoted } from "../../generator/read/printable.js";

describe("printable", () => {
  test("never lets a control, format, bidi or unpaired character through", () => {
    for (let start = 0; start <= 0x10ffff; start += 0x1000) {
      const points = Array.from({ length: 0x1000 }, (_, at) => start + at);
      const text = points
        .map((point) => `${String.fromCodePoint(point)}.`)
        .join("");
      expect(printable(text)).not.toMatch(/[\p{C}\p{Zl}\p{Zp}]/u);
    }
  }, 60_000);

  test.each([
    ["\u001b[31m\r\n\t\0", "\\u{1b}[31m\\u{d}\\u{a}\\u{9}\\u{0}"],
    [
      "a\u0085\u2028\u2029\u202e\u2066\u200b\ufeff\ud800z",
      "a\\u{85}\\u{2028}\\u{2029}\\u{202e}\\u{2066}\\u{200b}\\u{feff}\\u{d800}z",
    ],
    ["Grüße, 世界 🎉", "Grüße, 世界 🎉"],
    ["::error::x", ":\\u{3a}error::x"],
    ["  ::warning::x", "  :\\u{3a}warning::x"],
    ["std::string", "std::string"],
    ["a ##[stop-commands]x", "a #\\u{23}[stop-commands]x"],
    [
      "##vso[task.x]y ##teamcity[z]",
      "#\\u{23}vso[task.x]y #\\u{23}teamcity[z]",
    ],
    ["## [x] ##", "## [x] ##"],
  ])("escapes %j", (text, expected) => {
    expect(printable(text)).toBe(expected);
  });

  test.each([
    ["abc", 3, "abc"],
    ["abcd", 3, "abc…"],
    ["🎉🎉🎉", 3, "🎉🎉🎉"],
    ["🎉🎉🎉🎉", 3, "🎉🎉🎉…"],
    ["\n\n\n\n", 2, "\\u{a}\\u{a}…"],
    ["abc", 0, "…"],
  ])("shortens %j to %d code points", (text, max, expected) => {
    expect(printable(text, max)).toBe(expected);
  });

  test("does not go through a long text of which little is wanted", () => {
    const text = "x".repeat(50_000_000);
    for (let round = 0; round < 1000; round++)
      expect(quoted(text)).toBe(`"${"x".repeat(60)}…"`);
  }, 60_000);
});
