import { createHash } from "node:crypto";

/** What documents are generated with. */
export interface InputOptions {
  /** The text of a JSON Patch that is applied to the document. */
  readonly overlay: string | undefined;
  /** Hosts outside googleapis.com that it may name. */
  readonly allowHosts: readonly string[];
  /** Whether its quirks are errors. */
  readonly strict: boolean;
  /** What is wanted of its API. */
  readonly selection:
    | {
        readonly include: readonly string[];
        readonly exclude: readonly string[];
        readonly schemas: readonly string[];
      }
    | undefined;
  /** What its reference is written as, if it is. */
  readonly docs?: readonly string[] | undefined;
  /** Whether users' compilers check the inside of the client. */
  readonly typeCheck?: boolean | undefined;
}

/**
 * What counts of a document.
 *
 * @param hash {@link fileHash}
 * @param fetched the hash that the lock has of it, if it was fetched: whether it still is that is found out when it is read
 */
export function documentDigest(
  hash: string,
  fetched: string | undefined,
): string {
  return fetched === undefined ? hash : `${hash} ${fetched}`;
}

/**
 * A digest for each of some documents that are generated in one way; while it stays the same, so do the files. It is of
 * bytes, so that nothing has to be parsed for it, but not of line ends, which version control changes.
 *
 * @param tool {@link toolDigest}
 * @param documents {@link documentDigest} of each. A selection must fit in one of them, so that it makes each depend on the others
 */
export function inputsDigests(
  tool: string,
  documents: readonly string[],
  {
    overlay,
    allowHosts,
    strict,
    selection,
    docs = [],
    typeCheck = false,
  }: InputOptions,
): readonly string[] {
  const common = JSON.stringify([
    tool,
    overlay?.replaceAll("\r\n", "\n") ?? null,
    allowHosts,
    strict,
    selection
      ? [selection.include, selection.exclude, selection.schemas, documents]
      : null,
    [...docs].sort(),
    typeCheck,
  ]);
  return documents.map(
    (hash) =>
      `sha256:${createHash("sha256").update(hash).update(common).digest("hex")}`,
  );
}
