import { parseInlines, plainText, type Inline } from "./inlines.js";
import { proseLines } from "./lines.js";

/** A part of a description, one below the other. */
export type Block =
  | { readonly kind: "paragraph"; readonly inlines: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "list";
      readonly isOrdered: boolean;
      /** Each with what stands below it: further lists. */
      readonly items: readonly ListItem[];
    };

export interface ListItem {
  readonly inlines: readonly Inline[];
  readonly blocks: readonly Block[];
}

/** A description as blocks: paragraphs, lists within lists, code. Empty for an empty one. */
export function parseBlocks(text: string): readonly Block[] {
  if (text.trim() === "") return [];
  const blocks: Block[] = [];
  let paragraph: string[] = [];
  let entries: Entry[] = [];
  const flush = (): void => {
    if (paragraph.length > 0)
      blocks.push({
        kind: "paragraph",
        inlines: parseInlines(paragraph.join("\n")),
      });
    // One by one: there may be more than the stack holds.
    for (const list of toLists(entries)) blocks.push(list);
    paragraph = [];
    entries = [];
  };
  const lines = withBreaks(text).flatMap((part) => proseLines(part));
  const lastFence = lines.findLastIndex(isBareFence);
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const fence = index < lastFence ? closingFence(lines, index) : null;
    if (fence !== null) {
      flush();
      blocks.push({
        kind: "code",
        text: unindented(lines.slice(index + 1, fence)),
      });
      index = fence;
      continue;
    }
    const codeEnd =
      paragraph.length + entries.length === 0 ? indentedEnd(lines, index) : 0;
    if (codeEnd > index) {
      blocks.push({
        kind: "code",
        text: unindented(lines.slice(index, codeEnd)),
      });
      index = codeEnd - 1;
      continue;
    }
    const entry = toEntry(line);
    const last = entries.at(-1);
    if (entry) {
      if (paragraph.length > 0) flush();
      const tail = last && introductionIn(last.text);
      if (tail) {
        // The text after a list has lost its line: it introduces this one.
        last.text = tail[1] ?? "";
        flush();
        paragraph.push(tail[2] ?? "");
        flush();
      }
      entries.push(entry);
    } else if (line.trim() === "") {
      if (entries.length === 0) flush();
      else if (last) last.isClosed = last.text !== "";
    } else if (last && continues(last, line)) {
      // Not trimmed as a whole, which would copy a long text for each of its lines.
      last.text += last.text === "" ? line.trim() : ` ${line.trim()}`;
    } else {
      if (entries.length > 0) flush();
      paragraph.push(line.trim());
    }
  }
  flush();
  return blocks;
}

/** The first sentence of a description, without its lists and code: what a summary shows. */
export function firstSentence(text: string): readonly Inline[] {
  const [first] = parseBlocks(text);
  if (!first) return [];
  const inlines =
    first.kind === "paragraph"
      ? first.inlines
      : first.kind === "list"
        ? (first.items[0]?.inlines ?? [])
        : [{ kind: "code" as const, text: first.text.split("\n")[0] ?? "" }];
  const kept: Inline[] = [];
  for (const inline of inlines) {
    const end =
      inline.kind === "text" ? sentenceEnd.exec(inline.text) : undefined;
    if (end && inline.kind === "text") {
      kept.push({ kind: "text", text: inline.text.slice(0, end.index + 1) });
      break;
    }
    kept.push(inline);
  }
  return kept;
}

/** The same as plain text. */
export function firstSentenceText(text: string): string {
  return plainText(firstSentence(text)).replaceAll(/\s+/g, " ").trim();
}

/** A full stop that ends a sentence: a word follows it, and none of the usual abbreviations is before it. */
const sentenceEnd =
  /(?<!\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|resp|no|[A-Z]))[.!?](?=\s+["'(`[]?[A-Z0-9]|\s*\n|\s*$)/;

/** `<br>` and `<p>` end a line. */
function withBreaks(text: string): readonly string[] {
  return /<(?:br|p)\b/i.test(text)
    ? text
        .split(/<\/?(?:br|p)\s*\/?>/i)
        .flatMap((part, index) => (index > 0 ? ["", part] : [part]))
    : [text];
}

/** The end of an entry that introduces what follows: `... of a label. Examples:`. Null where there is none. */
function introductionIn(text: string): RegExpExecArray | null {
  return text.endsWith(":") && text.length < 2000
    ? /^([^]*[.!?)`])\s+([A-Z][^.!?]*:)$/.exec(text)
    : null;
}

interface Entry {
  readonly indent: number;
  readonly isOrdered: boolean;
  text: string;
  /** Whether an empty line has followed: only what is indented goes on. */
  isClosed: boolean;
}

function toEntry(line: string): Entry | null {
  const [, margin = "", marker, text = ""] =
    /^(\s*)([-*+•]|\d{1,3}[.)])(?:\s+(.*))?$/s.exec(line) ?? [];
  if (marker === undefined) return null;
  return {
    indent: margin.replaceAll("\t", "  ").length,
    isOrdered: /\d/.test(marker),
    text: text.trim(),
    isClosed: false,
  };
}

function continues({ indent, isClosed }: Entry, line: string): boolean {
  const margin = /^\s*/.exec(line)?.[0].length ?? 0;
  return isClosed ? margin > indent && margin >= 2 : true;
}

/** Entries by how far they are indented: one further in stands below the one before it. */
function toLists(entries: readonly Entry[]): readonly Block[] {
  const blocks: Block[] = [];
  for (let index = 0; index < entries.length;) {
    const first = entries[index];
    if (!first) break;
    const items: ListItem[] = [];
    while (index < entries.length) {
      const entry = entries[index];
      if (!entry || entry.isOrdered !== first.isOrdered) break;
      let end = index + 1;
      // Texts that came from HTML may have their first entry further in than the others.
      while ((entries[end]?.indent ?? 0) > entry.indent) end++;
      items.push({
        inlines: parseInlines(entry.text),
        blocks: toLists(entries.slice(index + 1, end)),
      });
      index = end;
    }
    blocks.push({ kind: "list", isOrdered: first.isOrdered, items });
  }
  return blocks;
}

/** Where the fenced code ends that begins on a line; null where none does. One that is never closed is none. */
function closingFence(lines: readonly string[], start: number): number | null {
  if (!/^\s*```[\w-]*\s*$/.test(lines[start] ?? "")) return null;
  for (let index = start + 1; index < lines.length; index++)
    if (isBareFence(lines[index] ?? "")) return index;
  return null;
}

/** Where indented code ends that begins on a line (CommonMark 0.31, section 4.4); that line where none does. */
function indentedEnd(lines: readonly string[], start: number): number {
  const first = lines[start] ?? "";
  if (!/^\s{4,}\S/.test(first) || toEntry(first)) return start;
  let end = start;
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (/^\s{4,}\S/.test(line)) end = index + 1;
    else if (line.trim() !== "") break;
  }
  return end;
}

function isBareFence(line: string): boolean {
  return /^\s*```\s*$/.test(line);
}

/** Lines without the margin that all of them have. */
function unindented(lines: readonly string[]): string {
  const margin = lines
    .filter((line) => line.trim() !== "")
    .reduce(
      (least, line) => Math.min(least, /^ */.exec(line)?.[0].length ?? 0),
      Infinity,
    );
  return lines.map((line) => line.slice(margin).trimEnd()).join("\n");
}
