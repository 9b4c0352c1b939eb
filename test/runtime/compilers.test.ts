/** The runtime compiles wherever it is copied to: under each TypeScript, with every strict flag, for browsers and for Node. */
import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

const strict = {
  target: "ES2022",
  module: "NodeNext",
  moduleResolution: "NodeNext",
  skipLibCheck: true,
  strict: true,
  noUncheckedIndexedAccess: true,
  exactOptionalPropertyTypes: true,
  verbatimModuleSyntax: true,
  isolatedModules: true,
  noPropertyAccessFromIndexSignature: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  declaration: true,
  noEmit: true,
};

const environments = {
  "a browser's types": { lib: ["ES2022", "DOM"], types: [] },
  "Node's types": { lib: ["ES2022"], types: ["node"] },
  "both, resolved as bundlers do": {
    lib: ["ES2022", "DOM", "DOM.Iterable"],
    types: ["node"],
    module: "ESNext",
    moduleResolution: "Bundler",
  },
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "discovery-codegen-runtime-"));
  await cp(join(root, "templates/runtime"), join(folder, "runtime"), {
    recursive: true,
  });
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(
    join(folder, "wrong.ts"),
    "export const wrong: number = String(1);\n",
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function compile(
  compiler: string,
  name: string,
  options: object,
): Promise<string> {
  const config = join(folder, `${name}.json`);
  const typeRoots = [join(root, "node_modules/@types")];
  await writeFile(
    config,
    JSON.stringify({
      compilerOptions: { ...strict, ...options, typeRoots },
      include: ["runtime", "wrong.ts"],
    }),
  );
  const tsc = join(root, "node_modules", compiler, "bin/tsc");
  try {
    await promisify(execFile)(process.execPath, [tsc, "-p", config], {
      cwd: folder,
    });
    return "";
  } catch (error) {
    return (error as { stdout: string }).stdout;
  }
}

const compilers = [
  "typescript-5.4",
  "typescript-5.9",
  "typescript-6",
  "typescript",
];

/** The flags that 5.4 does not know. */
function newer(compiler: string): object {
  return compiler === "typescript-5.4"
    ? {}
    : { isolatedDeclarations: true, erasableSyntaxOnly: true };
}

const combinations = compilers.flatMap((compiler) =>
  Object.entries(environments).map(([environment, options]) => ({
    compiler,
    environment,
    options,
  })),
);

// Each program holds one file with an error, so that a compiler that looks at nothing is found out.
test.concurrent.each(combinations)(
  "$compiler: $environment",
  async ({ compiler, environment, options }) => {
    const output = await compile(compiler, `${compiler} ${environment}`, {
      ...newer(compiler),
      ...options,
    });
    expect(output.trim()).toMatch(/^wrong\.ts\(1,14\): error TS2322: .*$/);
  },
  120_000,
);
