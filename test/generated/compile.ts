/** Compiles TypeScript with each compiler that users may have. */
import { readdirSync, readFileSync } from "node:fs";
import { cp, readFile, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { type Outcome, runProgram } from "../support/commandLine.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";

/** By the names of their packages: 5.4, 5.9, 6 and 7. */
export const compilers = [
  "typescript-5.4",
  "typescript-5.9",
  "typescript-6",
  "typescript",
] as const;

export type Compiler = (typeof compilers)[number];

/** Every flag that makes a compiler stricter, as far as it knows it; and nothing but a browser's types. */
export function strictestOptions(compiler: Compiler): object {
  return {
    target: "ES2022",
    lib: ["ES2022", "DOM"],
    types: [],
    // The compiler's own declarations; generated code has none.
    skipLibCheck: true,
    strict: true,
    allowUnreachableCode: false,
    allowUnusedLabels: false,
    exactOptionalPropertyTypes: true,
    isolatedModules: true,
    noFallthroughCasesInSwitch: true,
    noImplicitOverride: true,
    noImplicitReturns: true,
    noPropertyAccessFromIndexSignature: true,
    noUncheckedIndexedAccess: true,
    noUnusedLocals: true,
    noUnusedParameters: true,
    verbatimModuleSyntax: true,
    declaration: true,
    noEmit: true,
    // Since 5.5 and 5.8.
    ...(compiler === "typescript-5.4"
      ? {}
      : { isolatedDeclarations: true, erasableSyntaxOnly: true }),
  };
}

/** How imports are resolved: as Node does, or as bundlers do. */
export const resolutions = {
  NodeNext: { module: "NodeNext", moduleResolution: "NodeNext" },
  Bundler: { module: "ESNext", moduleResolution: "Bundler" },
} as const;

/**
 * Compiles the files under some folders.
 *
 * @param folders absolute
 * @param isUnchecked whether it is about programs that use clients as they are by default, whose inside is not checked
 * @returns the compiler's messages and exit code
 * @throws for a file that the compiler would not check
 */
export async function compile(
  compiler: Compiler,
  folders: readonly string[],
  compilerOptions: object,
  isUnchecked = false,
): Promise<Outcome> {
  if (!isUnchecked) for (const folder of folders) expectChecked(folder);
  return inTemporaryFolder(async (folder) => {
    await writeFiles(folder, [
      ["tsconfig.json", JSON.stringify({ compilerOptions, include: folders })],
    ]);
    return runCompiler(compiler, ["-p", folder]);
  });
}

/**
 * Compiles a project with the configuration that lies in it.
 *
 * @throws for a file that the compiler would not check
 */
export async function compileProject(
  compiler: Compiler,
  folder: string,
): Promise<Outcome> {
  expectChecked(folder);
  return runCompiler(compiler, ["-p", folder]);
}

function runCompiler(
  compiler: Compiler,
  args: readonly string[],
): Promise<Outcome> {
  return runProgram(process.execPath, [
    join(repositoryRoot, "node_modules", compiler, "bin/tsc"),
    ...args,
  ]);
}

/** What the tool puts into users' files: our own compiler is to check them all the same, so files that have it are refused. */
const unchecked = /^\/\/ @ts-nocheck\b.*\n/m;

/** A test that compiles what the compiler does not check proves nothing. */
function expectChecked(folder: string): void {
  const isThere = typescriptIn(folder).filter((path) =>
    unchecked.test(readFileSync(join(folder, path), "utf8")),
  );
  if (isThere.length > 0)
    throw new Error(
      `not checked, render it with typeCheck: ${isThere.slice(0, 3).join(", ")} in ${folder}`,
    );
}

/** Paths below a folder; what links lead to is somebody else's. */
function typescriptIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
}

/** Copies `generated/`, as it would be with `--type-check`. */
export async function copyGenerated(target: string): Promise<void> {
  await cp(join(repositoryRoot, "generated"), target, { recursive: true });
  for (const path of typescriptIn(target)) {
    const text = await readFile(join(target, path), "utf8");
    if (!unchecked.test(text)) throw new Error(`${path} is not as by default`);
    await writeFile(join(target, path), text.replace(unchecked, ""));
  }
}
