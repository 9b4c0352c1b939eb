/** How the parts of the tool may know each other. CONTRIBUTING.md says why. */
import { readFileSync, readdirSync } from "node:fs";
import { builtinModules } from "node:module";
import { join, posix, relative, resolve, sep } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");

interface Import {
  /** The file that imports, from the repository's root. */
  readonly from: string;
  /** A package, or a file as {@link from}. */
  readonly to: string;
  readonly isPackage: boolean;
  /** What is there at run time: a plain import, or `import()`, which loads when it is needed; types are gone by then. */
  readonly kind: "value" | "dynamic" | "type";
  readonly isExport: boolean;
}

const generator = filesIn("generator");
const templates = filesIn("templates");
const imports = generator.flatMap(importsOf);

/** The folders of the stages, each with those that it may import from. */
const stages: Readonly<Record<string, readonly string[]>> = {
  read: [],
  model: ["read"],
  plan: ["model", "read"],
  prose: [],
  emit: ["prose", "plan", "model", "read"],
  write: ["read", "model"],
  inspect: ["plan", "model", "read"],
  diff: ["prose", "plan", "model", "read"],
  docs: ["diff", "prose", "plan", "model", "read"],
  project: [".", "write", "inspect", "docs", "diff", "plan", "model", "read"],
};

describe("stages import one way", () => {
  test("and are all known here", () => {
    const folders = new Set(generator.map(stageOf));
    expect([...folders].sort()).toEqual(
      [".", "cli", ...Object.keys(stages)].sort(),
    );
  });

  test.each(Object.entries(stages))("%s: %j", (stage, allowed) => {
    const wrong = imports.filter(
      ({ from, to, isPackage }) =>
        stageOf(from) === stage &&
        !isPackage &&
        ![stage, ...allowed].includes(stageOf(to)),
    );
    expect(wrong.map(arrow)).toEqual([]);
  });

  test("the command line is on top: nothing knows it", () => {
    const known = imports.filter(
      ({ from, to }) => stageOf(to) === "cli" && stageOf(from) !== "cli",
    );
    expect(known.map(arrow)).toEqual([]);
  });

  test("no files import each other in a circle", () => {
    const next = new Map<string, string[]>();
    for (const { from, to, kind } of imports)
      if (kind !== "type") next.set(from, [...(next.get(from) ?? []), to]);
    const done = new Set<string>();
    const visit = (file: string, path: readonly string[]): void => {
      expect(path, `circle: ${[...path, file].join(" -> ")}`).not.toContain(
        file,
      );
      if (done.has(file)) return;
      for (const other of next.get(file) ?? []) visit(other, [...path, file]);
      done.add(file);
    };
    for (const file of generator) visit(file, []);
  });
});

