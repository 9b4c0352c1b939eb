/** Type-checks many clients in one program, and runs them in one process that watches for what no import may do. */
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import {
  compile,
  resolutions,
  strictestOptions,
} from "../generated/compile.js";
import { runProgram } from "../support/commandLine.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";

export interface Client {
  /** For messages. */
  readonly name: string;
  /** As `generate` gives them: paths begin with the API's folder. */
  readonly files: ReadonlyMap<string, string>;
}

export interface Compiled {
  /** What the compiler says, each with the names of the client that it is about. */
  readonly errors: readonly string[];
  /** How many clients were imported, and made. */
  readonly imported: number;
  /** What importing them did. */
  readonly effects: readonly string[];
}

/** Runs in a process of its own: imports every client, makes one of each class, and looks at what is no longer as it was. */
const program = `
// Node's own, which it makes when they are first looked at.
void [fetch, Request, Response, Headers, FormData, Blob, crypto];
new Request("https://x.example/");
const before = new Set(Reflect.ownKeys(globalThis));
const prototypes = [Object, Array, Function, String, Promise, Map].map(
  (type) => [type, Reflect.ownKeys(type.prototype).length, Reflect.ownKeys(type).length],
);
Object.defineProperty(globalThis, "x", {
  configurable: true,
  set: () => effects.push(at + " sets the canary"),
  get: () => void effects.push(at + " reads the canary"),
});
before.add("x");
const effects = [];
let at = "";
let imported = 0;
process.on("uncaughtException", (error) => effects.push(at + " throws " + error));
for (const name of process.argv.slice(2)) {
  at = name;
  const module = await import("./bundled/" + name + "/index.js");
  for (const [key, value] of Object.entries(module))
    if (typeof value === "function" && /^class /.test(Function.prototype.toString.call(value)))
      try {
        new value();
      } catch (error) {
        if (!(error instanceof TypeError)) effects.push(at + " " + key + " throws " + error);
      }
  imported++;
  for (const key of Reflect.ownKeys(globalThis))
    if (!before.has(key)) effects.push(at + " adds the global " + String(key));
  for (const [type, own, fixed] of prototypes)
    if (Reflect.ownKeys(type.prototype).length !== own || Reflect.ownKeys(type).length !== fixed)
      effects.push(at + " changes " + type.name);
}
console.log(JSON.stringify({ imported, effects }));
`;

export function compileClients(clients: readonly Client[]): Promise<Compiled> {
  return inTemporaryFolder(async (folder) => {
    const names = clients.map((_, index) => `c${index}`);
    for (const [index, { files }] of clients.entries())
      await writeFiles(
        folder,
        [...files].map(([path, text]) => [
          `${names[index]}/${path.slice(path.indexOf("/") + 1)}`,
          text,
        ]),
      );
    await symlink(
      join(repositoryRoot, "templates/runtime"),
      join(folder, "runtime"),
    );
    const checked = await compile("typescript", [folder], {
      ...strictestOptions("typescript"),
      ...resolutions.Bundler,
    });
    const named = (message: string): string =>
      message.replace(
        /^.*?\bc(\d+)\//,
        (_, index: string) => `${clients[Number(index)]?.name}: `,
      );
    await build({
      entryPoints: names.map((name) => join(folder, name, "index.ts")),
      outdir: join(folder, "bundled"),
      outbase: folder,
      bundle: true,
      splitting: true,
      format: "esm",
      logLevel: "silent",
      preserveSymlinks: true,
    });
    await writeFiles(folder, [
      ["package.json", '{ "type": "module" }'],
      ["program.js", program],
    ]);
    const { code, stdout, stderr } = await runProgram(process.execPath, [
      join(folder, "program.js"),
      ...names,
    ]);
    if (code !== 0) throw new Error(`the clients do not run: ${stderr}`);
    const { imported, effects } = JSON.parse(stdout) as Omit<
      Compiled,
      "errors"
    >;
    return {
      errors:
        checked.code === 0
          ? []
          : checked.stdout.trim().split("\n").filter(Boolean).map(named),
      imported,
      effects: effects.map((effect) =>
        effect.replace(
          /^c(\d+)/,
          (_, index: string) => clients[Number(index)]?.name ?? "",
        ),
      ),
    };
  });
}
