import { resolve } from "node:path";
import { decodeText } from "../read/decodeText.js";
import type { DocumentSource } from "../read/input.js";
import { bytesHash } from "../write/fileHash.js";
import { documentDigest, inputsDigests } from "../write/inputsDigest.js";
import { findKeptApi, type KeptApi } from "../write/keptApi.js";
import type { Lock } from "../write/lock.js";
import { fileDigests, type FileDigests } from "../write/updateLock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { readLock } from "../write/readLock.js";
import type { FetchedDocuments } from "./fetchedDocuments.js";
import type { Job } from "./jobs.js";
import type { Sieve } from "./loadDocuments.js";
import { defaults, type DocumentOptions } from "./options.js";

interface Output {
  readonly folder: OutputFolder;
  readonly lock: Lock;
  readonly digests: FileDigests;
  readonly kept: KeptApi[];
}

/** Sifts out documents whose clients stand in their output folders already, whole and untouched. */
export class KeptApis implements Sieve {
  readonly #tool: string;
  readonly #options: DocumentOptions;
  readonly #fetched: FetchedDocuments;
  /** Documents that are not as they were fetched. */
  readonly changed: string[] = [];
  readonly #outputs = new Map<string, Output>();

  constructor(
    tool: string,
    fetched: FetchedDocuments,
    options: DocumentOptions,
  ) {
    this.#tool = tool;
    this.#fetched = fetched;
    this.#options = options;
  }

  async sift(
    job: Job,
    sources: readonly DocumentSource[],
    overlay: string | undefined,
  ): Promise<ReadonlyMap<DocumentSource, string | undefined>> {
    const digests = inputsDigests(
      this.#tool,
      sources.map(({ name, bytes }) =>
        documentDigest(bytesHash(bytes), this.#fetched.hashOf(name)),
      ),
      { ...job, overlay, strict: this.#options.strict ?? false },
    );
    const out = job.out ?? defaults.out;
    const { kept, ...output } = this.#output(out);
    const found = new Map<DocumentSource, KeptApi>();
    for (const [index, source] of sources.entries()) {
      // What there is to say of a document is said when it is read.
      if (this.#options.verbose === true) break;
      const api = findKeptApi(output, digests[index] ?? "");
      if (!api || (source.api ?? api.locked.id) !== api.locked.id) continue;
      // The second of two documents of one API is read, and then refused.
      const taken = [...kept, ...found.values()];
      if (taken.every(({ folder }) => folder !== api.folder))
        found.set(source, api);
    }
    // A selection is tried on all documents together.
    if (job.selection && found.size < sources.length) found.clear();
    kept.push(...found.values());
    const wanted = new Map<DocumentSource, string | undefined>();
    for (const [index, source] of sources.entries())
      if (!found.has(source))
        wanted.set(
          source,
          // So that it is looked at, and told of, again.
          this.#isChanged(source) ? undefined : digests[index],
        );
    return wanted;
  }

  #isChanged({ name, bytes }: DocumentSource): boolean {
    // Decoding takes its time, and few documents need it.
    if (this.#fetched.hashOf(name) === undefined) return false;
    const isChanged = this.#fetched.isChanged(name, decodeText(bytes).text);
    if (isChanged) this.changed.push(name);
    return isChanged;
  }

  /** What is known of an output folder, after all its documents have been sifted. */
  of(
    out: string,
  ): Pick<Output, "lock"> & { readonly kept: readonly KeptApi[] } {
    return this.#output(out);
  }

  #output(out: string): Output {
    const known = this.#outputs.get(resolve(out));
    if (known) return known;
    const folder = new OutputFolder(out);
    const lock = readLock(folder);
    const output = { folder, lock, digests: fileDigests(lock), kept: [] };
    this.#outputs.set(resolve(out), output);
    return output;
  }
}
