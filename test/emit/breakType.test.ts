/** What is broken without prettier is as prettier has it, whatever the lengths of its parts. */
import { describe, expect, test } from "vitest";
import {
  breakConstant,
  breakStatement,
} from "../../generator/emit/breakStatement.js";
import {
  breakAlias,
  breakHead,
  breakMember,
  type Fits,
} from "../../generator/emit/breakType.js";
import { formatTypeScript } from "../../generator/emit/format.js";

/** A name of so many letters. */
const name = (length: number): string => "N".padEnd(length, "a");
const text = (length: number): string => `"${"t".repeat(length)}"`;

const fitsBehind =
  (columns: number): Fits =>
  (line, levels = 0) =>
    columns + 2 * levels + line.length <= 80;

/** Lengths that put each part's end before, on and behind the last column. */
const lengths = [...Array(100).keys()].slice(3);

interface Piece {
  readonly flat: string;
  readonly broken: readonly string[] | null;
  /** Whether prettier has to be asked for some of the lengths. */
  readonly mayAsk?: boolean;
}

/** Formats all pieces at once, each wrapped to be a program of its own. */
async function compare(
  pieces: readonly Piece[],
  indent: number,
  wrap: (flat: string) => string,
  unwrap: readonly [start: number, end: number],
): Promise<void> {
  const known = pieces.filter(({ broken }) => broken !== null);
  const asked = pieces.filter(({ broken, mayAsk }) => !broken && !mayAsk);
  expect(asked.map(({ flat }) => flat).slice(0, 3)).toEqual([]);
  expect(known.length).toBeGreaterThan(pieces.length / 20);
  const mark = "//#";
  const source = known.map(({ flat }) => wrap(flat)).join(`\n${mark}\n`);
  const formatted = (await formatTypeScript(source))
    .trimEnd()
    .split(`\n${mark}\n`);
  const margin = " ".repeat(indent);
  for (const [index, { broken, flat }] of known.entries()) {
    const lines = (formatted[index] ?? "").split("\n");
    const wanted = lines.slice(unwrap[0], lines.length - unwrap[1]);
    expect(
      broken?.map((line) => margin + line),
      flat,
    ).toEqual(wanted);
  }
}

/** Types whose parts have a length. */
const types: Readonly<Record<string, (length: number) => string>> = {
  "a name": name,
  "an array": (length) => `${name(length)}[]`,
  "an open enum": (length) => `OpenEnum<${name(length)}>[]`,
  "what may be undefined": (length) => `${name(length)} | undefined`,
  "an array of enums that may be undefined": (length) =>
    `OpenEnum<${name(length)}>[] | undefined`,
  strings: (length) => `${text(length)} | ${text(9)} | undefined`,
  "a readonly array": (length) =>
    `string | readonly ${name(length)}[] | undefined`,
  "a list of strings": (length) =>
    `readonly (${text(length)} | ${text(9)})[] | undefined`,
  "strings in an array": (length) =>
    `(${text(9)} | ${text(length)} | ${text(7)})[]`,
  "a map": (length) => `{ [key: string]: ${name(length)} }`,
  "a map of enums": (length) => `{ [key: string]: OpenEnum<${name(length)}> }`,
  "a map that may be undefined": (length) =>
    `{ [key: string]: ${name(length)}[] } | undefined`,
};

describe("a member", () => {
  const leads = ["a:", `readonly ${name(30)}?:`, `${name(70)}?:`];
  const member = (lead: string, type: string, mayAsk = false): Piece => ({
    flat: `${lead} ${type};`,
    broken: fitsBehind(2)(`${lead} ${type};`)
      ? [`${lead} ${type};`]
      : breakMember(lead, type, fitsBehind(2)),
    mayAsk,
  });
  const wrap = (flat: string): string => `interface _ {\n${flat}\n}`;

  test.each(Object.entries(types))("of %s", async (_, type) => {
    const pieces = leads.flatMap((lead) =>
      lengths.map((length) => member(lead, type(length))),
    );
    await compare(pieces, 2, wrap, [1, 1]);
  });

  test("of a body with fields that a method demands", async () => {
    const pieces = lengths.flatMap((length) => [
      member("body:", `${name(length)} & { name: string; size: number }`, true),
      member("body:", `A & { name: ${name(length)}[]; size?: B | C }`, true),
      member(
        "body:",
        `Patch<A> & { a: (${name(length)} | B)[]; b?: (A & { x: string }) | undefined }`,
        true,
      ),
    ]);
    await compare(pieces, 2, wrap, [1, 1]);
  });
});

