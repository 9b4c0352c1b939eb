/** `npm run platforms`: installs what `packages.ts` lists, if it is not there yet. No script of the packages is run. */
import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installedBinary, packages, packagesFolder } from "./packages.js";

const missing = Object.values(packages).filter(
  (platform) => !installedBinary(platform),
);
if (process.platform !== "linux" || process.arch !== "x64") {
  console.error("The platforms are known for Linux on x64 only.");
  process.exitCode = 1;
} else if (missing.length > 0) {
  mkdirSync(packagesFolder, { recursive: true });
  // Else npm would install them into the repository, which is the next package above.
  writeFileSync(join(packagesFolder, "package.json"), '{ "private": true }\n');
  execFileSync(
    "npm",
    [
      "install",
      "--prefix",
      packagesFolder,
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--save-exact",
      ...missing.map(({ package: name, version }) => `${name}@${version}`),
    ],
    { stdio: "inherit" },
  );
}
