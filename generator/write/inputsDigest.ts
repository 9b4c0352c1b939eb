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
}

/**
 * A digest for each of some documents that are generated in one way; while it stays the same, so do the files. It is of
 * bytes, so that nothing has to be parsed for it, but not of line ends, which version control changes.
 *
 * @param tool {@link toolDigest}
 * @param documents as they stand in their files. A selection must fit in one of them, so that it makes each depend on the
 *   others.
 */
export function inputsDigests(
  tool: string,
  documents: readonly Uint8Array[],
  { overlay, allowHosts, strict, selection }: InputOptions,
): readonly string[] {
  const hashes = documents.map(hashOfLines);
  const common = JSON.stringify([
    tool,
    overlay?.replaceAll("\r\n", "\n") ?? null,
    allowHosts,
    strict,
    selection
      ? [selection.include, selection.exclude, selection.schemas, hashes]
      : null,
  ]);
  return hashes.map(
    (hash) =>
      `sha256:${createHash("sha256").update(hash).update(common).digest("hex")}`,
  );
}

/** SHA-256 of bytes with LF at their line ends. */
export function hashOfLines(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const hash = createHash("sha256");
  if (!buffer.includes("\r\n")) return hash.update(buffer).digest("hex");
  let from = 0;
  for (
    let at = buffer.indexOf("\r\n");
    at !== -1;
    at = buffer.indexOf("\r\n", from)
  ) {
    hash.update(buffer.subarray(from, at));
    from = at + 1;
  }
  return hash.update(buffer.subarray(from)).digest("hex");
}
