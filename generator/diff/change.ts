import { catalogue, type ChangeCode } from "./catalogue.js";
import type { CatalogueEntry } from "./catalogueEntry.js";
import type { Audience, Change, Level, Place, Reach } from "./report.js";

/** What is to be said of a change beyond its code and place. */
export interface ChangeParts {
  readonly old?: string;
  readonly new?: string;
  /** Whether it breaks callers on the wire; not, where this is absent. */
  readonly wire?: boolean;
  readonly typescript?: boolean;
  /** Whether it breaks nobody and is one of texts alone; as the catalogue says, where this is absent. */
  readonly isDocs?: boolean;
  readonly methods?: Reach | null;
}

/**
 * A change as the catalogue knows it.
 *
 * @throws {RangeError} as {@link reasonOf}
 */
export function change(
  code: ChangeCode,
  where: Place,
  parts: ChangeParts = {},
): Change {
  const entry: CatalogueEntry = catalogue[code];
  const breaks: Audience[] = [
    ...(parts.wire ? ["wire" as const] : []),
    ...(parts.typescript ? ["typescript" as const] : []),
  ];
  const isDocs = parts.isDocs ?? entry.isDocs === true;
  const level: Level =
    breaks.length > 0 ? "breaking" : isDocs ? "docs" : "compatible";
  return {
    code,
    level,
    breaks,
    where,
    old: parts.old ?? "",
    new: parts.new ?? "",
    why: [...new Set(breaks.map((audience) => reasonOf(code, audience)))].join(
      " ",
    ),
    methods: parts.methods ?? null,
  };
}

/**
 * What becomes of somebody whom a change breaks.
 *
 * @throws {RangeError} for an audience that such a change cannot break: a fault of the comparison
 */
export function reasonOf(code: ChangeCode, audience: Audience): string {
  const { [audience]: text }: CatalogueEntry = catalogue[code];
  if (text === undefined)
    throw new RangeError(`${code} is not known to break the ${audience}`);
  return text;
}
