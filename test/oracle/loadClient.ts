import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
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

  const folder = await mkdtemp(join(tmpdir(), "discovery-codegen-oracle-"));
  try {
    for (const [path, text] of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const outfile = join(folder, "client.mjs");
    await build({
      entryPoints: [join(folder, report.folder, "index.ts")],
      outfile,
      bundle: true,
      format: "esm",
      target: "es2022",
      logLevel: "error",
    });
    const module = (await import(pathToFileURL(outfile).href)) as {
      readonly [name: string]: unknown;
    };
    const Api = module[report.className] as new (options: object) => ClientNode;
    return { report, create: (fetch) => new Api({ fetch }) };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function hostsOf(bytes: Uint8Array): readonly string[] {
  const text = new TextDecoder().decode(bytes);
  const urls =
    text.match(
      /"(?:rootUrl|mtlsRootUrl|endpointUrl)":\s*"https?:\/\/[^"/]+/g,
    ) ?? [];
  return [...new Set(urls.map((url) => url.slice(url.lastIndexOf("/") + 1)))];
}
