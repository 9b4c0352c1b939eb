import { apiCatalogue, methodCatalogue } from "./methodCatalogue.js";
import type { CatalogueEntry } from "./catalogueEntry.js";
import { typeCatalogue, valueCatalogue } from "./typeCatalogue.js";

/**
 * The catalogue of changes: every difference that two revisions can have. A code is stable, since scripts may name it.
 * `docs/diff.md` documents each one, and a test holds that the two agree and that every code can be reached.
 */
export const catalogue = {
  ...apiCatalogue,
  ...methodCatalogue,
  ...valueCatalogue,
  ...typeCatalogue,
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** The name of a change: a key of the {@link catalogue}. */
export type ChangeCode = keyof typeof catalogue;
