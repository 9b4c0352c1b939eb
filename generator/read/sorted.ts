import type { Dictionary } from "./restDescription.js";

/** Code unit order: the same on every machine and in every locale. */
export function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The entries of a dictionary of the document in code unit order, so that the key order of the input never shows. */
export function sortedEntries<T>(
  dictionary: Dictionary<T> | undefined,
): [string, T][] {
  return Object.entries(dictionary ?? {}).sort(([a], [b]) => byCodeUnit(a, b));
}
