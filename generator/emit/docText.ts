import type { MemberName } from "../plan/identifier.js";
import { escapeInvisible } from "../prose/invisible.js";
import { longestRun } from "../prose/markdown.js";
import { proseLines } from "../prose/lines.js";
import { sourceMapMark, type Code } from "./code.js";

declare const docBrand: unique symbol;

/**
 * Text that is safe inside a doc comment: it cannot end it. One or several lines, not wrapped yet.
 */
export type DocText = string & { readonly [docBrand]: true };

/** What a doc comment says: paragraphs, and whether the thing is deprecated. */
export interface Doc {
  readonly paragraphs: readonly DocText[];
  readonly deprecated?: boolean;
}

/**
 * The sink for descriptions. Escapes, never deletes: what a reader sees is what the document says. To TypeScript an `@`
 * begins a tag, such as `@deprecated`, wherever there is white space before it.
 */
export function docText(text: string): DocText {
  if (!needsWork.test(text)) return text.trim() as DocText;
  return proseLines(text)
    .map((line) => escapeInvisible(line.replaceAll("\t", "  ")).trimEnd())
    .join("\n")
    .trim()
    .replaceAll(/\*(?=\/)/g, "*\\")
    .replaceAll(/<(?=\/script|!--)/gi, "<\\")
    .replaceAll(sourceMapMark, "\\$&")
    .replaceAll(/(^|\s)@/g, "$1\\@") as DocText;
}

/** Most descriptions have nothing to escape, and no list or line to restore. */
const needsWork = /[^ -~]|[*<@]|\/#|: - /;

/** Doc text from a template of ours, with text of the document put in. */
export function doc(
  fixed: TemplateStringsArray,
  ...parts: readonly DocText[]
): DocText {
  return String.raw({ raw: fixed }, ...parts) as DocText;
}

/** The sink for short facts: a code span, its fence longer than any backticks inside. */
export function codeSpan(text: string): DocText {
  const safe = docText(text).replaceAll("\n", " ");
  const fence = "`".repeat(longestRun(safe) + 1);
  return (
    fence.length === 1 ? `\`${safe}\`` : `${fence} ${safe} ${fence}`
  ) as DocText;
}

/** A name of ours inside a text, for links. */
export function docName(name: MemberName): DocText {
  return docText(name);
}

/** A list in words: `a, b`. */
export function docList(texts: readonly DocText[]): DocText {
  return texts.join(", ") as DocText;
}

/** Lines that belong to one paragraph, such as the entries of a list. */
export function docLines(lines: readonly DocText[]): DocText {
  return lines.join("\n") as DocText;
}

/** Puts texts behind each other, empty ones left out. */
export function docWords(...texts: readonly DocText[]): DocText {
  return texts.filter((text) => text !== "").join(" ") as DocText;
}

const columns = 80;

/**
 * The lines of a doc comment without its stars, wrapped so that the comment stays within 80 columns where its words
 * allow that; empty when there is nothing to say.
 *
 * @param indent columns that stand before the comment
 */
export function docCommentLines(
  { paragraphs, deprecated }: Doc,
  indent: number,
): readonly DocText[] {
  const width = columns - indent - " * ".length;
  const lines: string[] = [];
  for (const paragraph of paragraphs) {
    if (paragraph === "") continue;
    if (lines.length > 0) lines.push("");
    for (const line of wrapParagraph(paragraph, width))
      if (line !== "" || lines.at(-1) !== "") lines.push(line);
  }
  if (deprecated) lines.push(...(lines.length > 0 ? [""] : []), "@deprecated");
  // Wrapping moves words to other lines and changes none.
  return lines as DocText[];
}

/** Whether a comment of these lines fits on one line, stars included. */
export function fitsOneLine(
  lines: readonly DocText[],
  indent: number,
): boolean {
  return (
    lines.length === 1 &&
    indent + "/**  */".length + (lines[0]?.length ?? 0) <= columns
  );
}

/** A doc comment in the middle of code; empty where there is nothing to say. */
export function docComment(content: Doc, indent: number): Code {
  const lines = docCommentLines(content, indent);
  if (lines.length === 0) return "" as Code;
  if (fitsOneLine(lines, indent)) return `/** ${lines[0]} */` as Code;
  return ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"].join(
    "\n",
  ) as Code;
}

/** Wraps the lines of a text, but not those of fenced code. */
function wrapParagraph(text: string, width: number): readonly string[] {
  if (!needsWords.test(text)) return wrapPlain(text, width);
  const lines = text.split("\n");
  const isFence = (line: string): boolean => line.trimStart().startsWith("```");
  // A fence that is never closed is none.
  let remaining = lines.filter(isFence).length;
  let isCode = false;
  return lines.flatMap((line) => {
    const isEdge = isFence(line) && (isCode || remaining > 1);
    if (isFence(line)) remaining--;
    if (isEdge) isCode = !isCode;
    if (isCode || isEdge) return [line];
    return needsWords.test(line) ? wrap(line, width) : wrapPlain(line, width);
  });
}

/**
 * What most lines have nothing of: code, a margin, the mark of a list at the beginning or before what would begin a block, and
 * white space that is not one space between two words.
 */
const needsWords = /[^\S ]|`|(?:^| )(?: |$|(?:[-*+>]|#+|\d{1,3}[.)])(?:\s|$))/;

/** Wraps one line that {@link needsWords} finds nothing in: the same as {@link wrap}, in a third of the time. */
function wrapPlain(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let start = 0;
  while (line.length - start > width) {
    let end = line.lastIndexOf(" ", start + width);
    if (end < start) end = line.indexOf(" ", start + Math.max(width, 0));
    if (end < 0) break;
    lines.push(line.slice(start, end));
    start = end + 1;
  }
  lines.push(line.slice(start));
  return lines;
}

/** Wraps one line at spaces, but not within a short code span; what continues a list entry is indented below its text. */
function wrap(line: string, width: number): readonly string[] {
  const [, margin = "", marker = "", text = ""] =
    /^(\s{0,8})\s*((?:[-*+]|\d{1,3}[.)])\s+)?(.*)$/s.exec(line) ?? [];
  const hanging = margin + " ".repeat(marker.length);
  const lines: string[] = [];
  let current = margin + marker;
  let isEmpty = true;
  for (const word of glued(words(text, width - hanging.length), width)) {
    if (!isEmpty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = hanging;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(current.trimEnd());
  return lines;
}

/** What would begin a list, a heading or a quotation if it came to stand first on a line. */
const startsBlock = /^(?:[-*+>]|#+|\d{1,3}[.)])$/;

/** Keeps a word that must not come first on a line with the one before it. */
function glued(parts: readonly string[], width: number): readonly string[] {
  const kept: string[] = [];
  for (const part of parts) {
    const together = `${kept.at(-1)} ${part}`;
    if (
      kept.length > 0 &&
      startsBlock.test(part) &&
      together.length < width / 2
    )
      kept[kept.length - 1] = together;
    else kept.push(part);
  }
  return kept;
}

/** The words of a text; a code span that fits on a line counts as one, with what adheres to it. */
function words(text: string, width: number): readonly string[] {
  if (!text.includes("`"))
    return text.split(/\s+/).filter((word) => word !== "");
  const parts = text.match(/(?:`[^`]+`|[^\s`]|`)+/g) ?? [];
  return parts
    .flatMap((part) => (part.length <= width ? [part] : part.split(" ")))
    .filter((part) => part !== "");
}
