/** How a piece of code is wrapped to be a file of its own, and where it then stands in it: lines at the start and at the end. */
const wrappings = {
  statement: { before: "", after: "", cut: [0, 0] },
  member: { before: "interface _ {\n", after: "\n}", cut: [1, 1] },
  classMember: { before: "class _ {\n", after: "\n}", cut: [1, 1] },
  /** The first line of an interface, up to its brace. */
  head: { before: "", after: "\n_: _;\n}", cut: [0, 2] },
} as const;

export type LayoutContext = keyof typeof wrappings;

const columns = 80;

/**
 * Decides which code has one spelling only, and lets prettier have the rest: those pieces alone, without comments, are
 * parsed again. That is about a twentieth of the text.
 */
export class Layout {
  readonly #deferred: {
    readonly context: LayoutContext;
    readonly text: string;
  }[] = [];
  readonly #comments: string[] = [];

  /** Whether a line of code stands as it is behind so many columns: it fits, and none of its literals has another form. */
  fits(line: string, indent: number): boolean {
    return indent + line.length <= columns && this.isPlain(line);
  }

  /** ASCII without escapes: prettier measures other characters by their width, and may choose other quotes. */
  isPlain(line: string): boolean {
    return /^[ !"#-[\]-~]*$/.test(line);
  }

  /** Leaves a piece of code to prettier. Gives the line that stands for it until {@link settle}. */
  defer(context: LayoutContext, text: string): string {
    this.#deferred.push({ context, text });
    return `${mark}${this.#deferred.length - 1}`;
  }

  /**
   * Leaves a comment out, too: ts-morph's writer looks at every character for strings and brackets, and comments are most of a
   * file.
   *
   * @param indent columns that stand before it
   */
  comment(text: string, indent: number): string {
    const margin = " ".repeat(indent);
    this.#comments.push(margin + text.replaceAll("\n", `\n${margin}`));
    return `${commentMark}${this.#comments.length - 1}`;
  }

  /** Puts what was left out into its places. */
  async settle(text: string): Promise<string> {
    const settled = await this.#settlePieces(text);
    return settled.replaceAll(
      markedComment,
      (_line, index: string) => this.#comments[Number(index)] ?? "",
    );
  }

  async #settlePieces(text: string): Promise<string> {
    if (this.#deferred.length === 0) return text;
    const { formatTypeScript } = await import("./format.js");
    const source = this.#deferred.map(({ context, text: piece }) => {
      const { before, after } = wrappings[context];
      return `${before}${piece}${after}`;
    });
    const formatted = await formatTypeScript(source.join(`\n${mark}\n`));
    const pieces = formatted.trimEnd().split(`\n${mark}\n`);
    return text.replaceAll(markedLine, (_line, index: string) => {
      const context = this.#deferred[Number(index)]?.context ?? "statement";
      const [start, end] = wrappings[context].cut;
      const lines = (pieces[Number(index)] ?? "").split("\n");
      return lines.slice(start, lines.length - end).join("\n");
    });
  }
}

/** Begins a line that no generated code has: comments of ours begin otherwise. */
const mark = "//#";
const markedLine = /^ *\/\/#(\d+)$/gm;
const commentMark = "//*";
const markedComment = /^ *\/\/\*(\d+)$/gm;
