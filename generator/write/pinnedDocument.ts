import { canonicalJson, sha256 } from "../model/canonicalJson.js";
import type { LockedSource } from "./lock.js";
import { RefusedToWrite } from "./refusedToWrite.js";

/** What is known of a Discovery document without reading it in full. */
export interface PinnedDocument {
  readonly id: string;
  /** "" where it has none. */
  readonly revision: string;
  /** SHA-256 of its canonical JSON, without what {@link toPinned} drops. */
  readonly hash: string;
}

/**
 * What a fetched document is to the one in its place:
 * - `new`: there is none;
 * - `updated`: it says something else, and takes its place;
 * - `unchanged`: it says the same, whatever the order of its keys, its white space and its line ends;
 * - `kept`: it is older, and the one in its place stays.
 */
export type PinState = "new" | "updated" | "unchanged" | "kept";

/**
 * A document as it is pinned: all of it but `etag`, which is that of one answer of one server and no part of the API.
 * Null for a text that is no Discovery document.
 */
export function toPinned(
  text: string,
): { readonly value: unknown; readonly document: PinnedDocument } | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed))
    return null;
  const { etag: _etag, ...value } = parsed as Readonly<Record<string, unknown>>;
  const { id, name, version, revision } = value;
  if (typeof name !== "string" || typeof version !== "string") return null;
  // Many a file has a name and a version; a package.json must not be taken for a document and replaced.
  const hasApi = ["rootUrl", "baseUrl", "basePath"].some((key) => key in value);
  if (!hasApi && value["kind"] !== "discovery#restDescription") return null;
  return {
    value,
    document: {
      // Documents of the oldest kind have no id.
      id: typeof id === "string" ? id : `${name}:${version}`,
      revision: typeof revision === "string" ? revision : "",
      hash: sha256(canonicalJson(value)),
    },
  };
}

/**
 * Compares a fetched document with the text in its place.
 *
 * @param path how messages call the place
 * @param locked what was fetched there last
 * @throws {RefusedToWrite} where something would be lost, unless `force` is given: what is no Discovery document, another
 *   API's, or one that was edited since it was fetched
 */
export function comparePinned(
  path: string,
  current: string | null,
  locked: LockedSource | undefined,
  fetched: PinnedDocument,
  force: boolean,
): PinState {
  if (current === null) return "new";
  const before = toPinned(current)?.document;
  if (before?.hash === fetched.hash) return "unchanged";
  if (force) return "updated";
  if (before === undefined)
    throw new RefusedToWrite(
      `${path} is no Discovery document; --force puts one in its place`,
    );
  if (before.id !== fetched.id)
    throw new RefusedToWrite(
      `${path} is the document of ${before.id}, and this is that of ${fetched.id}; --force puts it in its place`,
    );
  if (isOlder(fetched.revision, before.revision)) return "kept";
  if (locked !== undefined && locked.document !== before.hash)
    throw new RefusedToWrite(
      `${path} was changed since it was fetched; put your changes into an overlay, then fetch with --force`,
    );
  return "updated";
}

/**
 * Whether a revision is before another. Google's servers take days to agree on a new one and give the old one at times
 * (googleapis/google-api-go-client#472). Only dates can be compared: one that has none, or another kind of number, is not
 * older (googleapis/discovery-artifact-manager#86).
 */
function isOlder(revision: string, than: string): boolean {
  const isDate = (text: string): boolean => /^\d{8}$/.test(text);
  return isDate(revision) && isDate(than) && revision < than;
}
