/** References hold together: every link leads somewhere, every document has one, and it is the same each time. */
import { describe, expect, test } from "vitest";
import { features } from "../features/feature.js";
import { seededRandom, shuffledKeys } from "../features/shuffle.js";
import { wholeDocument } from "../hostile/wholeDocument.js";
import {
  corpusDocuments,
  describeCorpus,
  readCorpus,
} from "../support/corpus.js";
import { brokenLinks, docsOf } from "./docsOf.js";

const tiny = [
  ...features.map(({ name, document }) => ({ name, document })),
  { name: "the whole format", document: wholeDocument },
];

describe.each(tiny)("$name", ({ document }) => {
  test("all links lead somewhere", async () => {
    const files = await docsOf(document, "md", "html");
    expect(files?.size).toBeGreaterThan(3);
    expect(brokenLinks(files ?? new Map())).toEqual([]);
  });

  test("is the same whatever the order of the keys", async () => {
    const first = await docsOf(document, "md", "html");
    const other = shuffledKeys(document, seededRandom(1));
    expect([...((await docsOf(other, "md", "html")) ?? [])]).toEqual([
      ...(first ?? []),
    ]);
  });
});

describeCorpus("of the corpus", () => {
  test.each(corpusDocuments())("%s: all links lead somewhere", async (key) => {
    for (const format of ["md", "html"] as const) {
      const files = await docsOf(readCorpus(key), format);
      expect(brokenLinks(files ?? new Map()), format).toEqual([]);
      for (const [path, text] of files ?? []) {
        // What nobody can see, and what went wrong on the way.
        if (/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u.test(text))
          expect.fail(`${path} holds what nobody sees`);
        if (/\[object Object\]|>undefined</.test(text))
          expect.fail(`${path} holds a value that was not written`);
      }
    }
  });

  test.each(["drive.v3", "genomics.v1-2021", "container.v1"])(
    "%s is the same whatever the order of the keys",
    async (key) => {
      const document = readCorpus(key);
      const first = await docsOf(document, "md", "html");
      const other = shuffledKeys(document, seededRandom(2));
      for (const [path, text] of (await docsOf(other, "md", "html")) ?? [])
        if (first?.get(path) !== text) expect.fail(`${path} differs`);
    },
  );
});
