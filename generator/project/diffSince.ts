import { diff as diffRevisions } from "../diff/diff.js";
import type { DiffReport } from "../diff/report.js";
import type { Diagnostic } from "../read/diagnostic.js";
import { parseOverlay } from "../read/overlay.js";
import { readDocument } from "../read/readDocument.js";
import type { RestDescription } from "../read/restDescription.js";
import { DocumentsRefused } from "./loadDocuments.js";
import type { DocumentOptions } from "./options.js";
import type { DocumentSide } from "./pastDocuments.js";
import { documentsSince } from "./documentsSince.js";

/** What of a project is compared with what it was. */
export interface DiffSinceOptions extends Pick<
  DocumentOptions,
  "cwd" | "allowHosts" | "strict" | "onDiagnostics"
> {
  /** A git revision; `HEAD` unless given. */
  readonly since?: string | undefined;
}

/** What became of the documents. */
export interface DiffSinceReport {
  /** Of those that are not the same. */
  readonly reports: readonly DiffReport[];
  /** Those that the revision does not have. */
  readonly added: readonly string[];
  /**
   * Those that the revision's configuration has, and that are deleted or no longer in the configuration: whoever uses such a
   * client has none.
   */
  readonly removed: readonly string[];
  /** Why it is not known what was removed: the revision's configuration is broken. Absent where it is known. */
  readonly problem?: string;
}

/**
 * What changed in the documents of the configuration since a git revision, as the command `diff` tells it without names: of each
 * what its entry selects, so that what is not vendored does not count, and on both sides as the overlay of that side mends it.
 *
 * @throws {UsageError} where there is no configuration, no git or no such revision
 * @throws {DocumentsRefused} when a document has errors or cannot be read
 */
export async function diffSince(
  options: DiffSinceOptions = {},
): Promise<DiffSinceReport> {
  const { since = "HEAD", strict = false } = options;
  const { pairs, added, removed, problem, unread } = await documentsSince({
    ...options,
    since,
  });
  const diagnostics: Diagnostic[] = [...unread];
  const read = async (
    { path, bytes, overlay }: DocumentSide,
    allowHosts: readonly string[],
    revisionName: string,
  ): Promise<RestDescription | undefined> => {
    const result = await readDocument(
      { name: revisionName + path, bytes },
      {
        allowHosts,
        strict,
        ...(overlay && {
          overlay: parseOverlay(
            revisionName + overlay.path,
            new TextDecoder().decode(overlay.bytes),
          ),
        }),
      },
    );
    diagnostics.push(...result.diagnostics);
    return result.ok ? result.document : undefined;
  };
  const reports: DiffReport[] = [];
  for (const { old, next, job } of pairs) {
    if (
      isSame(old.bytes, next.bytes) &&
      isSame(old.overlay?.bytes, next.overlay?.bytes)
    )
      continue;
    const { allowHosts, selection } = job;
    const before = await read(old, allowHosts, `${since}:`);
    const after = await read(next, allowHosts, "");
    if (before && after)
      reports.push(
        diffRevisions(before, after, selection ? { selection } : {}),
      );
  }
  options.onDiagnostics?.(diagnostics);
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new DocumentsRefused(diagnostics);
  return { reports, added, removed, ...(problem !== undefined && { problem }) };
}

function isSame(
  one: Uint8Array | undefined,
  other: Uint8Array | undefined,
): boolean {
  return one === undefined || other === undefined
    ? one === other
    : Buffer.compare(one, other) === 0;
}
