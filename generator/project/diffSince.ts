import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { diff as diffRevisions } from "../diff/diff.js";
import type { DiffReport } from "../diff/report.js";
import type { Diagnostic } from "../read/diagnostic.js";
import { documentFiles } from "../read/inputFolder.js";
import { parseOverlay } from "../read/overlay.js";
import { readDocument } from "../read/readDocument.js";
import { findConfig } from "./config.js";
import { GitRevision } from "./gitRevision.js";
import { toJobs } from "./jobs.js";
import { DocumentsRefused } from "./loadDocuments.js";
import type { DocumentOptions } from "./options.js";
import { UsageError } from "./usageError.js";

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
  const { cwd = ".", since = "HEAD", strict = false } = options;
  const config = await findConfig(cwd);
  if (config === null)
    throw new UsageError(
      "name two revisions: there is no discovery-codegen.json here that says which documents are meant",
    );
  const { jobs } = await toJobs({ cwd, allowHosts: options.allowHosts });
  const revision = await GitRevision.of(since, dirname(config.file));
  const reports: DiffReport[] = [];
  const added: string[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { inputs, overlay, allowHosts, selection } of jobs) {
    const patches =
      overlay === undefined
        ? []
        : [await revision.read(overlay), await readFile(overlay)];
    for (const path of inputs.flatMap((input) => documentFiles(input).files)) {
      const texts = [await revision.read(path), await readFile(path)];
      const [old] = texts;
      if (!old) {
        added.push(path);
        continue;
      }
      if (isSame(texts) && isSame(patches)) continue;
      const read = async (side: 0 | 1, revisionName: string) => {
        const name = revisionName + path;
        const patch = patches[side];
        const result = await readDocument(
          { name, bytes: texts[side] ?? new Uint8Array() },
          {
            allowHosts,
            strict,
            ...(patch && {
              overlay: parseOverlay(
                `${revisionName}${overlay}`,
                new TextDecoder().decode(patch),
              ),
            }),
          },
        );
        diagnostics.push(...result.diagnostics);
        return result.ok ? result.document : undefined;
      };
      const before = await read(0, `${since}:`);
      const after = await read(1, "");
      if (before && after)
        reports.push(
          diffRevisions(before, after, selection ? { selection } : {}),
        );
    }
  }
  options.onDiagnostics?.(diagnostics);
  if (diagnostics.some(({ severity }) => severity === "error"))
    throw new DocumentsRefused(diagnostics);
  return { reports, added };
}

function isSame([one, other]: readonly (Uint8Array | undefined)[]): boolean {
  return one === undefined || other === undefined
    ? one === other
    : Buffer.compare(one, other) === 0;
}
