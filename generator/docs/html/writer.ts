import { parseBlocks, type Block } from "../../prose/blocks.js";
import type { Inline } from "../../prose/inlines.js";
import type { Said } from "../behaviour.js";
import type { Reference } from "../reference.js";
import { relativeLink, type Target } from "../target.js";
import type { TypePart } from "../typeParts.js";
import {
  htmlLines,
  htmlName,
  htmlText,
  joinHtml,
  markup,
  type Html,
} from "./html.js";

/** What is written of a description. */
export interface WrittenProse {
  /** Its first paragraph, without the tag around it. */
  readonly first: Html;
  /** What follows. */
  readonly rest: Html;
}

/** What is the same on many pages, and is written once. */
export class HtmlTexts {
  /** Descriptions, by what the document has. Most come again and again. */
  readonly prose = new Map<string, WrittenProse>();
  /** Resources of the tree with all below them, where none of it is the page's own, by their page and the way to the root. */
  readonly branches = new Map<string, Html>();
}

/** Writes what pages have in common, as seen from one page. */
export class HtmlWriter {
  readonly reference: Reference;
  readonly page: string;
  readonly texts: HtmlTexts;
  /** How this page links to others. */
  readonly #pages = new Map<string, string>();
  /** Whether a link has been written that leads elsewhere from another page. */
  #isOfPage = false;

  constructor(reference: Reference, page: string, texts: HtmlTexts) {
    this.reference = reference;
    this.page = page;
    this.texts = texts;
  }

  href(target: Target): Html {
    const { page, anchor } = target;
    let base = this.#pages.get(page);
    if (base === undefined) {
      base = relativeLink(this.page, { page, anchor: "" }, ".html");
      this.#pages.set(page, base);
    }
    const isHere = page === this.page && anchor !== "";
    return htmlText(anchor === "" ? base : `${isHere ? "" : base}#${anchor}`);
  }

  link(label: Html, target: Target): Html {
    return markup`<a href="${this.href(target)}">${label}</a>`;
  }

  /** A description, its paragraphs in tags. */
  prose(text: string): Html {
    const { first, rest } = this.proseParts(text);
    return first === "" ? rest : markup`<p>${first}</p>${rest}`;
  }

  /** A description, its first paragraph apart from the others. */
  proseParts(text: string): WrittenProse {
    const known = this.texts.prose.get(text);
    if (known) return known;
    this.#isOfPage = false;
    const [first, ...others] = parseBlocks(text);
    const startsWithWords = first?.kind === "paragraph";
    const written: WrittenProse = {
      first: joinHtml(startsWithWords ? [this.inlines(first.inlines)] : []),
      rest: this.blocks(
        startsWithWords || !first ? others : [first, ...others],
      ),
    };
    if (!this.#isOfPage) this.texts.prose.set(text, written);
    return written;
  }

  blocks(blocks: readonly Block[]): Html {
    return joinHtml(blocks.map((block) => this.#block(block)));
  }

  inlines(inlines: readonly Inline[]): Html {
    return joinHtml(inlines.map((inline) => this.#inline(inline)));
  }

  said(sentences: readonly Said[]): Html {
    return joinHtml(
      sentences.map((said) => {
        if (typeof said === "string") return htmlText(said);
        const code = markup`<code>${htmlText(said.code)}</code>`;
        return said.target ? this.link(code, said.target) : code;
      }),
    );
  }

  /** A type, its schemas linked. */
  type(parts: readonly TypePart[]): Html {
    return joinHtml(
      parts.map(({ text, target }) =>
        target ? this.link(htmlName(text), target) : htmlName(text),
      ),
    );
  }

  #block(block: Block): Html {
    switch (block.kind) {
      case "paragraph":
        return markup`<p>${this.inlines(block.inlines)}</p>`;
      case "code":
        return markup`<pre tabindex="0"><code>${htmlLines(block.text)}</code></pre>`;
      case "list": {
        const items = joinHtml(
          block.items.map(
            ({ inlines, blocks }) =>
              markup`<li>${this.inlines(inlines)}${this.blocks(blocks)}</li>`,
          ),
        );
        return block.isOrdered
          ? markup`<ol>${items}</ol>`
          : markup`<ul>${items}</ul>`;
      }
    }
  }

  #inline(inline: Inline): Html {
    switch (inline.kind) {
      case "text":
        return htmlText(inline.text);
      case "code": {
        const code = markup`<code>${htmlText(inline.text)}</code>`;
        const schema = this.reference.schema(inline.text);
        if (schema) this.#isOfPage = true;
        return schema ? this.link(code, schema.target) : code;
      }
      case "link":
        return markup`<a href="${htmlText(inline.href)}" rel="noopener noreferrer">${this.inlines(inline.children)}</a>`;
      case "strong":
        return markup`<strong>${this.inlines(inline.children)}</strong>`;
      case "emphasis":
        return markup`<em>${this.inlines(inline.children)}</em>`;
    }
  }
}
