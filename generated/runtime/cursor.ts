// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/** A place in what a method lists, between two of its items. */
export interface Position {
  /** The token of the page that is next; undefined for the first. */
  readonly pageToken: string | undefined;
  /** How many of that page's items lie behind it. */
  readonly taken: number;
}

/** Writes a position down, so that it can be stored. What is in the text is nobody else's affair. */
export function writeCursor(
  methodId: string,
  { pageToken, taken }: Position,
): string {
  return JSON.stringify([methodId, pageToken ?? "", taken]);
}

/**
 * Reads a position.
 *
 * @throws TypeError if the text was not written by {@link writeCursor}, or for another method.
 */
export function readCursor(methodId: string, cursor: string): Position {
  let parts: unknown;
  try {
    parts = JSON.parse(cursor);
  } catch {
    // Said below.
  }
  const [id, pageToken, taken, ...more] = (
    Array.isArray(parts) ? parts : []
  ) as readonly unknown[];
  if (
    typeof id !== "string" ||
    typeof pageToken !== "string" ||
    !Number.isSafeInteger(taken) ||
    (taken as number) < 0 ||
    more.length
  )
    throw new TypeError(`${methodId}: the cursor is none`);
  if (id !== methodId)
    throw new TypeError(`${methodId}: the cursor is one of ${id}`);
  return { pageToken: pageToken || undefined, taken: taken as number };
}
