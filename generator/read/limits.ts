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
  /** Milliseconds until a URL's whole answer must have arrived, with all attempts and the delays between them. */
  readonly timeoutMs: number;
  /** Milliseconds to wait for an answer's next byte. */
  readonly stallMs: number;
  /** How often a URL is asked when the server is busy or the connection breaks. */
  readonly attempts: number;
  /** Milliseconds before the second attempt; doubled for each further one. */
  readonly retryDelayMs: number;
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
  timeoutMs: 60_000,
  stallMs: 15_000,
  attempts: 4,
  retryDelayMs: 500,
  redirects: 5,
};
