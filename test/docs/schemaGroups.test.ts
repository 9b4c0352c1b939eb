/** Schemas stand on pages by the beginnings of their names, as long as it takes for no page to be huge. */
import { describe, expect, test } from "vitest";
import { tinyApi } from "../diff/tinyApi.js";
import {
  corpusDocuments,
  describeCorpus,
  readCorpus,
} from "../support/corpus.js";
import { brokenLinks, docsOf } from "./docsOf.js";

/** Pages of the schemas with these names, each of so many fields. */
async function pagesFor(
  names: readonly string[],
  fields: number,
): Promise<readonly string[]> {
  const properties = Object.fromEntries(
    Array.from({ length: fields }, (_, index) => [
      `field${index}`,
      { type: "string", description: "A field. ".repeat(20) },
    ]),
  );
  const document = tinyApi({
    schemas: Object.fromEntries(
      names.map((name) => [name, { type: "object", properties }]),
    ),
  });
  const files = await docsOf(document, "html");
  expect(brokenLinks(files ?? new Map())).toEqual([]);
  const paths = [...(files?.keys() ?? [])];
  for (const path of paths) expect(path).toMatch(/^[\w./-]+$/);
  return paths
    .filter((path) => path.startsWith("schemas"))
    .map((path) => path.replace(/^schemas\/?(.*)\.html$/, "$1"))
    .sort();
}

const many = (start: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${start}${index % 7}x${index}`);

describe("pages are", () => {
  test("one for few that are small", async () => {
    expect(await pagesFor(["Apple", "Pear"], 3)).toEqual([""]);
  });

  test("one for each letter, and an index, for many that are small", async () => {
    const names = [...many("Apple", 50), ...many("pear", 50), "1st", "Äpfel"];
    expect(await pagesFor(names, 1)).toEqual(["", "_", "a", "p"]);
  });

  test("those past what the names have in common, where a letter has too much", async () => {
    const names = [
      ...many("GoogleApple", 30),
      ...many("GooglePear", 30),
      "Zoo",
    ];
    expect(await pagesFor(names, 10)).toEqual(["", "googlea", "googlep", "z"]);
  });

  test("as many as it takes", async () => {
    const pages = await pagesFor(many("GoogleApple", 100), 15);
    expect(pages).toEqual([
      "",
      ...Array.from({ length: 7 }, (_, index) => `googleapple${index}`),
    ]);
  });

  test("called as no device of Windows is, nor as one another", async () => {
    const names = ["Con", ...many("Con_", 30), ...many("Cop", 30), "con$a"];
    const pages = await pagesFor(names, 30);
    expect(pages).toContain("con-");
    expect(new Set(pages).size).toBe(pages.length);
  });

  test("one for names that differ in case only, and for very long ones", async () => {
    await pagesFor(["THING", "Thing", "thing"], 300);
    const long = many("x".repeat(150), 40);
    expect(await pagesFor(long, 20)).toEqual(["", "x"]);
  });
});

describeCorpus("of the corpus", () => {
  test.each(corpusDocuments())(
    "%s has no huge page of several schemas",
    async (key) => {
      const files = await docsOf(readCorpus(key), "html");
      for (const [path, text] of files ?? [])
        if (
          path.startsWith("schemas/") &&
          (text.match(/<section class="schema"/g) ?? []).length > 1
        )
          expect(text.length, path).toBeLessThan(330_000);
    },
  );
});
