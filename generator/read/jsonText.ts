/** What one pass over a JSON text tells without building anything. */
export interface JsonTextCount {
  /** Members of all objects, duplicates included. */
  readonly members: number;
  /** Commas outside of strings: with the containers, how many values there are at most. */
  readonly commas: number;
  /** The offset of the bracket that opens one level too many, or -1. */
  readonly tooDeepAt: number;
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/**
 * Counts members and watches the depth of a JSON text. It is iterative, so that it may look at a text before
 * anything recursive does, and jumps over strings, which are most of a document.
 */
export function countJsonText(text: string, maxDepth: number): JsonTextCount {
  let members = 0;
  let commas = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        break;
      case colon:
        members++;
        break;
      case comma:
        commas++;
        break;
      case openBrace:
      case openBracket:
        if (++depth > maxDepth) return { members, commas, tooDeepAt: at };
        break;
      case closeBrace:
      case closeBracket:
        depth--;
        break;
    }
  }
  return { members, commas, tooDeepAt: -1 };
}

/** The offset of the quote that ends the string which begins at `start`. */
function endOfString(text: string, start: number): number {
  let end = start;
  for (;;) {
    end = text.indexOf('"', end + 1);
    if (end < 0) return text.length;
    let slashes = end;
    while (text.charCodeAt(slashes - 1) === backslash) slashes--;
    if ((end - slashes) % 2 === 0) return end;
  }
}
