import { hash } from "node:crypto";

/** JSON with sorted keys and no white space, so that the order of keys in a document does not count (RFC 8785 in spirit). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(withSortedKeys(value));
}

/** Characters that a reader would not see, or see in another place (U+202E and its like). */
const invisible = /[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu;

/**
 * The same for people and version control: two spaces, LF, a final line end. Objects have sorted keys; arrays keep their
 * order, which counts. Control, format and bidirectional characters are escaped, so that a change shows as what it is.
 */
export function canonicalJsonFile(value: unknown): string {
  return `${escapeJson(JSON.stringify(withSortedKeys(value), null, 2))}\n`;
}

/** What runners of CI take for a command wherever it stands in a log; a line of JSON begins with none. See read/printable.ts. */
const commandMark = /(?<=#)#(?=[a-z]*\[)/gi;

/** JSON that goes to a terminal or a log: two spaces, escaped as {@link canonicalJsonFile}, and no command to a runner of CI. */
export function printedJson(value: unknown): string {
  return escapeJson(JSON.stringify(value, null, 2)).replace(
    commandMark,
    escaped,
  );
}

/** Escapes in a JSON text what `JSON.stringify` leaves as it is: the text says the same, and a reader sees what it says. */
export function escapeJson(text: string): string {
  return text.replace(invisible, escaped);
}

/** A copy; by the recursion and the sort that V8 does itself, which takes half the time of a replacer. */
function withSortedKeys(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withSortedKeys);
  const members = value as Readonly<Record<string, unknown>>;
  const sorted: Record<string, unknown> = {};
  // By code units.
  for (const key of Object.keys(members).sort()) {
    const member = withSortedKeys(members[key]);
    if (key !== "__proto__") sorted[key] = member;
    else
      Object.defineProperty(sorted, key, { value: member, enumerable: true });
  }
  return sorted;
}

/** As JSON escapes: a code point beyond the first plane is two. */
function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) =>
      `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

/** `sha256:` and 64 hexadecimal digits. */
export function sha256(text: string): string {
  return `sha256:${hash("sha256", text, "hex")}`;
}
