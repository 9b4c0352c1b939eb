import { expect, test } from "vitest";
import { proseLines } from "../../generator/prose/lines.js";

test.each([
  ["values: * A: one * B: two", ["values:", "* A: one", "* B: two"]],
  ["**Note:** * One * `two`", ["**Note:**", "* One", "* `two`"]],
  ["one of: - `a` - `b`", ["one of:", "- `a`", "- `b`"]],
  // A range, a formula and a schedule are no lists.
  ["between: - 5 - 10", ["between: - 5 - 10"]],
  ["from: - Monday", ["from: - Monday"]],
  ["area = width * height * 2", ["area = width * height * 2"]],
  ["schedule: * * * * *", ["schedule: * * * * *"]],
])("a list that lost its line ends: %j", (text, lines) => {
  expect(proseLines(text)).toEqual(lines);
});

test("a sentence that was broken is joined", () => {
  expect(proseLines("The name of\nthe thing.\n\nAnother.")).toEqual([
    "The name of the thing.",
    "",
    "Another.",
  ]);
});

test.each([
  ["a list", "Fields:\n- one\n- two"],
  ["code", "Like so:\n    a = 1\n    b = 2"],
  ["fenced code", "Like so:\n```\na = 1\nb = 2\n```"],
  ["short lines", "First.\nSecond."],
])("lines of %s stay apart", (_what, text) => {
  expect(proseLines(text)).toEqual(text.split("\n"));
});
