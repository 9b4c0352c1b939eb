/**
 * Text of a document stays text: wherever a nasty string is put into a document that uses the whole format, what is
 * generated has the syntax that it has with a harmless one, or the document is refused at that place.
 */
import { ts } from "ts-morph";
import { expect, test, vi } from "vitest";
import { generate } from "../../generator/generate.js";
import { validateDocument } from "../../generator/read/readDocument.js";
import { seededRandom, shuffled } from "../features/shuffle.js";
import { worstStrings } from "./hostileStrings.js";
import { wholeDocument } from "./wholeDocument.js";

// What is printed is what counts; prettier changes no syntax and would take most of the time.
vi.mock("../../generator/emit/format.js", () => ({
  formatTypeScript: (text: string) => text,
}));

/** One for each way in which a harmless text may show: as a name, as what is no name, and not at all. */
const harmlessStrings = ["harmless", "harm-less", ""];

/** How many of the strings each place is tried with; which they are differs from place to place. */
const stringsPerPlace = 6;

/** What has names of the document's own as keys. Any other key is one of the format's, or not known. */
const dictionaries =
  /\/(methods|parameters|properties|resources|schemas|scopes)$/;

interface Place {
  /** JSON pointer of the value, or of the member whose key it is. */
  readonly pointer: string;
  readonly isKey: boolean;
  readonly replace: (text: string) => unknown;
}

const places = [...placesIn(wholeDocument)];
const random = seededRandom(1);

test("there are enough places", () => {
  expect(places.filter(({ isKey }) => isKey).length).toBeGreaterThan(150);
  expect(places.filter(({ isKey }) => !isKey).length).toBeGreaterThan(100);
});

test.each(places)(
  "text at $pointer stays text (key: $isKey)",
  async (place) => {
    const { pointer, isKey, replace } = place;
    const parent = pointer.slice(0, pointer.lastIndexOf("/"));
    const isName = !isKey || dictionaries.test(parent);
    const strings = shuffled(worstStrings, random).slice(
      0,
      isName ? stringsPerPlace : 1,
    );
    const harmless = lazily(harmlessStrings, (text) =>
      generated(replace(text)),
    );
    for (const text of strings) {
      const result = await generated(replace(text));
      if (result.ok) {
        expect(
          await harmless((other) => other.ok && other.shape === result.shape),
          `another syntax with ${JSON.stringify(text)}`,
        ).toBe(true);
        for (const file of result.files)
          expect(file).not.toMatch(
            /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u,
          );
      } else {
        const at = isKey ? `${parent}/${escaped(text)}` : pointer;
        const isToldThere = result.pointers.some(
          (told) => told !== "" && at.startsWith(told),
        );
        // What has lost its name is missed elsewhere, whatever it is called now.
        const isAlwaysRefused = async (): Promise<boolean> =>
          !(await harmless(({ ok }) => ok));
        expect(isToldThere || (await isAlwaysRefused())).toBe(true);
      }
    }
  },
);

/** Whether a test holds for the result of one of several values, each worked out when it is first needed. */
function lazily<T, R>(
  values: readonly T[],
  work: (value: T) => Promise<R>,
): (holds: (result: R) => boolean) => Promise<boolean> {
  const results: Promise<R>[] = [];
  return async (holds) => {
    for (const [index, value] of values.entries())
      if (holds(await (results[index] ??= work(value)))) return true;
    return false;
  };
}

type Generated =
  | {
      readonly ok: true;
      readonly shape: string;
      readonly files: readonly string[];
    }
  | { readonly ok: false; readonly pointers: readonly string[] };

async function generated(document: unknown): Promise<Generated> {
  const result = await validateDocument(document, "whole.json");
  if (!result.ok)
    return {
      ok: false,
      pointers: result.diagnostics.map(({ pointer }) => pointer),
    };
  const files = [...(await generate(result.document)).values()];
  return { ok: true, shape: files.map(shapeOf).sort().join("\n"), files };
}

/**
 * The syntax of a file: the kind of each node with those of its children. These are sorted, since other names stand in
 * another order, and it does not count whether a key is in quotes.
 */
function shapeOf(text: string): string {
  const shape = (node: ts.Node): string => {
    if (
      (ts.isIdentifier(node) || ts.isStringLiteral(node)) &&
      (ts.isPropertySignature(node.parent) ||
        ts.isPropertyAssignment(node.parent)) &&
      node.parent.name === node
    )
      return "name";
    const children: string[] = [];
    ts.forEachChild(node, (child) => {
      children.push(shape(child));
    });
    return `${node.kind}(${children.sort().join(" ")})`;
  };
  return shape(ts.createSourceFile("x.ts", text, ts.ScriptTarget.ESNext, true));
}

/** Every string of a value, and every key. */
function* placesIn(value: unknown, pointer = ""): Generator<Place> {
  if (typeof value === "string") {
    yield { pointer, isKey: false, replace: (text) => text };
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${escaped(key)}`;
    if (!Array.isArray(value))
      yield {
        pointer: at,
        isKey: true,
        replace: (text) => withEntry(value, key, text, member),
      };
    for (const place of placesIn(member, at)) {
      yield {
        ...place,
        replace: (text) => withEntry(value, key, key, place.replace(text)),
      };
    }
  }
}

function escaped(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

function withEntry(
  value: object,
  key: string,
  newKey: string,
  member: unknown,
): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      String(index) === key ? member : item,
    );
  return Object.fromEntries(
    Object.entries(value).map(([name, other]) =>
      name === key ? [newKey, member] : [name, other],
    ),
  );
}
