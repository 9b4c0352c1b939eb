import { expect, test } from "vitest";
import {
  firstSentenceText,
  parseBlocks,
  type Block,
} from "../../generator/prose/blocks.js";
import { plainText } from "../../generator/prose/inlines.js";

function shown(blocks: readonly Block[], margin = ""): readonly string[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case "paragraph":
        return [margin + plainText(block.inlines)];
      case "code":
        return block.text.split("\n").map((line) => `${margin}| ${line}`);
      case "list":
        return block.items.flatMap(({ inlines, blocks: below }, index) => [
          `${margin}${block.isOrdered ? `${index + 1}.` : "-"} ${plainText(inlines)}`,
          ...shown(below, `${margin}  `),
        ]);
    }
  });
}

test.each([
  ["paragraphs", "One\nline.\n\nTwo.", ["One line.", "Two."]],
  ["a list", "Like:\n- one\n- two", ["Like:", "- one", "- two"]],
  [
    "a list that lost its lines",
    "Like: * one * two",
    ["Like:", "- one", "- two"],
  ],
  [
    "entries that go on",
    "Like:\n  - one\n  and more\n  - two",
    ["Like:", "- one and more", "- two"],
  ],
  [
    "a list within a list",
    "- a\n  - b\n  - c\n- d",
    ["- a", "  - b", "  - c", "- d"],
  ],
  [
    "a first entry that is further in, and empty lines, as from HTML",
    "Valid:\n   \n   \n     - https://x.example/a\n   - b\n\n\nNote that.",
    ["Valid:", "- https://x.example/a", "- b", "Note that."],
  ],
  [
    "a mark on a line of its own",
    "Like:\n    - \n      a/b",
    ["Like:", "- a/b"],
  ],
  ["numbers", "Steps:\n1. a\n2) b", ["Steps:", "1. a", "2. b"]],
  [
    "two lists whose introductions lost their lines",
    "In v2: * a. In v1, these: * b. Examples: * c",
    ["In v2:", "- a.", "In v1, these:", "- b.", "Examples:", "- c"],
  ],
  [
    "fenced code",
    "Like:\n```json\n{\n  a\n}\n```\nEnd.",
    ["Like:", "| {", "|   a", "| }", "End."],
  ],
  [
    "entries that are far in",
    "Valid:\n\n      - a\n        b\n      - c",
    ["Valid:", "- a b", "- c"],
  ],
  ["a fence that is never closed", "Like:\n```\na", ["Like:\n```\na"]],
  [
    "indented code",
    "Like:\n\n    a = 1\n      b\n\nEnd.",
    ["Like:", "| a = 1", "|   b", "End."],
  ],
  ["breaks of HTML", "One<br>Two<p>Three</p>", ["One", "Two", "Three"]],
  ["nothing", "  \n ", []],
])("%s", (_what, text, expected) => {
  expect(shown(parseBlocks(text))).toEqual(expected);
});

test.each([
  ["Gets it. And more.", "Gets it."],
  ["Gets e.g. one. And more.", "Gets e.g. one."],
  ["Version 1.2 of it. More", "Version 1.2 of it."],
  ["Uses `a. B` there. More", "Uses a. B there."],
  ["No full stop", "No full stop"],
  ["First line\nthat goes on.\n\nMore.", "First line that goes on."],
  ["Is it? Yes.", "Is it?"],
  ["", ""],
])("the first sentence of %j", (text, sentence) => {
  expect(firstSentenceText(text)).toBe(sentence);
});

test.each([
  ["fences that nothing ends", "```js\n", 100_000],
  ["entries that seem to introduce something", "- a) A\n", 50_000],
  ["one entry of that kind", "a) A ", 100_000],
  ["lines further and further in", "    a\n", 100_000],
  ["a list in one line", " * a", 100_000],
])("comes to an end with %s", (_what, piece, times) => {
  const blocks = parseBlocks(`Like:${piece.repeat(times)}`);
  expect(blocks.length).toBeGreaterThan(0);
});
