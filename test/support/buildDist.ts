/** Before all tests: builds `dist/`, which the tests of the command line run, unless it is newer than its sources. */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");

export default function buildDist(): void {
  if (newestIn("generator") < builtAt()) return;
  execFileSync(
    process.execPath,
    [
      "node_modules/typescript/bin/tsc",
      "-p",
      "tsconfig.build.json",
      // Types are the affair of `npm run typecheck`.
      "--noCheck",
    ],
    { cwd: root, stdio: "inherit" },
  );
  execFileSync(process.execPath, ["build.mjs"], {
    cwd: root,
    stdio: "inherit",
  });
}

function newestIn(folder: string): number {
  const sources = readdirSync(join(root, folder), {
    encoding: "utf8",
    recursive: true,
  }).map((path) => join(root, folder, path));
  return Math.max(
    ...[
      ...sources,
      join(root, "build.mjs"),
      join(root, "tsconfig.json"),
      join(root, "tsconfig.build.json"),
    ].map(modifiedAt),
  );
}

/** When the last step of the build was done. */
function builtAt(): number {
  return modifiedAt(join(root, "dist/toolState.json"));
}

function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
