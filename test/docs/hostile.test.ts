/**
 * Text of a document stays text in its reference: wherever a nasty string is put into a document that uses the whole format, what is
 * written has the tags that it has with a harmless one, links lead to pages of ours or to the web, and Markdown is read by GitHub as
 * it was meant.
 */
import { describe, expect, test } from "vitest";
import { markdownNodes } from "../hostile/markdownOracle.js";
import { hostileStrings, worstStrings } from "../hostile/strings.js";
import { wholeDocument } from "../hostile/wholeDocument.js";
import {
  corpusDocuments,
  describeCorpus,
  readCorpus,
} from "../support/corpus.js";
import { docsOf } from "./docsOf.js";

/** Tags with the names of their attributes, as pages of ours have them. All else would be a document's doing. */
const harmless = new Set<string>();

/** Beside markup of ours, what Markdown of ours is made of. */
const ofMarkdown =
  /^(?:root|heading|paragraph|text|strong|emphasis|inlineCode|code|list|listItem|table|tableRow|tableCell|html <a id="[\w.$~-]*">|html <\/?[abi]>|html <br>|html <details><summary>Example<\/summary>|html <\/details>|link (?:#|\.\.\/|[\w.-]+(?:\/[\w.-]+)*\.md|https?:\/\/(?![^/]*@)).*)$/;

function tagsOf(text: string): readonly string[] {
  return [...text.matchAll(/<(\/?[\w!]+)([^<>]*)>/g)].map(
    ([, name, attributes = ""]) =>
      `${name} ${[...attributes.matchAll(/([\w-]+)(?:="[^"]*")?/g)].map(([, attribute]) => attribute).join(" ")}`,
  );
}

test("there is a harmless document to compare with", async () => {
  const rich = {
    description:
      "A **b** `c` [d](https://a.example/) *e*\n- f\n\n1. g\n\n```\nh\n```",
  };
  for (const document of [wholeDocument, { ...wholeDocument, ...rich }])
    for (const [path, text] of (await docsOf(document, "html")) ?? [])
      if (path.endsWith(".html"))
        for (const tag of tagsOf(text)) harmless.add(tag);
  expect(harmless.size).toBeGreaterThan(40);
});

test.each(worstStrings)("%j, wherever it may stand", async (nasty) => {
  expect(await judge(withTexts(wholeDocument, () => nasty))).toBe(1);
});

test.each([0, 1, 2, 3])(
  "all texts that have broken generators, each elsewhere: %j",
  async (turn) => {
    let next = turn * 31;
    const document = withTexts(
      wholeDocument,
      () => hostileStrings[next++ % hostileStrings.length] ?? "",
    );
    expect(await judge(document)).toBe(1);
    expect(next).toBeGreaterThan(30);
  },
);

describeCorpus("Markdown of the corpus", () => {
  const sample = corpusDocuments().filter((_, index) => index % 9 === 4);
  describe.each(sample)("%s", (key) => {
    test("is read as it was meant", async () => {
      for (const [path, text] of (await docsOf(readCorpus(key), "md")) ?? [])
        if (text.length < 150_000) expectMarkdown(path, text);
    });
  });
});

/** Whether a document was taken; then all that is written of it is as it should be. */
async function judge(document: unknown): Promise<number> {
  const files = await docsOf(document, "md", "html");
  for (const [path, text] of files ?? []) {
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
    if (path.endsWith(".html")) {
      const strange = tagsOf(text).filter((tag) => !harmless.has(tag));
      expect(strange, path).toEqual([]);
      expect(text.replaceAll(/<(\/?[\w!]+)([^<>]*)>/g, "")).not.toMatch(/[<>]/);
      for (const [, href = ""] of text.matchAll(/(?:href|src)="([^"]*)"/g))
        expect(href).toMatch(
          /^(?:#|data:,$|(?:\.\.\/)*[\w.-]+(?:\/[\w.-]+)*\.(?:html|css|js)(?:#|$)|https?:\/\/(?![^/]*@))/,
        );
    }
    if (path.endsWith(".md")) expectMarkdown(path, text);
  }
  return files ? 1 : 0;
}

function expectMarkdown(path: string, text: string): void {
  const strange = markdownNodes(text).filter((node) => !ofMarkdown.test(node));
  expect(strange, path).toEqual([]);
}

/** What must be of a form, or refers to something: the tests of `read` have that it is refused. */
const bound =
  /\/(?:kind|id|name|version|apiVersion|type|format|location|httpMethod|path|flatPath|\$ref|rootUrl|mtlsRootUrl|servicePath|batchPath|endpointUrl|features\/\d|streamingType|minimum|maximum|parameterOrder\/\d|scopes\/\d|required\/\d)$/;

/** The document with other texts wherever a text may be any. */
function withTexts(document: unknown, next: () => string): unknown {
  const visit = (value: unknown, pointer: string): unknown => {
    if (typeof value === "string") return bound.test(pointer) ? value : next();
    if (Array.isArray(value))
      return value.map((item, index) => visit(item, `${pointer}/${index}`));
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, member]) => [
        key,
        visit(member, `${pointer}/${key}`),
      ]),
    );
  };
  return visit(document, "");
}
