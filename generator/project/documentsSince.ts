import { readFile } from "node:fs/promises";
import { dirname, resolve, sep } from "node:path";
import type { Diagnostic } from "../read/diagnostic.js";
import { environmentFetch } from "../read/http/environmentFetch.js";
import { resolveInputs } from "../read/input.js";
import { findConfig } from "./config.js";
import { GitRevision } from "./gitRevision.js";
import { configuredJobs, type Job } from "./jobs.js";
import { PastDocuments, sideOf, type DocumentSide } from "./pastDocuments.js";
import { UsageError } from "./usageError.js";

/** The documents of a project, held against those that it had. */
export interface DocumentsSince {
  /** Those that both sides have: under one path, or where one has moved, of one API. */
  readonly pairs: readonly {
    readonly old: DocumentSide;
    readonly next: DocumentSide;
    /** How the new one is rendered. */
    readonly job: Job;
  }[];
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Why it is not known what was removed: the revision's configuration is broken. */
  readonly problem: string | undefined;
  /** Why documents could not be read. */
  readonly unread: readonly Diagnostic[];
}

/**
 * The documents that the configuration names, and those that it named in a git revision.
 *
 * @throws {UsageError} where there is no configuration, no git or no such revision
 */
export async function documentsSince({
  cwd = ".",
  since,
  allowHosts,
}: {
  readonly cwd?: string | undefined;
  readonly since: string;
  readonly allowHosts?: readonly string[] | undefined;
}): Promise<DocumentsSince> {
  const config = await findConfig(cwd);
  if (config === null)
    throw new UsageError(
      "name two revisions: there is no discovery-codegen.json here that says which documents are meant",
    );
  const revision = await GitRevision.of(since, dirname(config.file));
  const past = await PastDocuments.of(config, since, revision);
  const pairs: DocumentsSince["pairs"][number][] = [];
  const unpaired: { readonly next: DocumentSide; readonly job: Job }[] = [];
  const unread: Diagnostic[] = [];
  for (const job of configuredJobs(config, { allowHosts }).jobs) {
    const { sources, diagnostics } = await resolveInputs(job.inputs, {
      // Opened when it is read: few inputs are.
      get stdin() {
        return process.stdin;
      },
      fetch: environmentFetch,
    });
    unread.push(
      ...diagnostics.filter((diagnostic) => !isGone(diagnostic, past)),
    );
    for (const { name, bytes } of sources) {
      const next = await sideOf(name, bytes, job, readFile);
      const old = await past.take(name, job);
      if (old) pairs.push({ old, next, job });
      else unpaired.push({ next, job });
    }
  }
  const added: string[] = [];
  for (const { next, job } of unpaired) {
    const old = await past.takeMoved(next, job);
    if (old) pairs.push({ old, next, job });
    else added.push(next.path);
  }
  return {
    pairs,
    added,
    removed: past.left(),
    problem: past.problem,
    unread,
  };
}

/** Whether an input is not there that was: that is told as documents that are gone. */
function isGone({ code, location }: Diagnostic, past: PastDocuments): boolean {
  if (code !== "input-not-found" && code !== "input-no-documents") return false;
  const place = resolve(location.file);
  return past
    .left()
    .map((path) => resolve(path))
    .some((path) => path === place || path.startsWith(place + sep));
}
