import { expect, test } from "vitest";

import { nearest } from "../../generator/read/nearest.js";

test("nearest agrees with the textbook's edit distance", () => {
  const words = [
    "",
    "a",
    "ab",
    "abc",
    "acb",
    "bca",
    "abcd",
    "xabcd",
    "abxcd",
    "kitten",
    "sitting",
    "Operation",
    "Operaton",
  ];
  for (const one of words)
    for (const other of words) {
      const limit = Math.min(3, Math.floor(one.length / 2));
      const near =
        one.toLowerCase() === other.toLowerCase() ||
        distance(one, other) <= limit;
      expect(nearest(one, [other]), `${one} ${other}`).toBe(
        near ? other : undefined,
      );
    }
});

function distance(one: string, other: string): number {
  if (one === "" || other === "") return one.length + other.length;
  return Math.min(
    distance(one.slice(1), other) + 1,
    distance(one, other.slice(1)) + 1,
    distance(one.slice(1), other.slice(1)) + (one[0] === other[0] ? 0 : 1),
  );
}
