import { relative, resolve, sep } from "node:path";
import type { Lock } from "../write/lock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { toPinned } from "../write/pinnedDocument.js";
import { readLock } from "../write/readLock.js";

/** What the project's lock says of the documents that `fetch` has put there. */
export class FetchedDocuments {
  readonly #folder: string;
  readonly #sources: Lock["sources"];

  constructor(folder: string, { sources }: Pick<Lock, "sources">) {
    this.#folder = folder;
    this.#sources = sources;
  }

  /** @throws {BrokenLock} when the lock cannot be read */
  static of(folder: string): FetchedDocuments {
    return new FetchedDocuments(folder, readLock(new OutputFolder(folder)));
  }

  /** The hash of the document that was fetched to a place; undefined where none was. */
  hashOf(path: string): string | undefined {
    if (this.#sources.size === 0) return undefined;
    const place = relative(resolve(this.#folder), resolve(path));
    return this.#sources.get(place.replaceAll(sep, "/"))?.document;
  }

  /** Whether a document that was fetched is another now; how it is formatted does not count. */
  isChanged(path: string, text: string): boolean {
    const fetched = this.hashOf(path);
    if (fetched === undefined) return false;
    const pinned = toPinned(text);
    // What is no document at all is told when it is read.
    return pinned !== null && pinned.document.hash !== fetched;
  }
}
