import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { byCodeUnit } from "../read/sorted.js";
import { readParts } from "./fileHash.js";

/** Where the tool's own code is: `dist/` in the package, `generator/` where it runs from its sources. */
const code = fileURLToPath(new URL("../", import.meta.url));
const root = join(code, "..");
const templates = join(root, "templates/runtime");
const pages = join(root, "templates/docs");
const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));

/** What of the code decides on a file that is written. The command line and the network do not. */
const stages = [
  "diff",
  "docs",
  "docs/html",
  "docs/markdown",
  "emit",
  "model",
  "plan",
  "prose",
  "read",
  "read/checks",
];
const modules = [
  "generate",
  "renderOutput",
  "write/fileHash",
  "write/inputsDigest",
];

/** Whose versions shape the text; which of them is installed is not for the tool to say. */
const shaping = ["prettier"];

/** What the build leaves in `dist/toolState.json`. */
export interface BuiltState {
  /** {@link codeDigest} at the time. */
  readonly code: string;
  /** Digest of what the tool writes for the documents of its tests. */
  readonly output: string;
}

/** The tool's version without its last number: `0.1`. */
export function toolVersion(): string {
  return withoutPatch(versionIn(join(root, "package.json")));
}

/**
 * Digest of all that the output depends on beside its inputs.
 *
 * Installed, these are the tool's minor version, what it writes for the documents of its tests, and the minor versions of what
 * formats: a release that writes the same leaves locks and clients alone, one that writes something else does not pass for the
 * one before. In a checkout, where the code changes under the same version, it is the code that counts.
 */
export function toolDigest(): string {
  const built = readBuiltState();
  const state = isCheckout()
    ? built && isUpToDate()
      ? built.code
      : codeDigest()
    : built?.output;
  if (state === undefined)
    throw new Error(`${builtStateFile()} is missing: install the tool anew`);
  const hash = createHash("sha256").update(`${toolVersion()}\0${state}`);
  for (const name of shaping)
    hash.update(`\0${name}\0${withoutPatch(installedVersion(name))}`);
  return hash.digest("hex");
}

/** Digest of the code of the stages and of the templates. */
export function codeDigest(): string {
  const hash = createHash("sha256");
  for (const path of codeFiles()) {
    hash.update(`\0${path.slice(root.length)}\0`);
    readParts(path, (part) => hash.update(part));
  }
  return hash.digest("hex");
}

function codeFiles(): readonly string[] {
  const found = stages.flatMap((stage) =>
    filesIn(join(code, stage), extension),
  );
  for (const name of modules) found.push(join(code, name + extension));
  return [...found, ...templateFiles()];
}

/** Where {@link BuiltState} is: beside the code that was built. */
export function builtStateFile(): string {
  return join(code, "toolState.json");
}

function readBuiltState(): BuiltState | undefined {
  const path = builtStateFile();
  if (!existsSync(path)) return undefined;
  return JSON.parse(readFileSync(path, "utf8")) as BuiltState;
}

/** The package has no sources in it. */
function isCheckout(): boolean {
  return existsSync(join(root, "generator"));
}

/** Whether nobody has compiled the code or changed the templates since. The compiler writes all files each time. */
function isUpToDate(): boolean {
  const { mtimeMs } = statSync(builtStateFile());
  const compiled = join(code, `renderOutput${extension}`);
  return [compiled, templates, ...templateFiles()].every(
    (path) => statSync(path).mtimeMs <= mtimeMs,
  );
}

function templateFiles(): readonly string[] {
  return [...filesIn(templates, ".ts"), ...filesIn(pages, "")];
}

/** Looks where Node does, without loading what it does it with, unless a package manager has ways of its own. */
function installedVersion(name: string): string {
  for (let folder = code; ; folder = dirname(folder)) {
    const path = join(folder, "node_modules", name, "package.json");
    if (existsSync(path)) return versionIn(path);
    if (folder === dirname(folder)) break;
  }
  const require = createRequire(import.meta.url);
  return versionIn(require.resolve(`${name}/package.json`));
}

function versionIn(path: string): string {
  const { version } = JSON.parse(readFileSync(path, "utf8")) as {
    version: string;
  };
  return version;
}

function withoutPatch(version: string): string {
  return version.split(".", 2).join(".");
}

function filesIn(folder: string, end: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(end) && !name.endsWith(".d.ts"))
    .sort(byCodeUnit)
    .map((name) => join(folder, name));
}
