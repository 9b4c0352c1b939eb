/** References of documents, and what their files hold, for tests. */
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import type { DocsFormat } from "../../generator/docs/formats.js";
import { docs } from "../../generator/generate.js";
import { validateDocument } from "../../generator/read/readDocument.js";

/** The files of a document's reference, or null for a document that is refused. */
export async function docsOf(
  document: unknown,
  ...formats: readonly DocsFormat[]
): Promise<ReadonlyMap<string, string> | null> {
  const result = await validateDocument(document, "test.json");
  return result.ok ? docs(result.document, { formats }) : null;
}

export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** Every place of a page that can be linked to. */
export function anchorsOf(text: string): readonly string[] {
  return [...text.matchAll(/<[a-z]+[^>]*? id="([^"]*)"/g)].map(
    ([, id = ""]) => id,
  );
}

/** Where a page's links lead, as the page has it. Those of Markdown in code are none. */
export function linksOf(path: string, text: string): readonly string[] {
  if (!path.endsWith(".md"))
    return [
      ...text.matchAll(/<(?:a|link|script)\b[^>]*? (?:href|src)="([^"]*)"/g),
    ].map(([, href = ""]) =>
      href.replaceAll("&#39;", "'").replaceAll("&amp;", "&"),
    );
  const prose = text
    .replaceAll(/^ *(`{3,})[^\n]*\n[^]*?\n *\1$/gm, "")
    .replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, "code");
  return [...prose.matchAll(/(?<!\\)\]\(<?([^)>]*)>?\)/g)].map(
    ([, href = ""]) => href,
  );
}

/** What is wrong with the links of a reference: those that lead to no file or no place, and places of one name on a page. */
export function brokenLinks(
  files: ReadonlyMap<string, string>,
): readonly string[] {
  const anchors = new Map<string, Set<string>>();
  const wrong: string[] = [];
  for (const [path, text] of files) {
    const all = anchorsOf(text);
    anchors.set(path, new Set(all));
    if (anchors.get(path)?.size !== all.length)
      wrong.push(`${path}: an id stands twice`);
  }
  for (const [path, text] of files) {
    if (!/\.(?:md|html)$/.test(path)) continue;
    for (const href of new Set(linksOf(path, text))) {
      if (/^https?:\/\//.test(href) || href === "data:,") continue;
      const [file = "", anchor = ""] = href.split("#");
      const target =
        file === "" ? path : posix.join(posix.dirname(path), decodeURI(file));
      const there = anchors.get(target);
      if (!there || (anchor !== "" && !there.has(decodeURI(anchor))))
        wrong.push(`${path}: ${href}`);
    }
  }
  return wrong;
}
