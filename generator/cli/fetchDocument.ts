import { canonicalJsonFile } from "../model/canonicalJson.js";
import { isApiId, isApiName } from "../read/apiId.js";
import { decodeText } from "../read/decodeText.js";
import { diagnose } from "../read/diagnose.js";
import type { Diagnostic } from "../read/diagnostic.js";
import { httpGet } from "../read/http/httpGet.js";
import type { DocumentSource } from "../read/input.js";
import type { LocatedApi } from "../read/inputApi.js";
import { shownUrl, toUrl } from "../read/inputUrl.js";
import type { Limits } from "../read/limits.js";
import { BrokenOverlay } from "../read/overlay.js";
import type { Problem } from "../read/problem.js";
import { readDocument, type ReadResult } from "../read/readDocument.js";
import type { LockedSource } from "../write/lock.js";
import {
  comparePinned,
  toPinned,
  type PinState,
} from "../write/pinnedDocument.js";
import { RefusedToWrite } from "../write/refusedToWrite.js";
import type { FetchPlan, FetchTarget } from "./fetchPlan.js";
import { loadOverlay } from "../project/loadDocuments.js";

/** How documents are fetched. */
export interface FetchSettings {
  readonly fetch: typeof fetch;
  readonly locate: (wanted: string) => Promise<LocatedApi | Problem>;
  readonly limits: Limits;
  readonly allowHosts: readonly string[];
  readonly force: boolean;
  readonly dryRun: boolean;
}

/** What came of one document. */
export type FetchOutcome =
  | {
      readonly status: PinState;
      readonly id: string;
      /** Relative to the project. */
      readonly document: string;
      /** The revision in its place before; undefined where there was none. "" is that of a document without one. */
      readonly from: string | undefined;
      /** The revision that the server has. */
      readonly to: string;
      /** What the lock is to say; undefined to leave that as it is. */
      readonly locked: LockedSource | undefined;
    }
  | { readonly status: "failed"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly status: "refused"; readonly message: string };

/** Fetches a document, checks it, and puts it in its place. Throws nothing for what servers and files are like. */
export async function fetchDocument(
  target: FetchTarget,
  plan: FetchPlan,
  settings: FetchSettings,
): Promise<FetchOutcome> {
  try {
    return await pin(target, plan, settings);
  } catch (error) {
    if (error instanceof RefusedToWrite || error instanceof BrokenOverlay)
      return { status: "refused", message: error.message };
    // A full disk, a folder that is read-only.
    if (error instanceof Error && "syscall" in error)
      return { status: "refused", message: error.message };
    throw error;
  }
}

async function pin(
  target: FetchTarget,
  { project, lock, folder }: FetchPlan,
  settings: FetchSettings,
): Promise<FetchOutcome> {
  const located = await locate(target.source, settings);
  if ("code" in located) return failed(target.source, located);
  const source = shownUrl(located.url.href);
  const inFolder = (id: string): string =>
    `${folder === "" ? "" : `${folder}/`}${id.replace(":", "-")}.json`;
  // A URL without a place tells by its document where that goes; what it gave last is in the lock.
  const known =
    target.document ??
    (located.id !== undefined
      ? inFolder(located.id)
      : [...lock.sources].find((entry) => entry[1].source === source)?.[0]);
  const locked = known === undefined ? undefined : lock.sources.get(known);
  const current = known === undefined ? null : project.read(known);
  const before = current === null ? undefined : toPinned(current)?.document;

  const isAsFetched =
    locked !== undefined &&
    locked.source === source &&
    locked.document === before?.hash;
  const answer = await httpGet(
    {
      url: located.url,
      namedHost: located.namedHost,
      headers: target.headers,
      etag: isAsFetched && !settings.force ? locked.etag : undefined,
    },
    settings.fetch,
    settings.limits,
  );
  if (answer.kind === "problem") return failed(source, answer.problem);
  if (answer.kind === "not-modified") {
    if (!locked || known === undefined)
      throw new Error("there is no ETag without a lock");
    const { id, revision } = locked;
    return {
      status: "unchanged",
      id,
      document: known,
      from: revision,
      to: revision,
      locked,
    };
  }

  const { bytes, etag } = answer;
  const result = await read(
    { name: source, bytes, ...(located.id && { api: located.id }) },
    target.overlay,
    settings.allowHosts,
  );
  if (!result.ok) return { status: "failed", diagnostics: result.diagnostics };
  const pinned = toPinned(decodeText(bytes).text);
  if (!pinned) throw new Error("a valid document has a name and a version");
  const { id, revision, hash } = pinned.document;
  const document =
    known ?? inFolder(`${result.document.name}:${result.document.version}`);
  const there = known === undefined ? project.read(document) : current;
  const status = comparePinned(
    document,
    there,
    lock.sources.get(document),
    pinned.document,
    settings.force,
  );
  if ((status === "new" || status === "updated") && !settings.dryRun)
    await project.write(document, canonicalJsonFile(pinned.value));
  const entry = { id, source, revision, document: hash };
  // Servers that are many may call one state by many names; the lock does not follow them from one to the next.
  const isLocked = isAsFetched && locked.document === hash;
  const name = isLocked ? (locked.etag ?? etag) : etag;
  return {
    status,
    id,
    document,
    from: there === null ? undefined : toPinned(there)?.document.revision,
    to: revision,
    locked:
      status === "kept"
        ? undefined
        : { ...entry, ...(name !== undefined && { etag: name }) },
  };
}

/** Where a document is: an API's by way of the directory, which also says whose it has to be. */
async function locate(
  source: string,
  settings: FetchSettings,
): Promise<
  (Omit<LocatedApi, "id"> & { readonly id: string | undefined }) | Problem
> {
  if (isApiId(source) || isApiName(source)) return settings.locate(source);
  const url = toUrl(source);
  return url instanceof URL
    ? { id: undefined, url, namedHost: url.hostname }
    : url;
}

/**
 * Reads a document as it is, or, if it has errors, as its overlay mends it. An overlay that no longer fits does not keep a
 * valid document out: `generate` tells of it, and by then the revision is there to look at.
 */
async function read(
  source: DocumentSource,
  overlayFile: string | undefined,
  allowHosts: readonly string[],
): Promise<ReadResult> {
  const result = await readDocument(source, { allowHosts });
  if (result.ok || overlayFile === undefined) return result;
  const overlay = await loadOverlay(overlayFile, 1);
  return readDocument(source, { allowHosts, ...(overlay && { overlay }) });
}

async function failed(name: string, problem: Problem): Promise<FetchOutcome> {
  return { status: "failed", diagnostics: await diagnose([problem], { name }) };
}
