/** A place in a document, as a chain of keys up to the root; `undefined` is the root itself. */
export interface Place {
  readonly parent: Place | undefined;
  readonly key: string | number;
}

/** The place of a member of `parent`, or of a member's member. */
export function placeOf(
  parent: Place | undefined,
  ...keys: readonly [string | number, ...(string | number)[]]
): Place {
  let place: Place = { parent, key: keys[0] };
  for (let index = 1; index < keys.length; index++)
    place = { parent: place, key: keys[index] ?? "" };
  return place;
}

/** The keys from the root to the place. */
export function segmentsOf(place: Place | undefined): (string | number)[] {
  const segments: (string | number)[] = [];
  for (let at = place; at !== undefined; at = at.parent) segments.push(at.key);
  return segments.reverse();
}

/** The JSON pointer of a place (RFC 6901, section 3). */
export function pointerOf(place: Place | undefined): string {
  return segmentsOf(place)
    .map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

/** The place that a JSON pointer names. */
export function placeOfPointer(pointer: string): Place | undefined {
  let place: Place | undefined;
  for (const segment of pointer.split("/").slice(1))
    place = {
      parent: place,
      key: segment.replaceAll("~1", "/").replaceAll("~0", "~"),
    };
  return place;
}
