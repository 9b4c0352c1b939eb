import { createRequire } from "node:module";
import type { CodeBlockWriter } from "ts-morph";
import type { Fits } from "./breakType.js";
import { docComment, type Doc } from "./docText.js";
import { Layout, type LayoutContext } from "./layout.js";
import { shapeOf } from "./typeShape.js";

/** ts-morph's own writer, taken from beside it: loading ts-morph itself loads the TypeScript compiler, which takes 0.3 s. */
const { default: Writer } = createRequire(
  createRequire(import.meta.url).resolve("ts-morph"),
)("code-block-writer") as { default: typeof CodeBlockWriter };

const columnsOfLevel = 2;

/**
 * A file that is being written. The only place that knows ts-morph: its writer, which its own structures print with,
 * without the parse of all that was written that comes with them (eight times slower). Like the structures it pastes
 * strings as they are, so nothing but typed declarations may come here.
 *
 * What fits on a line has one spelling, and so have lists that are broken one entry a line. Whatever prettier might
 * break in another way is left to it, piece by piece, by {@link Layout}.
 */
export class Sheet {
  readonly #writer = new Writer({
    newLine: "\n",
    indentNumberOfSpaces: columnsOfLevel,
  });
  readonly #layout = new Layout();

  /** The file's text, as prettier has it. */
  text(): Promise<string> {
    return this.#layout.settle(this.#writer.toString());
  }

  blankLine(): void {
    this.#writer.blankLineIfLastNot();
  }

  /** Lines that stand as they are, at the level of indentation; each may be several. */
  lines(...lines: readonly string[]): void {
    if (lines.length > 0) this.#writer.writeLine(lines.join("\n"));
  }

  indent(write: () => void): void {
    this.#writer.indent(write);
  }

  doc(doc: Doc): void {
    const comment = docComment(doc, this.#indentation);
    if (comment !== "")
      this.lines(this.#layout.comment(comment, this.#indentation));
  }

  /**
   * Code with a type in it, on a line where it fits, else broken: by `breakLines` where that knows how, else by prettier,
   * which also has what needs its parentheses set right.
   *
   * @param parts what stands before the type, the type, and what ends the line
   */
  typed(
    context: LayoutContext,
    [lead, type, end]: readonly [lead: string, type: string, end: string],
    breakLines: (
      lead: string,
      type: string,
      fits: Fits,
    ) => readonly string[] | null,
  ): void {
    const line = `${lead} ${type}${end}`;
    const hasOneSpelling =
      !type.includes("&") || shapeOf(type).kind === "demand";
    const lines =
      hasOneSpelling && this.isPlain(line)
        ? this.fits(line)
          ? [line]
          : breakLines(lead, type, (text, levels) => this.fits(text, levels))
        : null;
    if (lines) this.lines(lines.join("\n"));
    else this.defer(context, line);
  }

  /** Code that prettier lays out. */
  defer(context: LayoutContext, text: string): void {
    this.lines(this.#layout.defer(context, text));
  }

  /**
   * Whether a line of code stands as it is here.
   *
   * @param levels how much deeper than here
   */
  fits(line: string, levels = 0): boolean {
    const columns = this.#indentation + levels * columnsOfLevel;
    return this.#layout.fits(line, columns);
  }

  /** Whether code has one spelling, whatever its length. */
  isPlain(text: string): boolean {
    return this.#layout.isPlain(text);
  }

  get #indentation(): number {
    return this.#writer.getIndentationLevel() * columnsOfLevel;
  }
}