test.each([
  ...Object.entries(types),
  [
    "a page of items",
    (length: number) => `PagedRequest<${name(length)}, ${name(20)}>`,
  ] as const,
  [
    "entries",
    (length: number) => `PagedRequest<A, [string, ${name(length)}]>`,
  ] as const,
  [
    "fields but for some",
    (length: number) => `InputFields<A, ${text(length)} | ${text(30)}>`,
  ] as const,
])("an alias of %s", async (_, type) => {
  const pieces = [3, 45, 62, 90].flatMap((width) =>
    lengths.map((length): Piece => {
      const lead = `export type ${name(width)} =`;
      const flat = `${lead} ${type(length)};`;
      const fits = fitsBehind(0);
      return {
        flat,
        broken: fits(flat) ? [flat] : breakAlias(lead, type(length), fits),
        // Where neither name nor map fits.
        mayAsk: width > 60 || /^\(|\[string,/.test(type(length)),
      };
    }),
  );
  await compare(pieces, 0, (flat) => flat, [0, 0]);
});

test("the head of an interface", async () => {
  const bases = [
    (length: number) => name(length),
    (length: number) => `InputFields<${name(length)}>`,
    (length: number) => `InputFields<${name(length)}, "a">`,
    (length: number) => `InputFields<A, ${text(length)} | ${text(20)} | "b">`,
  ];
  const pieces = bases.flatMap((base) =>
    [3, 40, 80].flatMap((width) =>
      lengths.map((length): Piece => {
        const lead = `export interface ${name(width)} extends`;
        const flat = `${lead} ${base(length)} {`;
        const fits = fitsBehind(0);
        return {
          flat,
          broken: fits(flat) ? [flat] : breakHead(lead, base(length), fits),
        };
      }),
    ),
  );
  await compare(pieces, 0, (flat) => `${flat}\n_: _;\n}`, [0, 2]);
});

test("a statement in a method", async () => {
  const texts = lengths.flatMap((length) => [
    `this.#client = client;`,
    ...[3, 20, 60].map(
      (width) => `this.${name(width)} = new ${name(length)}(client);`,
    ),
    `return this.#client.request(${name(length)}, params, options);`,
  ]);
  const pieces = texts.map((flat) => ({
    flat,
    broken: breakStatement(flat, fitsBehind(4)),
  }));
  await compare(pieces, 4, (flat) => `class _ {\n_() {\n${flat}\n}\n}`, [2, 2]);
});

test("a constant", async () => {
  const pieces = lengths.flatMap((length): Piece[] =>
    [
      `const ${name(length)}: MethodDescriptor = {\n  id: ${text(30)},\n  required: ["a", "b"],\n};`,
      `const a: MethodDescriptor = {\n  path: ${text(length)},\n  items: ${text(length)},\n  poll: ${name(length)},\n};`,
      `const ${name(length)}: MethodDescriptor = {\n  upload: {\n    simple: ${text(length)},\n  },\n};`,
      `const a: MethodDescriptor = {\n  required: [${text(length)}, ${text(30)}, "c"],\n};`,
      `export const a = {\n  "a.${name(length)}": [\n    ${text(60)},\n    ${text(20)},\n  ],\n} as const;`,
      `export const a = [\n  /** Why. */\n  ${text(length)},\n] as const;`,
    ].map((flat) => ({
      flat,
      broken: breakConstant(flat.split("\n"), fitsBehind(0)),
      mayAsk: false,
    })),
  );
  await compare(pieces, 0, (flat) => flat, [0, 0]);
});
