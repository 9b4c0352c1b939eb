/** Differences of two texts as lines, as `diff -u` has them. */
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { unifiedDiff } from "../../generator/cli/unifiedDiff.js";
import { seededRandom } from "../features/shuffle.js";
import { inTemporaryFolder } from "../support/temporary.js";

const text = (lines: readonly (string | number)[]): string =>
  lines.map((line) => `${line}\n`).join("");
const numbers = Array.from({ length: 20 }, (_, index) => index + 1);

test("equal texts have none", () => {
  expect(unifiedDiff("a\n", "a\n")).toBeUndefined();
  expect(unifiedDiff("", "")).toBeUndefined();
});

test("a line in the middle, with three around it", () => {
  const changed = numbers.map((line) => (line === 10 ? "ten" : line));
  expect(unifiedDiff(text(numbers), text(changed))).toEqual({
    line: 10,
    lines: [
      "@@ -7,7 +7,7 @@",
      " 7",
      " 8",
      " 9",
      "-10",
      "+ten",
      " 11",
      " 12",
      " 13",
    ],
  });
});

test("far apart, in hunks of their own", () => {
  const changed = [0, ...numbers, 21];
  expect(unifiedDiff(text(numbers), text(changed))?.lines).toEqual([
    "@@ -1,3 +1,4 @@",
    "+0",
    " 1",
    " 2",
    " 3",
    "@@ -18,3 +19,4 @@",
    " 18",
    " 19",
    " 20",
    "+21",
  ]);
});

test("from nothing, to nothing, and a line end that is missing", () => {
  expect(unifiedDiff("", "a\n")?.lines).toEqual(["@@ -0,0 +1,1 @@", "+a"]);
  expect(unifiedDiff("a\n", "")?.lines).toEqual(["@@ -1,1 +0,0 @@", "-a"]);
  expect(unifiedDiff("a", "a\n")?.lines).toEqual([
    "@@ -1,1 +1,1 @@",
    "-a\\ (no line end)",
    "+a",
  ]);
});

test("texts that have little in common are told apart in time", () => {
  const lines = Array.from({ length: 5000 }, (_, index) => index);
  const diff = unifiedDiff(
    text(lines.map((line) => `a${line}`)),
    text(lines.map((line) => `b${line}`)),
  );
  expect(diff?.lines).toHaveLength(10_001);
});

describe("patch makes the one text of the other", () => {
  const has = spawnSync("patch", ["--version"]).status === 0;
  test.runIf(has).each([1, 2, 3, 4, 5, 6, 7, 8])("seed %i", async (seed) => {
    const random = seededRandom(seed);
    const lines = (): string =>
      text(
        Array.from({ length: Math.floor(random() * 40) }, () =>
          Math.floor(random() * 4),
        ),
      );
    await inTemporaryFolder(async (folder) => {
      for (let round = 0; round < 10; round++) {
        const [actual, expected] = [lines(), lines()];
        const diff = unifiedDiff(actual, expected);
        if (!diff) continue;
        const path = join(folder, "file");
        await writeFile(path, actual);
        const input = `--- file\n+++ file\n${diff.lines.join("\n")}\n`;
        const patched = spawnSync("patch", ["-s", "-o", "-", path], { input });
        expect(String(patched.stderr)).toBe("");
        expect(String(patched.stdout)).toBe(expected);
      }
    });
  });
});
