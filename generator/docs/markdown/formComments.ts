import { parseBlocks, type Block } from "../../prose/blocks.js";
import { plainText, type Inline } from "../../prose/inlines.js";

/** How wide a form is, comments included. */
const columns = 100;

/** Descriptions as comments in code, wrapped. Most come again and again, and are made once. */
export class FormComments {
  readonly #known = new Map<string, readonly string[]>();

  of(description: string, indent: string): readonly string[] {
    if (description === "") return [];
    const key = indent + description;
    const known = this.#known.get(key);
    if (known) return known;
    const lines = this.ofLines(textLines(description), indent);
    this.#known.set(key, lines);
    return lines;
  }

  ofLines(lines: readonly string[], indent: string): readonly string[] {
    const width = Math.max(40, columns - indent.length - 3);
    return lines
      .flatMap((line) => wrap(line, width))
      .map((line) => `${indent}// ${line}`.trimEnd());
  }
}

/** What a reader of source code makes of marked words: code in backticks, a link with its address behind it. */
function commentText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case "code":
          return `\`${inline.text}\``;
        case "link": {
          const label = plainText(inline.children);
          return label === inline.href || /^https?:/i.test(label)
            ? label
            : `${commentText(inline.children)} (${inline.href})`;
        }
        case "text":
          return inline.text;
        default:
          return commentText(inline.children);
      }
    })
    .join("");
}

/** The lines of a description, without what marks its words. */
function textLines(text: string): readonly string[] {
  return parseBlocks(text).flatMap((block) => blockLines(block, ""));
}

function blockLines(block: Block, margin: string): readonly string[] {
  switch (block.kind) {
    case "paragraph":
      return commentText(block.inlines)
        .split("\n")
        .map((line) => margin + line);
    case "code":
      return block.text.split("\n").map((line) => `${margin}  ${line}`);
    case "list":
      return block.items.flatMap(({ inlines, blocks }, index) => [
        `${margin}${block.isOrdered ? `${index + 1}.` : "-"} ${commentText(inlines)}`,
        ...blocks.flatMap((inner) => blockLines(inner, `${margin}  `)),
      ]);
  }
}

function wrap(line: string, width: number): readonly string[] {
  const [, margin = "", mark = "", text = ""] =
    /^(\s*)([-] )?(.*)$/s.exec(line) ?? [];
  if (margin.length + mark.length + text.length <= width) return [line];
  const hanging = margin + " ".repeat(mark.length);
  const lines: string[] = [];
  let current = margin + mark;
  let isEmpty = true;
  for (const word of text.split(/\s+/)) {
    if (!isEmpty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = hanging;
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  lines.push(current);
  return lines;
}
