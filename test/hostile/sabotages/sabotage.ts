/** What a sabotage is: escapes that are switched off, and where text gets out then. */
import type { Edit } from "../buildTool.js";
import type { Sink } from "../judge.js";

export interface Sabotage {
  /** What no longer happens. */
  readonly what: string;
  /**
   * Each switches off one escape or check. Several stand behind each other: with all of them off the text gets out, with any
   * one of them on it does not, so that each is shown to hold alone.
   */
  readonly off: readonly Edit[];
  /** Some of the matrix's places and strings that show it; all of them would, and take longer. */
  readonly at: RegExp;
  /** None: names that become one with others of the place. */
  readonly strings: readonly string[];
  /** Where the text gets out. */
  readonly sink: Sink;
  /** A part of what the judge says of it, where the sink has several judges. */
  readonly fault?: RegExp;
}

/** An escape that is switched off: a text in a source file, and what stands in its place. */
export function off(file: string, from: string, to = ""): Edit {
  return { file: `generator/${file}`, from, to };
}
