import { diff as diffRevisions } from "../diff/diff.js";
import type { DiffReport } from "../diff/report.js";
import { resolveWithGit } from "./gitInput.js";
import { loadDocuments } from "./loadDocuments.js";
import { pathFrom, toSelection, type DocumentOptions } from "./options.js";
import { UsageError } from "./usageError.js";

/** What of two revisions is compared. */
export type DiffOptions = Omit<DocumentOptions, "inputs">;

/**
 * What changed between two revisions of an API, and whom it breaks, as the command `diff` tells it.
 *
 * @param old a file, `REV:PATH` in git, an API id, a URL, or `-` for standard input
 * @param next the same
 * @throws {UsageError} when one of them is no single document
 * @throws {DocumentsRefused} when a document has errors or cannot be read
 */
export async function diff(
  old: string,
  next: string,
  options: DiffOptions = {},
): Promise<DiffReport> {
  const { cwd, overlay, allowHosts = [] } = options;
  if (old === "-" && next === "-")
    throw new UsageError("only one of the two can be standard input");
  const selection = toSelection(options);
  const { documents } = await loadDocuments(
    [old, next].map((input) => ({
      inputs: [input],
      allowHosts,
      overlay: overlay && pathFrom(cwd, overlay),
      selection: undefined,
    })),
    options,
    { resolve: (inputs, env) => resolveWithGit(inputs, env, cwd) },
  );
  const [before, after, ...others] = documents;
  if (!before || !after || others.length > 0)
    throw new UsageError(
      `diff compares two documents; a folder with ${documents.length - 1} cannot be one of them`,
    );
  return diffRevisions(before, after, selection ? { selection } : {});
}
