import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { byCodeUnit } from "../read/sorted.js";
import { readParts } from "./fileHash.js";

/** Where the tool's own code is: `dist/` in the package, `generator/` where it runs from its sources. */
const code = fileURLToPath(new URL("../", import.meta.url));
const templates = fileURLToPath(new URL("../../templates/", import.meta.url));

/** What of the code decides on a file that is written. The command line and the network do not. */
const stages = ["emit/", "model/", "plan/", "read/", "read/checks/"];
const modules = [
  "generate",
  "renderOutput",
  "write/fileHash",
  "write/inputsDigest",
];

/** Dependencies that shape the text; which of their versions is installed is not for the tool to say. */
const shaping = ["prettier", "rfc6902", "ts-morph"];

/** The tool's version without its last number: `0.1`. */
export function toolVersion(): string {
  const version = versionIn(`${code}../package.json`);
  return version.split(".", 2).join(".");
}

/**
 * Digest of all that the output depends on beside its inputs: the code of the stages, the templates, and the versions of
 * what formats the text. A version of the tool alone would not do, since it does not change while somebody works on it.
 */
export function toolDigest(): string {
  const hash = createHash("sha256");
  const add = (folder: string, name: string): void => {
    hash.update(`\0${name}\0`);
    readParts(folder + name, (part) => hash.update(part));
  };
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  for (const stage of stages)
    for (const name of filesIn(code + stage, extension))
      add(code, stage + name);
  for (const name of modules) add(code, name + extension);
  for (const name of filesIn(`${templates}runtime/`, ".ts"))
    add(templates, `runtime/${name}`);
  for (const name of shaping)
    hash.update(`${name}\0${installedVersion(name)}\0`);
  return hash.digest("hex");
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

function filesIn(folder: string, extension: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension) && !name.endsWith(".d.ts"))
    .sort(byCodeUnit);
}
