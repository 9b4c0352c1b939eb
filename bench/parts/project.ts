import { readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { emptyFolder } from "../workspace.js";

/** A folder with a configuration that generates documents; two of one API go into output folders of their own. */
export function project(name: string, documents: readonly string[]): string {
  const folder = emptyFolder(name);
  const taken = new Set<string>();
  const apis = documents.map((file) => {
    const document = relative(folder, file);
    const { id } = JSON.parse(readFileSync(file, "utf8")) as { id: string };
    const isTaken = taken.has(id);
    taken.add(id);
    return isTaken ? { document, out: "again" } : { document };
  });
  const config = JSON.stringify({ out: "out", apis });
  writeFileSync(join(folder, "discovery-codegen.json"), config);
  return folder;
}
