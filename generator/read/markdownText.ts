import { printable } from "./printable.js";

/** How much of a text is shown. */
const most = 300;

/**
 * The sink for text from elsewhere in Markdown: it stays on its line and in its cell, and is no markup, HTML, link, mention or
 * reference. Escaped are the punctuation that may begin any of these (CommonMark 0.31, section 2.4; GFM tables and autolinks).
 *
 * GitHub looks for URLs, addresses, users and issues when backslashes and entities have been read. A zero-width space, which is an
 * entity in the source, keeps what it would find apart.
 */
export function markdownText(text: string): string {
  return printable(text, most)
    .replaceAll(/[\\`*_{}[\]<>()#+!|~&]/g, "\\$&")
    .replaceAll(
      /@|:(?=\/\/)|\bwww(?=\.)|(?<=#)(?=\d)|\bGH-(?=\d)/gi,
      "$&&#8203;",
    );
}
