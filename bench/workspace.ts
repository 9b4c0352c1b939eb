/** Where the benchmarks find documents, and where they put what they generate. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";

export const root: string = resolve(import.meta.dirname, "..");
export const tool: string = join(root, "dist/cli/main.js");
export const subjects: string = join(import.meta.dirname, "subjects");
/** What lies here can be thrown away. */
export const scratch: string = join(import.meta.dirname, ".scratch");

/** The peers are there once `npm ci` ran in `bench/`. */
export const hasPeers: boolean = existsSync(
  join(import.meta.dirname, "node_modules"),
);

/** Real Discovery documents, outside the repository. */
export const corpus: string = resolve(
  root,
  process.env["DISCOVERY_CORPUS"] || "../shared/discovery-corpus",
);

/** All documents of the corpus, none where it is absent. */
export function corpusDocuments(): readonly string[] {
  if (!existsSync(corpus)) return [];
  return readdirSync(corpus)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => join(corpus, name));
}

/** A document of the corpus by its key, such as `drive.v3`; undefined where it is not there. */
export function document(key: string): string | undefined {
  const path = join(corpus, `${key}.json`);
  return existsSync(path) ? path : undefined;
}

/** Runs Node, and gives what it wrote. Throws when it fails. */
export function node(args: readonly string[], cwd = root): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(`node ${args.join(" ")}: ${stderr}`);
  return stdout;
}

/** An empty folder in {@link scratch}. */
export function emptyFolder(name: string): string {
  const folder = join(scratch, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Generates a document's client with our tool. */
export function generated(name: string, input: string): string {
  const out = join(emptyFolder(name), "out");
  node([tool, "generate", input, "--out", out], scratch);
  return out;
}

/** The files below a folder, by their paths in it, with their sizes in bytes. */
export function sizes(folder: string): readonly (readonly [string, number])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), statSync(path).size]);
}
