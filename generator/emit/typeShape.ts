/** What the layout of a type depends on, read off its text. */
export type TypeShape =
  /** Stands on one line, however long: prettier has nowhere to break it. */
  | { readonly kind: "solid" }
  | { readonly kind: "union"; readonly members: readonly string[] }
  /** `{ [key: string]: ... }`. */
  | { readonly kind: "map"; readonly value: string }
  /** A name with two type arguments or more. */
  | {
      readonly kind: "generic";
      readonly name: string;
      readonly arguments: readonly string[];
    }
  /** An array of some of several strings: `("a" | "b")[]`; `start` ends with the parenthesis. */
  | {
      readonly kind: "choices";
      readonly start: string;
      readonly choices: string;
    }
  /** `X & { a: string; b: string }`: what a method asks of its body beyond the body's type. */
  | {
      readonly kind: "demand";
      readonly base: string;
      readonly members: readonly string[];
    }
  /** Anything else. */
  | { readonly kind: "other" };

/** A name, one with a name for its only argument, or a string; arrays of these. */
const solid = /^(?:readonly )?(?:[\w$.]+(?:<[\w$.]+>)?|"[^"\\]*")(?:\[\])*$/;

const map = /^\{ \[key: string\]: ([^{}"]*) \}$/;

const choices = /^((?:readonly )?\()("[^"\\]*"(?: \| "[^"\\]*")+)\)\[\]$/;

const demand = /^([^ ]+) & \{ ([^"]*) \}$/;

/** @param type as the emitter writes it, on one line */
export function shapeOf(type: string): TypeShape {
  if (solid.test(type)) return { kind: "solid" };
  const [, base = "", demanded] = demand.exec(type) ?? [];
  if (demanded !== undefined && solid.test(base))
    return { kind: "demand", base, members: splitOutside(demanded, "; ") };
  const [, start, list] = choices.exec(type) ?? [];
  if (start !== undefined && list !== undefined)
    return { kind: "choices", start, choices: list };
  const members = splitOutside(type, " | ");
  if (members.length > 1) return { kind: "union", members };
  const [, value] = map.exec(type) ?? [];
  if (value !== undefined) return { kind: "map", value };
  const [, name, generic] = /^([\w$.]+)<(.*)>$/.exec(type) ?? [];
  const parts = generic === undefined ? [] : splitOutside(generic, ", ");
  return name !== undefined && parts.length > 1
    ? { kind: "generic", name, arguments: parts }
    : { kind: "other" };
}

/** Splits at a separator that stands neither in brackets nor in a string. */
function splitOutside(text: string, separator: " | " | ", " | "; "): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if (character === '"') {
      at = endOfString(text, at);
    } else if ("([{<".includes(character)) {
      depth++;
    } else if (")]}>".includes(character)) {
      depth--;
    } else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(start, at));
      start = at + separator.length;
      at = start - 1;
    }
  }
  return [...parts, text.slice(start)];
}

/** Where the string that begins at a quote ends. */
function endOfString(text: string, quote: number): number {
  let at = quote + 1;
  while (at < text.length && text[at] !== '"') at += text[at] === "\\" ? 2 : 1;
  return at;
}
