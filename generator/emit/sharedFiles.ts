import { namesIn } from "./runtimeExports.js";
import { runtimeFiles, wholeRuntime, type RuntimeUse } from "./runtimeFiles.js";
import { withTypeCheck, type TypeCheckOptions } from "./typeCheck.js";

/**
 * The files that all APIs under an output folder share: the runtime, and the mark that keeps generated code out of diffs
 * and statistics.
 *
 * @param use what of the runtime is wanted; all unless given
 */
export async function sharedFiles(
  use: RuntimeUse = wholeRuntime,
  options: TypeCheckOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const files = new Map([
    [".gitattributes", "* text eol=lf linguist-generated=true\n"],
  ]);
  for (const [name, text] of await runtimeFiles(use))
    files.set(`runtime/${name}`, withTypeCheck(text, options));
  return files;
}

/** The names that generated files import from the runtime or export again. */
export function runtimeImports(texts: Iterable<string>): ReadonlySet<string> {
  const names = new Set<string>();
  for (const text of texts) {
    // They stand before all else, and what follows is long.
    const end = text.indexOf(";", text.lastIndexOf("/runtime/"));
    const statements = text
      .slice(0, end + 1)
      .matchAll(
        /^(?:import|export) (?:type )?\{([^}]*)\} from "(?:\.\.\/)+runtime\/\w+\.js";$/gm,
      );
    for (const [, list = ""] of statements)
      for (const name of namesIn(list)) names.add(name);
  }
  return names;
}
