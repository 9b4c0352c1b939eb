/** Every place of a document that holds text of its author's: each string, and each key. */

export interface Place {
  /** JSON pointer of the value, or of the member whose key it is. */
  readonly pointer: string;
  readonly isKey: boolean;
  /** The key, or the string, as it stands in the document. */
  readonly text: string;
  /** The other keys of the object whose key it is. */
  readonly siblings: readonly string[];
  /** The whole document with another text at this place. */
  readonly replace: (text: string) => unknown;
}

/** What has names of the document's own as keys. Any other key is one of the format's, or not known. */
const dictionaries =
  /\/(methods|parameters|properties|resources|schemas|scopes)$/;

/** Whether the text is the author's to choose, rather than a key of the format. */
export function isFree({ pointer, isKey }: Place): boolean {
  return !isKey || dictionaries.test(parentOf(pointer));
}

/** Whether a text at this place would be another key of the format's, and so another document altogether. */
export function isFormatKey(place: Place, text: string): boolean {
  return !isFree(place) && ["default", "enum"].includes(text);
}

/** Names that become one with another of the same object, or differ from it in what some file systems do not see. */
export function rivals(place: Place): readonly string[] {
  const [sibling] = place.siblings;
  if (!isFree(place) || sibling === undefined) return [];
  return [
    sibling.toUpperCase(),
    `${sibling}-`,
    `${sibling}\u200b`,
    `${sibling}_`,
    sibling.charAt(0).toUpperCase() + sibling.slice(1),
  ].filter((name) => !place.siblings.includes(name));
}

export function parentOf(pointer: string): string {
  return pointer.slice(0, pointer.lastIndexOf("/"));
}

export function escapePointer(key: string): string {
  return key.replaceAll("~", "~0").replaceAll("/", "~1");
}

export function* placesIn(value: unknown, pointer = ""): Generator<Place> {
  if (typeof value === "string") {
    yield {
      pointer,
      isKey: false,
      text: value,
      siblings: [],
      replace: (text) => text,
    };
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${escapePointer(key)}`;
    if (!Array.isArray(value))
      yield {
        pointer: at,
        isKey: true,
        text: key,
        siblings: Object.keys(value).filter((other) => other !== key),
        replace: (text) => withEntry(value, key, text, member),
      };
    for (const place of placesIn(member, at)) {
      yield {
        ...place,
        replace: (text) => withEntry(value, key, key, place.replace(text)),
      };
    }
  }
}

function withEntry(
  value: object,
  key: string,
  newKey: string,
  member: unknown,
): unknown {
  if (Array.isArray(value))
    return value.map((item: unknown, index) =>
      String(index) === key ? member : item,
    );
  return Object.fromEntries(
    Object.entries(value).map(([name, other]) =>
      name === key ? [newKey, member] : [name, other],
    ),
  );
}
