import { expect, test } from "vitest";
import {
  identifier,
  isIdentifier,
  type Identifier,
} from "../../generator/plan/identifier.js";
import { Scope } from "../../generator/plan/scope.js";
import { seededRandom, shuffled } from "../features/shuffle.js";

type Claim = readonly [
  key: string,
  candidates: readonly string[],
  rank?: number,
];

interface Options {
  readonly reserved?: readonly string[];
  readonly fold?: (text: string) => string;
}

function settle(
  claims: readonly Claim[],
  options: Options = {},
): Record<string, Identifier> {
  const scope = new Scope({
    brand: identifier,
    accepts: isIdentifier,
    ...options,
  });
  for (const claim of claims) scope.claim(...claim);
  return Object.fromEntries(scope.seal());
}

test("gives each the name that it likes best, where nobody else does", () => {
  expect(
    settle([
      ["a", ["A", "B"]],
      ["c", ["C"]],
    ]),
  ).toEqual({ a: "A", c: "C" });
});

test("gives the second choice where the first is taken", () => {
  expect(
    settle([
      ["a", ["A"]],
      ["b", ["A", "B"]],
    ]),
  ).toEqual({ a: "A", b: "B" });
});

test("lets a lower rank choose first, whatever its key", () => {
  expect(
    settle([
      ["a", ["Name", "Other"], 1],
      ["z", ["Name"], 0],
    ]),
  ).toEqual({ z: "Name", a: "Other" });
});

test("counts from 2 where all candidates are taken", () => {
  const names = settle([
    ["a", ["A", "B"]],
    ["b", ["A", "B"]],
    ["c", ["A", "B"]],
    ["d", ["A", "B"]],
  ]);
  expect(names).toEqual({ a: "A", b: "B", c: "B2", d: "B3" });
});

test("does not count onto a name that is taken", () => {
  expect(
    settle([
      ["a", ["A"]],
      ["b", ["A2"]],
      ["c", ["A"], 1],
    ]),
  ).toEqual({ a: "A", b: "A2", c: "A3" });
});

test("gives nobody a reserved name", () => {
  expect(
    settle([["a", ["client"]]], { reserved: ["client", "client2"] }),
  ).toEqual({
    a: "client3",
  });
});

test("passes over what cannot be a name", () => {
  expect(settle([["a", ["class", "classSchema"]]])).toEqual({
    a: "classSchema",
  });
  expect(settle([["a", ["class"]]])).toEqual({ a: "class2" });
});

test("takes two names for one where their folding is", () => {
  const fold = (text: string): string => text.toLowerCase();
  expect(
    settle(
      [
        ["a", ["Files", "Files_"]],
        ["b", ["files", "files_"]],
        ["c", ["FILES", "FILES_"]],
      ],
      { fold, reserved: ["INDEX"] },
    ),
  ).toEqual({ a: "Files", b: "files_", c: "FILES_2" });
  expect(settle([["a", ["index"]]], { fold, reserved: ["INDEX"] })).toEqual({
    a: "index2",
  });
});

test("refuses a key that is claimed twice", () => {
  expect(() =>
    settle([
      ["a", ["A"]],
      ["a", ["B"]],
    ]),
  ).toThrow(RangeError);
});

test("does not depend on the order of the claims, and gives each name once", () => {
  const random = seededRandom(7);
  const pick = (list: readonly string[]): string =>
    list[Math.floor(random() * list.length)] ?? "";
  const words = ["A", "B", "C", "A2", "B_", "class", "a", "b"];
  for (let round = 0; round < 300; round++) {
    const claims = Array.from({ length: 12 }, (_, index): Claim => [
      `key${index}`,
      [pick(words), pick(words)],
      Math.floor(random() * 3),
    ]);
    const options = {
      reserved: [pick(words)],
      fold: (text: string) => (round % 2 === 0 ? text : text.toLowerCase()),
    };
    const names = settle(claims, options);
    expect(settle(shuffled(claims, random), options)).toEqual(names);
    const given = Object.values(names).map(options.fold);
    expect(new Set(given).size).toBe(claims.length);
    expect(given).not.toContain(options.fold(options.reserved[0] ?? ""));
  }
});

test("a further claim of a higher rank changes no name", () => {
  const claims: readonly Claim[] = [
    ["a", ["A"]],
    ["b", ["A", "B"]],
    ["c", ["A"]],
  ];
  const names = settle(claims);
  expect(settle([...claims, ["0", ["A", "B"], 9]])).toMatchObject(names);
});
