import { searchIndex } from "../searchIndex.js";
import type { Reference } from "../reference.js";
import { indexPage } from "./indexPage.js";
import { resourcePage } from "./resourcePage.js";
import { schemaIndex, schemaPage } from "./schemaPages.js";
import { HtmlTexts, HtmlWriter } from "./writer.js";

/** The reference as a web site: a page for each resource, pages of schemas, and what they look things up in. */
export function* htmlPages(
  reference: Reference,
): Generator<readonly [path: string, text: string]> {
  const texts = new HtmlTexts();
  const writerOf = (page: string): HtmlWriter =>
    new HtmlWriter(reference, page, texts);
  yield ["index.html", indexPage(writerOf("index"))];
  for (const page of reference.resources)
    yield [`${page.page}.html`, resourcePage(writerOf(page.page), page)];
  if (!reference.schemaPages.has("schemas") && reference.schemas.length > 0)
    yield ["schemas.html", schemaIndex(writerOf("schemas"))];
  for (const [page, entries] of reference.schemaPages)
    yield [`${page}.html`, schemaPage(writerOf(page), entries)];
  yield ["assets/search.js", searchIndex(reference)];
}
