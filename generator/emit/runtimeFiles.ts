import { readdir, readFile } from "node:fs/promises";
import { exportsOf, runtimeFolder, runtimeIndex } from "./runtimeExports.js";

/** Begins the exports of the runtime's index that depend on what the APIs have. */
const optionalMark = /^\/\/ What some APIs need;.*\n/m;

/** What is wanted of the runtime beside what every client has. */
export interface RuntimeUse {
  /** Whether generated code imports this name from the runtime. */
  imports(name: string): boolean;
  /** Whether a file is to be there in any case, since clients that were generated before need it. */
  keeps(file: string): boolean;
}

/** All of it. */
export const wholeRuntime: RuntimeUse = {
  imports: () => true,
  keeps: () => true,
};

/**
 * The runtime's files by name, as they stand in the package. Modules for what no API has, such as uploads, are left out,
 * and with them their exports in the index.
 */
export async function runtimeFiles(
  use: RuntimeUse,
): Promise<ReadonlyMap<string, string>> {
  const names = (await readdir(runtimeFolder)).filter((name) =>
    name.endsWith(".ts"),
  );
  const texts = new Map<string, string>();
  for (const name of names.sort())
    texts.set(name, await readFile(new URL(name, runtimeFolder), "utf8"));
  return select(texts, use);
}

/**
 * Leaves out what is not wanted.
 *
 * @param texts all files of the runtime, `index.ts` among them
 */
export function select(
  texts: ReadonlyMap<string, string>,
  use: RuntimeUse,
): ReadonlyMap<string, string> {
  const index = texts.get(runtimeIndex) ?? "";
  const mark = optionalMark.exec(index);
  const end = mark ? mark.index + mark[0].length : index.length;
  const optional = exportsOf(index.slice(end));
  const wanted = optional.filter(
    ({ module, names }) => use.keeps(fileOf(module)) || names.some(use.imports),
  );
  const needed = closure(texts, [
    ...[...exportsOf(index.slice(0, end)), ...wanted].map(({ module }) =>
      fileOf(module),
    ),
    "testing.ts",
  ]);
  const shortened =
    index.slice(0, end) +
    optional
      .filter(({ module }) => needed.has(fileOf(module)))
      .map(({ text }) => text)
      .join("");
  return new Map(
    [...texts].flatMap(([name, text]): [string, string][] =>
      name === runtimeIndex
        ? [[name, `${shortened.trimEnd()}\n`]]
        : needed.has(name)
          ? [[name, text]]
          : [],
    ),
  );
}

/** Files and all that they import, directly or not. */
function closure(
  texts: ReadonlyMap<string, string>,
  files: readonly string[],
): ReadonlySet<string> {
  const all = new Set(files);
  for (const file of all) {
    const imports = (texts.get(file) ?? "").matchAll(/ from "\.\/(\w+)\.js";/g);
    for (const [, module] of imports) all.add(fileOf(module ?? ""));
  }
  return all;
}

function fileOf(module: string): string {
  return `${module}.ts`;
}
