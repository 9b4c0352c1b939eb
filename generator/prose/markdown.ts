import { escapeInvisible } from "./invisible.js";

declare const markdownBrand: unique symbol;

/**
 * GitHub Flavored Markdown that is safe to write out: it comes from a template of ours or from a sink, so that a string of a
 * document cannot become markup.
 */
export type Markdown = string & { readonly [markdownBrand]: true };

/** Markdown from a template: its fixed text is ours, what is put in has been through a sink. */
export function gfm(
  fixed: TemplateStringsArray,
  ...parts: readonly (Markdown | number)[]
): Markdown {
  let text = fixed[0] ?? "";
  // Several times as fast as String.raw.
  for (let index = 0; index < parts.length; index++)
    text += String(parts[index]) + (fixed[index + 1] ?? "");
  return text as Markdown;
}

export function joinMarkdown(
  parts: readonly Markdown[],
  separator: "" | " " | ", " | "\n" | "\n\n" | " | " | " · " | " / ",
): Markdown {
  return parts.join(separator) as Markdown;
}

/**
 * The sink for text from elsewhere: it stays on its line and in its cell, and is no markup, HTML, link, mention or reference. Escaped
 * are the punctuation that may begin any of these (CommonMark 0.31, section 2.4; GFM tables and autolinks).
 */
export function markdownText(text: string): Markdown {
  return (
    escapeInvisible(text.replaceAll(/[\t\n\r ]+/g, " "))
      .replaceAll(/[\\`*_{}[\]<>()#+!|~&$]/g, "\\$&")
      // What would begin a list or a heading at the start of a line.
      .replace(
        /^(\s*)(?:([-=])|(\d+)([.)]))/,
        (_all, margin, mark, digits, end) =>
          mark === undefined
            ? `${margin}${digits}\\${end}`
            : `${margin}\\${mark}`,
      )
      // GitHub looks for URLs, addresses, users and issues when backslashes and entities have been read. A zero-width space, which
      // is an entity in the source, keeps apart what it would find.
      .replaceAll(
        /@|:(?=\/\/)|\bwww(?=\.)|(?<=#)(?=\d)|\bGH-(?=\d)/gi,
        "$&&#8203;",
      ) as Markdown
  );
}

/** The sink for code in a line: its fence is longer than any backticks inside. */
export function markdownCode(text: string): Markdown {
  const safe = escapeInvisible(text.replaceAll(/[\t\n\r ]+/g, " "));
  if (safe.trim() === "") return markdownText(safe);
  const fence = fenceFor(safe, 1);
  const isPlain = !/^[` ]|[` ]$/.test(safe);
  return (
    isPlain ? `${fence}${safe}${fence}` : `${fence} ${safe} ${fence}`
  ) as Markdown;
}

/** The sink for code on lines of its own. */
export function markdownFence(text: string, language: "" | "ts"): Markdown {
  const safe = text
    .split(/\r\n|[\n\r]/)
    .map((line) => escapeInvisible(line.replaceAll("\t", "  ")))
    .join("\n");
  const fence = fenceFor(safe, 3);
  return `${fence}${language}\n${safe}\n${fence}` as Markdown;
}

/** The sink for links to pages of ours. The address has been made of safe parts. */
export function markdownLink(label: Markdown, href: string): Markdown {
  return `[${label}](${encodeURI(href).replaceAll(/[()]/g, escapedInUrl)})` as Markdown;
}

/** The sink for links elsewhere: {@link webUrl} has made the address. */
export function markdownWebLink(label: Markdown, href: string): Markdown {
  return `[${label}](<${href}>)` as Markdown;
}

/** Lines moved in, so that they belong to the entry of a list. */
export function indentMarkdown(text: Markdown, by: number): Markdown {
  return text.replaceAll(/^(?=.)/gm, " ".repeat(by)) as Markdown;
}

function escapedInUrl(character: string): string {
  return `%${(character.codePointAt(0) ?? 0).toString(16).padStart(2, "0").toUpperCase()}`;
}

/** The length of the longest run of backticks, however many there are. */
export function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g))
    longest = Math.max(longest, run.length);
  return longest;
}

function fenceFor(text: string, least: number): string {
  const longest = longestRun(text);
  return "`".repeat(longest >= least ? longest + 1 : least);
}
