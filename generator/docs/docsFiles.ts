import type { ApiPlan } from "../plan/api.js";
import type { DocsFormat } from "./formats.js";
import { htmlAssets } from "./html/assets.js";
import { htmlPages } from "./html/pages.js";
import { markdownPages } from "./markdown/pages.js";
import { toReference } from "./reference.js";

/**
 * The reference of an API: path relative to its folder -> text. The same bytes on every machine, whatever the order of the
 * document's keys.
 */
export function docsFiles(
  plan: ApiPlan,
  formats: readonly DocsFormat[],
): ReadonlyMap<string, string> {
  const reference = toReference(plan);
  const files = new Map<string, string>();
  if (formats.includes("md"))
    for (const [path, text] of markdownPages(reference)) files.set(path, text);
  if (formats.includes("html")) {
    for (const [path, text] of htmlPages(reference)) files.set(path, text);
    for (const [path, text] of htmlAssets()) files.set(path, text);
  }
  return files;
}
