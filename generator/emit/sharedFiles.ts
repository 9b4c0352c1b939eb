import { readdir, readFile } from "node:fs/promises";

const runtime = new URL("../../templates/runtime/", import.meta.url);

/**
 * The files that all APIs under an output folder share: the runtime as it stands in the package, and the mark that
 * keeps generated code out of diffs and statistics.
 */
export async function sharedFiles(): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(runtime))
    .filter((name) => name.endsWith(".ts"))
    .sort();
  const files = new Map([
    [".gitattributes", "* text eol=lf linguist-generated=true\n"],
  ]);
  for (const name of names)
    files.set(
      `runtime/${name}`,
      await readFile(new URL(name, runtime), "utf8"),
    );
  return files;
}
