/** How much is read before it is refused. */
export interface Limits {
  /** Bytes of one document. */
  readonly documentBytes: number;
  /** Members and items of all objects and arrays together. */
  readonly values: number;
  /** Levels of objects and arrays within each other. */
  readonly depth: number;
  /** Schemas of one document. */
  readonly schemas: number;
  /** UTF-16 units of a key or an id. */
  readonly nameLength: number;
  /** Milliseconds until a URL's whole answer must have arrived. */
  readonly timeoutMs: number;
  /** Redirects that are followed from a URL. */
  readonly redirects: number;
}

/** Far above every public document known: compute v1 has 5 MB, 1,067 schemas and 21 levels. */
export const defaultLimits: Limits = {
  documentBytes: 64 * 1024 * 1024,
  values: 1_000_000,
  depth: 100,
  schemas: 20_000,
  nameLength: 300,
  timeoutMs: 30_000,
  redirects: 5,
};
