import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import type { Diagnostic } from "../read/diagnostic.js";
import { environmentFetch } from "../read/http/environmentFetch.js";
import { resolveInputs } from "../read/input.js";
import { findConfig, parseConfig, type Config } from "./config.js";
import { GitRevision } from "./gitRevision.js";
import { configuredJobs, type Job } from "./jobs.js";
import { UsageError } from "./usageError.js";

/** A document on one side of a comparison. */
export interface DocumentSide {
  readonly path: string;
  readonly bytes: Uint8Array;
  /** The JSON Patch that mends it. */
  readonly overlay:
    { readonly path: string; readonly bytes: Uint8Array } | undefined;
}

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
  /** Why documents could not be read. */
  readonly unread: readonly Diagnostic[];
}

/**
 * The documents that the configuration names, and those that it named in a git revision.
 *
 * @throws {UsageError} where there is no configuration, no git or no such revision, or the configuration is broken in it
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
  const { jobs } = configuredJobs(config, { allowHosts });
  const revision = await GitRevision.of(since, dirname(config.file));
  const past = await pastJobs(config, since, revision);

  const gone = new Map(past);
  const pairs: DocumentsSince["pairs"][number][] = [];
  const unpaired: { readonly next: DocumentSide; readonly job: Job }[] = [];
  const unread: Diagnostic[] = [];
  for (const job of jobs) {
    const { sources, diagnostics } = await resolveInputs(job.inputs, {
      stdin: process.stdin,
      fetch: environmentFetch,
    });
    // One that was there is told as what is gone.
    unread.push(
      ...diagnostics.filter(
        ({ code, location }) =>
          code !== "input-not-found" || !past.has(location.file),
      ),
    );
    for (const { name, bytes } of sources) {
      const next = await sideOf(name, bytes, job, readFile);
      const old = await pastSide(revision, name, past.get(name) ?? job);
      gone.delete(name);
      if (old) pairs.push({ old, next, job });
      else unpaired.push({ next, job });
    }
  }
  const added: string[] = [];
  for (const { next, job } of unpaired) {
    const moved = await findApi(idOf(next.bytes), gone, revision);
    if (!moved) {
      added.push(next.path);
      continue;
    }
    gone.delete(moved.path);
    pairs.push({ old: moved, next, job });
  }
  return {
    pairs,
    added,
    removed: [...gone.keys()],
    unread,
  };
}

/** What the configuration of a revision says, by document; nothing where it has none. */
async function pastJobs(
  { file }: Config,
  since: string,
  revision: GitRevision,
): Promise<ReadonlyMap<string, Job>> {
  const bytes = await revision.read(file);
  const found = new Map<string, Job>();
  if (!bytes) return found;
  const text = new TextDecoder().decode(bytes);
  const config = await parseConfig(`${since}:${file}`, text);
  for (const job of configuredJobs({ ...config, file }, {}).jobs)
    for (const input of job.inputs)
      for (const path of await revision.documents(input)) found.set(path, job);
  return found;
}

async function pastSide(
  revision: GitRevision,
  path: string,
  job: Job,
): Promise<DocumentSide | undefined> {
  const bytes = await revision.read(path);
  return bytes && sideOf(path, bytes, job, (file) => revision.read(file));
}

async function sideOf(
  path: string,
  bytes: Uint8Array,
  { overlay: file }: Job,
  read: (path: string) => Promise<Uint8Array | undefined>,
): Promise<DocumentSide> {
  const patch = file === undefined ? undefined : await read(file);
  return {
    path,
    bytes,
    overlay:
      file !== undefined && patch ? { path: file, bytes: patch } : undefined,
  };
}

/** The document of an API among those that are gone. */
async function findApi(
  id: string | undefined,
  gone: ReadonlyMap<string, Job>,
  revision: GitRevision,
): Promise<DocumentSide | undefined> {
  if (id === undefined) return undefined;
  for (const [path, job] of gone) {
    const side = await pastSide(revision, path, job);
    if (side && idOf(side.bytes) === id) return side;
  }
  return undefined;
}

/** What a document says that it is; undefined for one that is broken, which is told where it is read. */
function idOf(bytes: Uint8Array): string | undefined {
  try {
    const { id } = JSON.parse(new TextDecoder().decode(bytes)) as {
      readonly id?: unknown;
    };
    return typeof id === "string" ? id : undefined;
  } catch {
    return undefined;
  }
}
