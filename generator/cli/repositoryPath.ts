import { relative, resolve } from "node:path";

/** A file as GitHub Actions calls it: from where the repository was checked out. */
export function repositoryPath(...parts: readonly string[]): string {
  const root = process.env["GITHUB_WORKSPACE"] || ".";
  return relative(root, resolve(...parts)).replaceAll("\\", "/");
}
