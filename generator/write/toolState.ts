import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { byCodeUnit } from "../read/sorted.js";

/** Where the tool's own code is: `dist/` in the package, `generator/` where it runs from its sources. */
const code = fileURLToPath(new URL("../", import.meta.url));
const templates = fileURLToPath(new URL("../../templates/", import.meta.url));

/** What of the code decides on a file that is written. The command line and the network do not. */
const stages = ["emit/", "model/", "plan/", "read/", "read/checks/"];
const modules = ["generate", "renderOutput", "write/inputsDigest"];

/** Dependencies that shape the text; which of their versions is installed is not for the tool to say. */
const shaping = ["prettier", "rfc6902", "ts-morph"];

/** The tool's version without its last number: `0.1`. */
export function toolVersion(): string {
  const text = readFileSync(`${code}../package.json`, "utf8");
  const { version } = JSON.parse(text) as { version: string };
  return version.split(".", 2).join(".");
}

/**
 * Digest of all that the output depends on beside its inputs: the code of the stages, the templates, and the versions of
 * what formats the text. A version of the tool alone would not do, since it does not change while somebody works on it.
 */
export function toolDigest(): string {
  const hash = createHash("sha256");
  const add = (folder: string, name: string): void => {
    const bytes = readFileSync(folder + name);
    hash.update(`${name}\0${bytes.length}\0`).update(bytes);
  };
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  for (const stage of stages)
    for (const name of filesIn(code + stage, extension))
      add(code, stage + name);
  for (const name of modules) add(code, name + extension);
  for (const name of filesIn(`${templates}runtime/`, ".ts"))
    add(templates, `runtime/${name}`);
  const require = createRequire(import.meta.url);
  for (const name of shaping) {
    const { version } = require(`${name}/package.json`) as { version: string };
    hash.update(`${name}\0${version}\0`);
  }
  return hash.digest("hex");
}

function filesIn(folder: string, extension: string): readonly string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(extension) && !name.endsWith(".d.ts"))
    .sort(byCodeUnit);
}
