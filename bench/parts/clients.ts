/** The clients of drive v3 that are compared: ours, and those of the peers. */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import {
  document,
  generated,
  hasPeers,
  node,
  emptyFolder,
  scratch,
  subjects,
} from "../workspace.js";

export interface Clients {
  /** Folders with our client, hey-api's, and openapi-typescript's types. */
  readonly ours: string;
  readonly heyApi: string | undefined;
  readonly types: string | undefined;
}

let clients: Clients | undefined;

/** Generates them, once in a run; undefined without the corpus. */
export function driveClients(): Clients | undefined {
  const input = document("drive.v3");
  if (!input) return undefined;
  const peer = (script: string): string | undefined => {
    if (!hasPeers) return undefined;
    const out = join(emptyFolder(script), "out");
    node([join(subjects, `${script}.js`), input, out]);
    return out;
  };
  clients ??= {
    ours: generated("drive", input),
    heyApi: peer("heyApi"),
    types: peer("openapiTypescript"),
  };
  return clients;
}

/** Bundles a program, minified, for browsers unless another platform is named. */
export async function bundle(
  program: string,
  platform: "browser" | "node" = "browser",
): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: scratch, loader: "ts" },
    bundle: true,
    minify: true,
    format: platform === "node" ? "cjs" : "esm",
    target: "es2022",
    platform,
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

export function gzipped(text: string): number {
  return gzipSync(text, { level: 9 }).length;
}
