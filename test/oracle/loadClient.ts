import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sharedFiles } from "../../generator/emit/sharedFiles.js";
import { generate } from "../../generator/generate.js";
import {
  inspectApi,
  type ApiReport,
} from "../../generator/inspect/inspectApi.js";
import { toApiModel } from "../../generator/model/api.js";
import { planApi } from "../../generator/plan/api.js";
import { readDocument } from "../../generator/read/readDocument.js";
import { corpusPath } from "../support/corpus.js";
import { loadGenerated } from "../support/loadGenerated.js";
import { inTemporaryFolder, writeFiles } from "../support/temporary.js";

/** An object of the generated client: a resource, or the client itself. */
export interface ClientNode {
  readonly [name: string]: unknown;
}

/** The generated client of one document, ready to be called. */
export interface LoadedClient {
  readonly report: ApiReport;
  /** Makes a client whose requests go to `fetch`. */
  readonly create: (
    fetch: (url: string, init: RequestInit) => Promise<Response>,
  ) => ClientNode;
}

/** Generates the client of a document of the corpus, and loads it. Its types are erased; they are tested elsewhere. */
export async function loadClient(key: string): Promise<LoadedClient> {
  const bytes = await readFile(corpusPath(key));
  const result = await readDocument(
    { name: key, bytes },
    // Documents beside the real ones may live on hosts of their own.
    { allowHosts: hostsOf(bytes) },
  );
  if (!result.ok) {
    throw new Error(
      `${key} is invalid: ${result.diagnostics.find(({ severity }) => severity === "error")?.message}`,
    );
  }
  const { document } = result;
  const report = inspectApi(planApi(toApiModel(document)));
  const files = [...(await sharedFiles()), ...(await generate(document))];

  const module = await inTemporaryFolder(async (folder) => {
    await writeFiles(folder, files);
    return loadGenerated<{ readonly [name: string]: unknown }>(
      join(folder, report.folder, "index.ts"),
    );
  });
  const Api = module[report.className] as new (options: object) => ClientNode;
  return { report, create: (fetch) => new Api({ fetch }) };
}

function hostsOf(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes);
  const urls =
    text.match(
      /"(?:rootUrl|mtlsRootUrl|endpointUrl)":\s*"https?:\/\/[^"/]+/g,
    ) ?? [];
  return [...new Set(urls.map((url) => url.slice(url.lastIndexOf("/") + 1)))];
}