describe("a package is known", () => {
  test.each([
    ["ts-morph", /^generator\/emit\/sheet\.ts$/],
    ["prettier", /^generator\/emit\/format\.ts$/],
    ["ajv", /^generator\/(read\/|project\/configProblems\.ts$)/],
    ["jsonc-parser", /^generator\/(read\/|project\/configProblems\.ts$)/],
    ["rfc6902", /^generator\/read\//],
    ["undici", /^generator\/read\/http\/environmentFetch\.ts$/],
    ["yargs", /^generator\/cli\//],
  ])("%s: only where %s", (name, where) => {
    const users = packageImports(name).map(({ from }) => from);
    expect(users.length).toBeGreaterThan(0);
    expect(users.filter((file) => !where.test(file))).toEqual([]);
  });

  test("if it is a dependency, and every dependency is used", () => {
    const { dependencies } = JSON.parse(
      readFileSync(join(root, "package.json"), "utf8"),
    ) as { dependencies: Readonly<Record<string, string>> };
    const used = imports
      .filter(({ to, isPackage }) => isPackage && !to.startsWith("node:"))
      .map(({ to }) => to.split("/")[0]);
    expect([...new Set(used)].sort()).toEqual(Object.keys(dependencies).sort());
  });

  test("by its full name, if it is Node's own", () => {
    const short = imports.filter(({ to }) => builtinModules.includes(to));
    expect(short.map(arrow)).toEqual([]);
  });
});

describe("loaded only when needed are", () => {
  test.each(["ajv", "jsonc-parser", "rfc6902", "undici"])("%s", (name) => {
    const kinds = packageImports(name).map(({ kind }) => kind);
    expect(kinds).toContain("dynamic");
    expect(kinds).not.toContain("value");
  });

  test("all packages, by the short way of check and generate", () => {
    const loaded = new Set(["generator/cli/main.ts"]);
    const packages: string[] = [];
    for (const file of loaded)
      for (const { from, to, isPackage, kind } of imports) {
        if (from !== file || kind !== "value") continue;
        if (!isPackage) loaded.add(to);
        else if (!to.startsWith("node:")) packages.push(`${from} -> ${to}`);
      }
    expect(loaded).toContain("generator/cli/runUnchanged.ts");
    expect(packages).toEqual([]);
    expect(loaded.size).toBeLessThan(35);
  });

  test("the emitter with ts-morph and prettier", () => {
    const fromOutside = imports.filter(
      ({ from, to, kind }) =>
        stageOf(to) === "emit" && stageOf(from) !== "emit" && kind !== "type",
    );
    expect(fromOutside.length).toBeGreaterThan(0);
    expect(
      fromOutside.filter(({ kind }) => kind === "value").map(arrow),
    ).toEqual([]);
  });
});

test("few files touch the disk", () => {
  const touching = imports
    .filter(({ to }) => /^node:fs(?:\/|$)/.test(to))
    .map(({ from }) => from);
  const allowed =
    /^generator\/(?:write\/|cli\/|project\/|read\/input\w*\.ts$|emit\/runtime(?:Exports|Files)\.ts$|docs\/html\/assets\.ts$)/;
  expect(touching.filter((file) => !allowed.test(file))).toEqual([]);
});

test("nothing but the disk's own stage writes to it", () => {
  const writers =
    /^(?:append|copy|cp$|createWrite|link|mk|open$|rename|rm|symlink|truncate|unlink|write)/;
  const named = generator.flatMap((file) =>
    stageOf(file) === "write"
      ? []
      : fsNames(file).filter((name) => writers.test(name)),
  );
  expect(named).toEqual([]);
});

test("there are no barrel files but the public one", () => {
  const barrels = generator.filter((file) => {
    const all = importsOf(file);
    const { statements } = parse(file);
    return (
      statements.length > 0 &&
      all.length === statements.length &&
      all.every(({ isExport }) => isExport)
    );
  });
  expect(barrels.filter((file) => file !== "generator/index.ts")).toEqual([]);
  const indexes = generator.filter((file) => file.endsWith("/index.ts"));
  expect(indexes).toEqual(["generator/index.ts"]);
});

describe("templates", () => {
  test("import nothing but each other", () => {
    const outside = templates
      .flatMap(importsOf)
      .filter(({ to, isPackage }) => isPackage || !templates.includes(to));
    expect(outside.map(arrow)).toEqual([]);
  });

  test.each(templates)("%s says what it is", (file) => {
    const [first] = readFileSync(join(root, file), "utf8").split("\n");
    const part = file.startsWith("templates/docs/") ? "reference" : "runtime";
    expect(first).toContain(
      `Part of the discovery-codegen ${part}, copied verbatim into every output. Do not edit.`,
    );
  });

  test("hold nothing but TypeScript, and what pages need", () => {
    const others = templates.filter((file) => !file.endsWith(".ts"));
    expect(
      others.filter((file) => !/\/docs\/\w+\.(?:css|js)$/.test(file)),
    ).toEqual([]);
  });
});

function filesIn(folder: string): readonly string[] {
  return readdirSync(join(root, folder), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      relative(root, join(entry.parentPath, entry.name)).replaceAll(sep, "/"),
    )
    .sort();
}

/** The folder below `generator/` in which a file stands; `.` for one that stands there itself. */
function stageOf(file: string): string {
  return posix.dirname(posix.relative("generator", file)).split("/")[0] ?? "";
}

function arrow({ from, to }: Import): string {
  return `${from} -> ${to}`;
}

function packageImports(name: string): readonly Import[] {
  return imports.filter(
    ({ to, isPackage }) =>
      isPackage && (to === name || to.startsWith(`${name}/`)),
  );
}

function parse(file: string): ts.SourceFile {
  const text = readFileSync(join(root, file), "utf8");
  return ts.createSourceFile(file, text, ts.ScriptTarget.ESNext, true);
}

function importsOf(file: string): readonly Import[] {
  const found: Import[] = [];
  const add = (
    specifier: ts.Node | undefined,
    kind: Import["kind"],
    isExport = false,
  ): void => {
    if (!specifier || !ts.isStringLiteral(specifier)) return;
    const { text } = specifier;
    const isPackage = !text.startsWith(".");
    const to = isPackage
      ? text
      : posix.join(posix.dirname(file), text).replace(/\.js$/, ".ts");
    found.push({ from: file, to, isPackage, kind, isExport });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node))
      add(
        node.moduleSpecifier,
        node.importClause?.isTypeOnly ? "type" : "value",
      );
    else if (ts.isExportDeclaration(node))
      add(node.moduleSpecifier, node.isTypeOnly ? "type" : "value", true);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument))
      add(node.argument.literal, "type");
    else if (
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword
    )
      add(node.arguments[0], "dynamic");
    ts.forEachChild(node, visit);
  };
  visit(parse(file));
  return found;
}

/** What a file imports of `node:fs` and its like. */
function fsNames(file: string): readonly string[] {
  return parse(file).statements.flatMap((statement) => {
    if (
      !ts.isImportDeclaration(statement) ||
      !ts.isStringLiteral(statement.moduleSpecifier) ||
      !/^node:fs(?:\/|$)/.test(statement.moduleSpecifier.text)
    )
      return [];
    const bindings = statement.importClause?.namedBindings;
    return bindings && ts.isNamedImports(bindings)
      ? bindings.elements.map(({ name }) => name.text)
      : ["write anything"];
  });
}
