import { canonicalJson, sha256 } from "./model/canonicalJson.js";
import type { DocsFormat } from "./docs/formats.js";
import { planDocuments, type GenerateOptions } from "./generate.js";
import type { RestDescription } from "./read/restDescription.js";
import type { KeptApi } from "./write/keptApi.js";
import type { LockedApi } from "./write/lock.js";

/** What an output folder is to hold. */
export interface RenderedOutput {
  /** Path relative to the output folder -> text. */
  readonly files: ReadonlyMap<string, string>;
  /** The APIs by their folders. */
  readonly apis: ReadonlyMap<string, LockedApi>;
}

/** Two documents of one API and version cannot stand under one output folder. */
export class DuplicateApi extends Error {
  override readonly name = "DuplicateApi";
}

/** How an output folder is rendered. */
export interface RenderOptions extends GenerateOptions {
  /**
   * Says of a shared file (`runtime/upload.ts`) whether it is wanted though none of these documents needs it, since other
   * APIs in the folder may. None unless given.
   */
  readonly keepsShared?: ((path: string) => boolean) | undefined;
  /** APIs that were rendered before and are taken as they are. */
  readonly kept?: readonly KeptApi[] | undefined;
  /** What a document's reference is written as, in the folder `docs` of its client; not at all unless given. */
  readonly docs?:
    ((document: RestDescription) => readonly DocsFormat[]) | undefined;
  /** Digests of what the clients are made from, by document, for the lock. */
  readonly inputs?: ReadonlyMap<RestDescription, string> | undefined;
}

/**
 * Renders the clients of documents and what they share: of the runtime, what they need.
 *
 * @param onApi called before each API
 * @throws {DuplicateApi} when two documents want one folder
 * @throws {UnmatchedPattern} when a pattern of the selection fits nothing in any of them
 */
export async function renderOutput(
  documents: readonly RestDescription[],
  {
    keepsShared,
    kept = [],
    inputs,
    docs = () => [],
    ...options
  }: RenderOptions = {},
  onApi: (id: string, index: number) => void = () => {},
): Promise<RenderedOutput> {
  const { runtimeImports, sharedFiles } = await import("./emit/sharedFiles.js");
  const files = new Map(kept.flatMap((api) => [...api.files]));
  const apis = new Map(kept.map(({ folder, locked }) => [folder, locked]));
  for (const [document, plan] of planDocuments(documents, options)) {
    onApi(document.id, apis.size);
    const { apiFiles } = await import("./emit/apiFiles.js");
    const hash = sha256(canonicalJson(document));
    const other = [...apis.keys()].find(
      (folder) => folder.toLowerCase() === plan.folder.toLowerCase(),
    );
    if (other !== undefined) {
      throw new DuplicateApi(
        `two documents describe ${plan.folder}, of revision ${apis.get(other)?.revision} and ${document.revision}; give one of them another output folder, with --out or as "out" of its entry in discovery-codegen.json`,
      );
    }
    apis.set(plan.folder, {
      id: document.id,
      revision: document.revision ?? "",
      document: hash,
      inputs: inputs?.get(document),
    });
    for (const [path, text] of await apiFiles(plan, hash, options))
      files.set(path, text);
    const formats = docs(document);
    if (formats.length === 0) continue;
    const { docsFiles } = await import("./docs/docsFiles.js");
    for (const [path, text] of docsFiles(plan, formats))
      files.set(`${plan.folder}/docs/${path}`, text);
  }
  const imported = runtimeImports(
    [...files].flatMap(([path, text]) => (path.endsWith(".ts") ? [text] : [])),
  );
  const shared = await sharedFiles(
    {
      imports: (name) => imported.has(name),
      keeps: (file) => keepsShared?.(`runtime/${file}`) === true,
    },
    options,
  );
  for (const [path, text] of shared) files.set(path, text);
  return { files, apis };
}
