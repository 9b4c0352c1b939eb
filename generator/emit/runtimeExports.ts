import { readFileSync } from "node:fs";

/** Where the runtime is in the package. */
export const runtimeFolder = new URL(
  "../../templates/runtime/",
  import.meta.url,
);

/** The module that states what programs may import of the runtime, and where each name is declared. */
export const runtimeIndex = "index.ts";

/** An export statement of the runtime's index. */
export interface RuntimeExport {
  readonly text: string;
  /** The module that declares the names: `client`. */
  readonly module: string;
  readonly names: readonly string[];
}

/** The export statements of an index. */
export function exportsOf(index: string): readonly RuntimeExport[] {
  const statements = index.matchAll(
    /^export (?:type )?\{([^}]*)\} from "\.\/(\w+)\.js";\n/gm,
  );
  return [...statements].map(([text, names = "", module = ""]) => ({
    text,
    module,
    names: namesIn(names),
  }));
}

/** The names in the braces of an import or export statement: after the last there may be a comma. */
export function namesIn(list: string): readonly string[] {
  return list
    .split(",")
    .map((name) => name.replace(/^\s*(?:type )?/, "").trim())
    .filter((name) => name !== "");
}

let modules: ReadonlyMap<string, string> | undefined;

/**
 * The module of the runtime that declares a name. Generated code imports from there, so that neither a compiler nor a program has to
 * load what the API does not use; all of it is in the index.
 */
export function runtimeModule(name: string): string {
  modules ??= new Map(
    exportsOf(
      readFileSync(new URL(runtimeIndex, runtimeFolder), "utf8"),
    ).flatMap(({ module, names }) => names.map((own) => [own, module])),
  );
  const module = modules.get(name);
  if (module === undefined)
    throw new RangeError(`the runtime's index has no ${name}`);
  return module;
}
