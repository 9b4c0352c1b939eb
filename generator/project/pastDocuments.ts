import { resolve } from "node:path";
import { parseConfig, type Config } from "./config.js";
import type { GitRevision } from "./gitRevision.js";
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

/** A document that the configuration of a git revision names, and the entries that do. */
interface PastDocument {
  readonly path: string;
  readonly jobs: Job[];
}

/** The documents of a git revision, from which those are taken that are still there. */
export class PastDocuments {
  readonly #revision: GitRevision;
  /** By their absolute paths, since a configuration may name one in several ways. */
  readonly #named: ReadonlyMap<string, PastDocument>;
  readonly #left: Map<string, PastDocument>;
  /** Where those were that are now under another path: absolute paths, new to old. */
  readonly #moves = new Map<string, PastDocument>();
  #leftById:
    Map<string, { document: PastDocument; bytes: Uint8Array }[]> | undefined;
  /** Why it is not known which documents the revision's configuration names. */
  readonly problem: string | undefined;

  private constructor(
    revision: GitRevision,
    named: ReadonlyMap<string, PastDocument>,
    problem?: string,
  ) {
    this.#revision = revision;
    this.#named = named;
    this.#left = new Map(named);
    this.problem = problem;
  }

  /** What the configuration names in a revision; nothing where it is not there, or broken. */
  static async of(
    { file }: Config,
    since: string,
    revision: GitRevision,
  ): Promise<PastDocuments> {
    const bytes = await revision.read(file);
    const named = new Map<string, PastDocument>();
    if (!bytes) return new PastDocuments(revision, named);
    try {
      const text = new TextDecoder().decode(bytes);
      const config = await parseConfig(`${since}:${file}`, text);
      for (const job of configuredJobs({ ...config, file }, {}).jobs)
        for (const input of job.inputs)
          for (const path of await revision.documents(input)) {
            const known = named.get(resolve(path));
            if (known) known.jobs.push(job);
            else named.set(resolve(path), { path, jobs: [job] });
          }
      return new PastDocuments(revision, named);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return new PastDocuments(revision, new Map(), error.message);
    }
  }

  /** Paths of the documents that the revision's configuration names and that have not been taken. */
  left(): readonly string[] {
    return [...this.#left.values()].map(({ path }) => path);
  }

  /**
   * The document that the revision has under a path, whether its configuration names it or not.
   *
   * @param job how it is rendered now
   */
  async take(path: string, job: Job): Promise<DocumentSide | undefined> {
    const bytes = await this.#revision.read(path);
    if (!bytes) return undefined;
    this.#left.delete(resolve(path));
    const { jobs = [] } = this.#named.get(resolve(path)) ?? {};
    return this.#side(path, bytes, jobs, job);
  }

  /** The document of the same API among those that are left, when all have been taken that are where they were. */
  async takeMoved(
    next: DocumentSide,
    job: Job,
  ): Promise<DocumentSide | undefined> {
    const id = idOf(next.bytes);
    if (id === undefined) return undefined;
    const place = resolve(next.path);
    const candidates = (await this.#byId()).get(id) ?? [];
    const isLeft = ({ path }: PastDocument): boolean =>
      this.#left.has(resolve(path));
    const found =
      candidates.find(({ document }) => this.#moves.get(place) === document) ??
      candidates.find(
        ({ document, bytes }) =>
          isLeft(document) && Buffer.compare(bytes, next.bytes) === 0,
      ) ??
      candidates.find(({ document }) => isLeft(document));
    if (!found) return undefined;
    const { document, bytes } = found;
    this.#left.delete(resolve(document.path));
    this.#moves.set(place, document);
    return this.#side(document.path, bytes, document.jobs, job);
  }

  async #byId(): Promise<
    ReadonlyMap<
      string,
      readonly { document: PastDocument; bytes: Uint8Array }[]
    >
  > {
    if (this.#leftById) return this.#leftById;
    this.#leftById = new Map();
    for (const document of this.#left.values()) {
      const bytes = await this.#revision.read(document.path);
      const id = bytes && idOf(bytes);
      if (!bytes || id === undefined) continue;
      const same = this.#leftById.get(id) ?? [];
      this.#leftById.set(id, [...same, { document, bytes }]);
    }
    return this.#leftById;
  }

  /** With the overlay of its entry then: that of the same output folder, or else of the same overlay, or the first. */
  #side(
    path: string,
    bytes: Uint8Array,
    jobs: readonly Job[],
    job: Job,
  ): Promise<DocumentSide> {
    const then =
      jobs.find(({ out }) => out === job.out) ??
      jobs.find(({ overlay }) => overlay === job.overlay) ??
      jobs[0] ??
      job;
    return sideOf(path, bytes, then, (file) => this.#revision.read(file));
  }
}

/**
 * A document with the overlay of its entry.
 *
 * @param read gives an overlay's bytes
 */
export async function sideOf(
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
