import { createReadStream, existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createGunzip } from "node:zlib";

const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where the recorded requests of Google's own clients are; `ORACLE_DIR` names another place. */
export const oracleDirectory = resolve(
  repository,
  process.env["ORACLE_DIR"] ?? "../shared/oracle",
);

export const hasOracle = existsSync(join(oracleDirectory, "compare.mjs"));

/** Which half of the oracle: the kept-back one has `heldout` in its files' names. */
export type Split = "public" | "heldout";

/** A call, by the document's names. The oracle's README says what each member means. */
export interface OracleCase {
  readonly id: string;
  readonly doc: string;
  readonly resourcePath: readonly string[];
  readonly method: string;
  readonly category: string;
  readonly params: { readonly [name: string]: unknown };
  readonly body?: unknown;
  readonly nulls?: readonly string[];
  readonly media?: {
    readonly mimeType: string;
    readonly content: string;
    readonly resumable?: boolean;
  };
  readonly download?: boolean;
  readonly prevResponse?: unknown;
}

/** Something that Google's Python client exposes. */
export interface SurfaceRow {
  readonly doc: string;
  readonly kind:
    "document" | "batch" | "resource" | "method" | "media" | "next";
  readonly resource: readonly string[];
  /** Python's name: `import_`, `list_next`. */
  readonly name: string;
  /** The document's key. */
  readonly discovery?: string;
  readonly args?: readonly { readonly py: string; readonly name?: string }[];
  readonly requestToken?: string;
  readonly responseToken?: string;
  readonly tokenIn?: string;
}

export function readCases(split: Split): AsyncIterable<OracleCase> {
  return readRows<OracleCase>(`cases.${split}.jsonl.gz`);
}

export function readSurface(split: Split): AsyncIterable<SurfaceRow> {
  return readRows<SurfaceRow>(`surface.${split}.jsonl.gz`);
}

async function* readRows<T>(file: string): AsyncGenerator<T> {
  const path = join(oracleDirectory, "data", file);
  const lines = createInterface({
    input: createReadStream(path).pipe(createGunzip()),
  });
  for await (const line of lines) {
    if (line !== "") yield JSON.parse(line) as T;
  }
}
