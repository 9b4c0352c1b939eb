import { parseBlocks, type Block } from "../../prose/blocks.js";
import type { Inline } from "../../prose/inlines.js";
import {
  indentMarkdown,
  joinMarkdown,
  gfm,
  markdownCode,
  markdownFence,
  markdownLink,
  markdownText,
  markdownWebLink,
  type Markdown,
} from "../../prose/markdown.js";
import type { Said } from "../behaviour.js";
import type { Reference } from "../reference.js";
import { relativeLink, type Target } from "../target.js";
import type { TypePart } from "../typeParts.js";
import { FormComments } from "./formComments.js";

/** What the pages of a reference share. Most texts of a document come again and again. */
export class MarkdownTexts {
  /** By text, those that are the same on every page. */
  readonly prose = new Map<string, Markdown>();
  readonly comments = new FormComments();
}

/** Writes what pages have in common, as seen from one page. */
export class MarkdownWriter {
  readonly reference: Reference;
  readonly page: string;
  readonly texts: MarkdownTexts;
  /** Whether a link has been written that leads elsewhere from another page. */
  #isOfPage = false;

  constructor(reference: Reference, page: string, texts: MarkdownTexts) {
    this.reference = reference;
    this.page = page;
    this.texts = texts;
  }

  link(label: Markdown, target: Target): Markdown {
    return markdownLink(label, this.href(target));
  }

  /** The index is what GitHub shows of a folder. */
  href({ page, anchor }: Target): string {
    const own = page === "index" ? "README" : page;
    const from = this.page === "index" ? "README" : this.page;
    return relativeLink(from, { page: own, anchor }, ".md");
  }

  /** A description. */
  prose(text: string): Markdown {
    const known = this.texts.prose.get(text);
    if (known !== undefined) return known;
    this.#isOfPage = false;
    const written = this.blocks(parseBlocks(text));
    if (!this.#isOfPage) this.texts.prose.set(text, written);
    return written;
  }

  blocks(blocks: readonly Block[]): Markdown {
    return joinMarkdown(
      blocks.map((block) => this.#block(block)),
      "\n\n",
    );
  }

  inlines(inlines: readonly Inline[]): Markdown {
    return joinMarkdown(
      inlines.map((inline) => this.#inline(inline)),
      "",
    );
  }

  said(sentences: readonly Said[]): Markdown {
    const parts = sentences.map((said) => {
      if (typeof said === "string") return markdownText(said);
      const code = markdownCode(said.code);
      return said.target ? this.link(code, said.target) : code;
    });
    return joinMarkdown(parts, "");
  }

  /** A type, its schemas linked: pieces of code beside each other. */
  type(parts: readonly TypePart[]): Markdown {
    if (parts.every(({ target }) => target === null))
      return markdownCode(parts.map(({ text }) => text).join(""));
    const pieces = parts.map(({ text, target }) => {
      if (target) return this.link(markdownCode(text), target);
      const margins = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
      const [, before = "", inner = "", after = ""] = margins;
      const code = inner === "" ? gfm`` : markdownCode(inner);
      return gfm`${markdownText(before)}${code}${markdownText(after)}`;
    });
    return joinMarkdown(pieces, "");
  }

  #block(block: Block): Markdown {
    switch (block.kind) {
      case "paragraph":
        return this.inlines(block.inlines);
      case "code":
        return markdownFence(block.text, "");
      case "list":
        return joinMarkdown(
          block.items.map(({ inlines, blocks }, index) => {
            const marker = block.isOrdered ? gfm`${index + 1}.` : gfm`-`;
            const first = gfm`${marker} ${this.inlines(inlines)}`;
            if (blocks.length === 0) return first;
            const below = indentMarkdown(
              this.blocks(blocks),
              marker.length + 1,
            );
            return gfm`${first}\n${below}`;
          }),
          "\n",
        );
    }
  }

  #inline(inline: Inline): Markdown {
    switch (inline.kind) {
      case "text":
        return markdownText(inline.text);
      case "code": {
        const code = markdownCode(inline.text);
        const schema = this.reference.schema(inline.text);
        if (schema) this.#isOfPage = true;
        return schema ? this.link(code, schema.target) : code;
      }
      case "link":
        return markdownWebLink(this.inlines(inline.children), inline.href);
      case "strong":
        return gfm`<b>${this.inlines(inline.children)}</b>`;
      case "emphasis":
        return gfm`<i>${this.inlines(inline.children)}</i>`;
    }
  }
}
