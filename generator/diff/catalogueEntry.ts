/** What the catalogue knows of a code. */
export interface CatalogueEntry {
  readonly title: string;
  /** What becomes of callers on the wire where the change breaks them; absent where it never does. */
  readonly wire?: string;
  /** The same of TypeScript callers. */
  readonly typescript?: string;
  /** Whether a change that breaks nobody is one of texts alone. */
  readonly isDocs?: true;
}
