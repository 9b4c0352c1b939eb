/** Everything on the reference page of the Genomics API's operations, which users know, is on our page. */
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { readReferencePage, type Shape } from "../generated/referencePage.js";
import {
  corpusDirectory,
  describeCorpus,
  readCorpus,
} from "../support/corpus.js";
import { describeIf } from "../support/describeIf.js";
import { docsOf } from "./docsOf.js";

/** Beside the corpus, outside the repository. */
const pagePath = join(dirname(corpusDirectory), "reference-page.txt");

describeIf(
  existsSync(pagePath),
  "the reference page",
  `there is none at ${pagePath}`,
  () => {
    describeCorpus("of the real document", () => {
      const page = readFileSync(pagePath, "utf8");
      describe.each(["resources/operations.md", "resources/operations.html"])(
        "%s",
        (path) => describePage(page, path),
      );
    });
  },
);

function describePage(page: string, path: string): void {
  const methods = readReferencePage(page);
  let ours: string;
  let sections: ReadonlyMap<string, string>;

  beforeAll(async () => {
    const format = path.endsWith(".md") ? "md" : "html";
    const files = await docsOf(readCorpus("genomics.v1-2021"), format);
    ours = files?.get(path) ?? "";
    sections = sectionsOf(ours);
  });

  test("title and breadcrumbs", () => {
    const [title = ""] = page.split("\n");
    for (const part of title.split(" . ")) expect(words(ours)).toContain(part);
  });

  test("Instance Methods, each with its sentence, in the page's order", () => {
    const summary = page.slice(
      page.indexOf("Instance Methods"),
      page.indexOf("Method Details"),
    );
    const entries = [...summary.matchAll(/^(\w+)\(.*\)\n\n(.+)$/gm)];
    expect(entries).toHaveLength(4);
    const text = words(
      ours.slice(
        ours.indexOf("Instance Methods"),
        ours.indexOf("Method Details"),
      ),
    );
    let from = 0;
    for (const [, name = "", sentence = ""] of entries) {
      const at = text.indexOf(`${name}(`, from);
      expect(at, name).toBeGreaterThanOrEqual(from);
      from = text.indexOf(words(sentence), at);
      expect(from, sentence).toBeGreaterThan(at);
    }
  });

  test("the methods in full, in the page's order", () => {
    expect([...sections.keys()]).toEqual(methods.map(({ name }) => name));
  });

  test.each(methods.map(({ name }) => name))("%s", (name) => {
    const method = methods.find((one) => one.name === name);
    const section = words(sections.get(name) ?? "");
    const everywhere = words(ours);
    for (const argument of method?.args ?? []) {
      // What every method takes stands once.
      const isOwn = argument.name !== "x__xgafv";
      const text = isOwn ? section : everywhere;
      const own = inTypeScript(argument.name);
      const at = text.search(new RegExp(`\\b${own}\\b(?=\\??:| ·)`));
      expect(at, own).toBeGreaterThan(-1);
      const near = text.slice(at, at + 300);
      if (argument.isRequired) expect(near).toContain("required");
      if (argument.type === "string" && argument.allowed.size === 0)
        expect(near).toContain("string");
      if (argument.type === "integer") expect(near).toContain("number");
      for (const [value, said] of argument.allowed)
        expect(text).toMatch(new RegExp(`\\b${value}\\b.{0,5}${said}`));
      if (argument.shape) hasShape(section, argument.shape);
    }
    if (method?.returns) hasShape(section, method.returns);
  });

  test("every sentence", () => {
    const text = words(ours);
    const sentences = sentencesOf(page.slice(page.indexOf("Instance Methods")));
    expect(sentences.length).toBeGreaterThan(50);
    const missing = sentences.filter((sentence) => !text.includes(sentence));
    expect(missing).toEqual([]);
  });
}

/** What the page calls in Python's way. */
function inTypeScript(name: string): string {
  return (
    {
      previous_request: "previousRequest",
      previous_response: "previousResponse",
    }[name] ?? name
  );
}

function hasShape(section: string, shape: Shape): void {
  switch (shape.kind) {
    case "list":
    case "map":
      hasShape(section, shape.of);
      return;
    case "object":
      for (const [name, field] of Object.entries(shape.fields)) {
        const type = { string: "string", number: "number", boolean: "boolean" };
        const kind = field.kind in type ? `: ${field.kind}` : ":";
        expect(section).toContain(`${name}?${kind}`);
        hasShape(section, field);
      }
      return;
    default:
  }
}

/** The method sections of our page by their names. */
function sectionsOf(text: string): ReadonlyMap<string, string> {
  const details = text.slice(text.indexOf("Method Details"));
  const parts = details.split(/^### |<section class="method"/m).slice(1);
  return new Map(
    parts.map((part) => {
      const name =
        /<h3 id="(\w+)"/.exec(part)?.[1] ?? part.split("\n")[0] ?? "";
      return [name.replaceAll("\\", ""), part];
    }),
  );
}

/** The sentences of the page's descriptions, of three words and more, as a reader says them. */
function sentencesOf(page: string): readonly string[] {
  const prose = page
    .replaceAll(
      /^(?:\w+\(.*\)|[\w ]+:|Instance Methods|Method Details)$/gm,
      "\n\n",
    )
    // A field's name, and what is before its comment.
    .replaceAll(/^.*?(?:\{|\[|,|\}) # /gm, "\n\n")
    .replaceAll(/^ *\{ # /gm, "\n\n")
    // Two descriptions in one comment.
    .replaceAll(" # ", "\n\n")
    .replaceAll(/^ *# ?/gm, "")
    .replaceAll(/^ *["\]}{].*$/gm, "\n\n")
    .replaceAll(/^ {2}\w+: (?:\w+, )?/gm, "\n\n")
    .replaceAll(" (required)", "")
    .replaceAll(/^ {4,6}(?:Allowed values|\d - .*|The object takes .*)$/gm, "")
    .replaceAll(/^\* /gm, "\n\n");
  return prose
    .split(/\n\s*\n/)
    .flatMap((paragraph) => words(paragraph).split(/(?<=[.:]) (?=[A-Z`])/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence.split(" ").length >= 3)
    .filter((sentence) => !isOfPython.test(sentence));
}

/** What is so in Python alone. */
const isOfPython = /A request object that you can call|Returns None if/;

/** A text as it is read: without markup, entities and line ends. */
function words(text: string): string {
  return text
    .replaceAll(
      /<(?:a|\/a|b|\/b|i|\/i|code|\/code|wbr|span|\/span|var|\/var)\b[^>]*>/g,
      "",
    )
    .replaceAll(/<\/?[a-z][^>]*>/g, " ")
    .replaceAll("&#64;", "@")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#58;", ":")
    .replaceAll("&amp;", "&")
    .replaceAll(/\[([^\]]*)\]\(<?[^)]*>?\)/g, "$1")
    .replaceAll(/^ *(?:\/\/|-|\*)/gm, " ")
    .replaceAll(/[\\`*]/g, "")
    .replaceAll(/\(https?:[^)]*\)/g, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(/ (?=[.,;:)])/g, "")
    .trim();
}
