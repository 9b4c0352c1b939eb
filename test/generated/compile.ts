/** Compiles TypeScript with each compiler that users may have. */
import { join } from "node:path";
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
 * @returns the compiler's messages and exit code
 */
export function compile(
  compiler: Compiler,
  folders: readonly string[],
  compilerOptions: object,
): Promise<Outcome> {
  return inTemporaryFolder(async (folder) => {
    await writeFiles(folder, [
      ["tsconfig.json", JSON.stringify({ compilerOptions, include: folders })],
    ]);
    return runCompiler(compiler, ["-p", folder]);
  });
}

export function runCompiler(
  compiler: Compiler,
  args: readonly string[],
): Promise<Outcome> {
  return runProgram(process.execPath, [
    join(repositoryRoot, "node_modules", compiler, "bin/tsc"),
    ...args,
  ]);
}
