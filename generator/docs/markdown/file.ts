import { joinMarkdown, type Markdown } from "../../prose/markdown.js";

/** Parts of a file, with an empty line between them. */
export function markdownFile(parts: readonly Markdown[]): string {
  return `${joinMarkdown(
    parts.filter((part) => part !== ""),
    "\n\n",
  )}\n`;
}
