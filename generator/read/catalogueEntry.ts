/** How bad it is. Only an error keeps a document from being used. */
export type Severity = "error" | "warning" | "note";

/** What the catalogue knows of a code. */
export interface CatalogueEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}
