import { documentCatalogue } from "./documentCatalogue.js";
import { inputCatalogue } from "./inputCatalogue.js";

export type { CatalogueEntry, Severity } from "./catalogueEntry.js";

/**
 * The catalogue of diagnostics: every problem that reading a document can report.
 *
 * A code is stable: scripts and CI configurations may name it. `docs/diagnostics.md` documents each one, and
 * a test holds that the two agree and that every code can be reached.
 */
export const catalogue = { ...inputCatalogue, ...documentCatalogue };

/** The name of a problem: a key of the {@link catalogue}. */
export type DiagnosticCode = keyof typeof catalogue;
