/**
 * Finishes what the compiler has put into dist/: removes what is left of modules that are gone, bundles the way to the answer
 * that nothing has changed into one file, since loading thirty modules would take as long as all the rest of it, and records
 * the state of the tool.
 */
import { createHash } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join, posix, relative, sep } from "node:path";
import { build } from "esbuild";

const root = import.meta.dirname;
const main = "cli/main";

removeStale();

await build({
  absWorkingDir: root,
  entryPoints: [`generator/${main}.ts`],
  outfile: `dist/${main}.js`,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  logLevel: "warning",
  plugins: [
    { name: "load the rest from where the compiler put it", setup: setRest },
    { name: "load of Node what is used", setup: setBuiltins },
  ],
});

/** The compiler leaves them where they are, and the package and the digest of the code would have them. */
function removeStale() {
  const dist = join(root, "dist");
  for (const path of readdirSync(dist, { recursive: true }).map(String)) {
    const [, module] = /^(.*?)(?:\.d)?\.[jt]s$/.exec(path) ?? [];
    if (module && !existsSync(join(root, "generator", `${module}.ts`)))
      rmSync(join(dist, path));
  }
}

/** @param {import("esbuild").PluginBuild} build */
function setRest({ onResolve }) {
  onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
    if (kind !== "dynamic-import") return undefined;
    const module = join(relative(join(root, "generator"), resolveDir), path);
    const from = posix.dirname(main);
    const target = posix.relative(from, module.replaceAll(sep, "/"));
    return {
      path: target.startsWith(".") ? target : `./${target}`,
      external: true,
    };
  });
}

/**
 * Takes of Node's modules what is used: an import of `node:fs` touches each of its exports, and that alone loads streams.
 *
 * @param {import("esbuild").PluginBuild} build
 */
function setBuiltins({ onResolve, onLoad }) {
  onResolve({ filter: /^node:/ }, ({ kind, path }) =>
    kind === "dynamic-import" ? undefined : { path, namespace: "builtin" },
  );
  onLoad({ filter: /./, namespace: "builtin" }, ({ path }) => ({
    contents: `export const { ${importedFrom(path).join(", ")} } = process.getBuiltinModule("${path}");`,
  }));
}

/** @type {(module: string) => string[]} */
function importedFrom(module) {
  const folder = join(root, "generator");
  const pattern = new RegExp(`import \\{([^}]*)\\} from "${module}"`, "g");
  const names = readdirSync(folder, { recursive: true })
    .filter((path) => String(path).endsWith(".ts"))
    .map((path) => readFileSync(join(folder, String(path)), "utf8"))
    .flatMap((text) => [...text.matchAll(pattern)])
    .flatMap(([, list = ""]) => list.split(","))
    .map((name) => name.trim())
    .filter((name) => name !== "" && !name.startsWith("type "));
  return [...new Set(names)].sort();
}

const { builtStateFile, codeDigest } =
  await import("./dist/write/toolState.js");
writeFileSync(
  builtStateFile(),
  `${JSON.stringify({ code: codeDigest(), output: outputDigest() })}\n`,
);

/** Of what the tests hold the tool to: the clients and references of their documents, the runtime, and what pages share. */
function outputDigest() {
  const hash = createHash("sha256");
  for (const [folder, end] of [
    ["test/features", ".snap"],
    ["generated", ".ts"],
    ["generated", ".md"],
    ["test/docs", ".snap"],
    ["templates/docs", ""],
  ]) {
    const paths = readdirSync(join(root, folder), { recursive: true })
      .map((path) => String(path).replaceAll(sep, "/"))
      .filter((path) => path.endsWith(end))
      .sort();
    for (const path of paths) {
      const text = readFileSync(join(root, folder, path), "utf8");
      hash.update(`\0${path}\0${text.replaceAll("\r\n", "\n")}`);
    }
  }
  return hash.digest("hex");
}
