/** A place in the reference: a page, without the ending of its file, and an anchor on it. */
export interface Target {
  /** `index`, `resources/files`, `schemas/f`. */
  readonly page: string;
  /** Empty for the page itself. */
  readonly anchor: string;
}

/** Joins the names on the way to something into its anchor, the same in every revision: `list.pageSize`, `Operation.error`. */
export function anchorOf(...names: readonly string[]): string {
  return names.map(anchorPart).join(".");
}

/** Letters, digits, `_`, `-` and `$` stay; all else is its code point between tildes, so that no two names are alike. */
function anchorPart(name: string): string {
  return name.replaceAll(
    /[^\w$-]/gu,
    (character) => `~${(character.codePointAt(0) ?? 0).toString(16)}~`,
  );
}

/**
 * How a page links to a place.
 *
 * @param from the page that has the link
 * @param ending of the files: `.html`, `.md`
 */
export function relativeLink(
  from: string,
  { page, anchor }: Target,
  ending: string,
): string {
  const hash = anchor === "" ? "" : `#${anchor}`;
  if (page === from && hash !== "") return hash;
  return `${toRoot(from)}${page}${ending}${hash}`;
}

/** The way from a page to the folder of them all: nothing, or `../`. */
export function toRoot(page: string): string {
  return "../".repeat(page.split("/").length - 1);
}
