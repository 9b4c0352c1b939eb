import { quoted } from "./printable.js";

/** The first place at which a text stops being JSON. */
export interface JsonSyntaxError {
  readonly offset: number;
  readonly message: string;
}

/** What may come next, in words, and the containers that are open. */
type Expected =
  | "a value"
  | "a value or ']'"
  | "a key in double quotes"
  | "a key in double quotes or '}'"
  | "':'"
  | "',' or '}'"
  | "',' or ']'"
  | "the end of the document";

const space = /[ \t\r\n]*/y;
const scalar =
  /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y;
const word = /[\p{L}\p{N}_$.+-]+|[\s\S]/uy;

/**
 * Says where and why a text is no JSON (RFC 8259), or undefined if it is. JSON.parse is the judge; its
 * messages differ between engines and often name no position, hence this. Iterative, so that no depth of
 * nesting can exhaust the stack.
 */
export function findSyntaxError(text: string): JsonSyntaxError | undefined {
  const open: { readonly bracket: "{" | "["; readonly offset: number }[] = [];
  let expected: Expected = "a value";
  let at = 0;

  const wrong = (): JsonSyntaxError => {
    if (at < text.length)
      return {
        offset: at,
        message: `expected ${expected}, found ${quoted(match(word, text, at), 20)}${hint(expected, text, at)}`,
      };
    const last = open.at(-1);
    const where =
      last === undefined
        ? ""
        : `; the ${last.bracket === "{" ? "object" : "array"} that begins in line ${lineOf(text, last.offset)} is not closed`;
    return {
      offset: at,
      message: `expected ${expected}, found the end of the document${where}`,
    };
  };
  const afterValue = (): Expected => {
    const last = open.at(-1);
    if (last === undefined) return "the end of the document";
    return last.bracket === "{" ? "',' or '}'" : "',' or ']'";
  };

  for (;;) {
    at += match(space, text, at).length;
    const character = text.charAt(at);
    if (expected === "the end of the document" && character === "")
      return undefined;
    const takesValue: boolean =
      expected === "a value" || expected === "a value or ']'";
    const takesKey: boolean =
      expected === "a key in double quotes" ||
      expected === "a key in double quotes or '}'";

    if (character === '"' && (takesValue || takesKey)) {
      const end = endOfString(text, at);
      if (typeof end !== "number") return end;
      at = end;
      expected = takesKey ? "':'" : afterValue();
    } else if (takesValue && (character === "{" || character === "[")) {
      open.push({ bracket: character, offset: at });
      at++;
      expected =
        character === "{" ? "a key in double quotes or '}'" : "a value or ']'";
    } else if (
      (character === "}" &&
        (expected === "',' or '}'" ||
          expected === "a key in double quotes or '}'")) ||
      (character === "]" &&
        (expected === "',' or ']'" || expected === "a value or ']'"))
    ) {
      open.pop();
      at++;
      expected = afterValue();
    } else if (
      character === "," &&
      (expected === "',' or '}'" || expected === "',' or ']'")
    ) {
      at++;
      expected =
        expected === "',' or '}'" ? "a key in double quotes" : "a value";
    } else if (character === ":" && expected === "':'") {
      at++;
      expected = "a value";
    } else if (takesValue && match(scalar, text, at) !== "") {
      at += match(scalar, text, at).length;
      expected = afterValue();
    } else return wrong();
  }
}

/** The offset behind the string that begins at `start`, or what is wrong with it. */
function endOfString(text: string, start: number): number | JsonSyntaxError {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) return at + 1;
    if (unit < 0x20)
      return {
        offset: at,
        message: `expected the end of the string that begins in line ${lineOf(text, start)}, found the control character ${quoted(text.charAt(at))}`,
      };
    if (unit !== 0x5c) continue;
    const escape = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
    const length = match(escape, text, at).length;
    if (length === 0)
      return {
        offset: at,
        message: `expected an escape sequence of JSON, found ${quoted(text.slice(at, at + 2))}`,
      };
    at += length - 1;
  }
  return {
    offset: text.length,
    message: `expected the end of the string that begins in line ${lineOf(text, start)}, found the end of the document`,
  };
}

/** What people write who know JavaScript better than JSON. */
function hint(expected: Expected, text: string, at: number): string {
  const next = text.slice(at, at + 2);
  if (next === "//" || next === "/*") return "; JSON has no comments";
  if (next.startsWith("'")) return "; JSON's strings stand in double quotes";
  if (next.startsWith("}") || next.startsWith("]"))
    return expected === "a key in double quotes" || expected === "a value"
      ? "; a comma before a closing bracket is not allowed"
      : "";
  return "";
}

function match(pattern: RegExp, text: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? "";
}

function lineOf(text: string, offset: number): number {
  let line = 1;
  for (const { index } of text.matchAll(/\r\n|\r|\n/g)) {
    if (index >= offset) break;
    line++;
  }
  return line;
}
