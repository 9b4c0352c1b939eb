/**
 * The corpus: real Discovery documents in a directory outside the repository, for tests of breadth. `DISCOVERY_CORPUS` names the
 * directory, absolute or relative to the repository root.
 */
import { readFileSync, readdirSync, statSync } from "node:fs";
import { join, resolve, sep } from "node:path";
import { describe, test } from "vitest";

const repositoryRoot = resolve(import.meta.dirname, "../..");

/** The corpus directory as an absolute path; it need not exist. */
export const corpusDirectory: string = resolve(
  repositoryRoot,
  process.env["DISCOVERY_CORPUS"] || "../shared/discovery-corpus",
);

let warned = false;

/** The keys of the corpus documents, sorted: `genomics.v1` is `genomics.v1.json`, `a/b` is `a/b.json`. Empty where there is no corpus. */
export function corpusDocuments(): readonly string[] {
  if (!statSync(corpusDirectory, { throwIfNoEntry: false })?.isDirectory())
    return [];
  return readdirSync(corpusDirectory, { encoding: "utf8", recursive: true })
    .filter((path) => path.endsWith(".json"))
    .map((path) => path.slice(0, -".json".length).replaceAll(sep, "/"))
    .sort();
}

/** The absolute path of the document with this key. */
export function corpusPath(key: string): string {
  return join(corpusDirectory, `${key}.json`);
}

/** The parsed document with this key. Throws where there is no such file, or where it is not JSON. */
export function readCorpus(key: string): unknown {
  return JSON.parse(readFileSync(corpusPath(key), "utf8"));
}

/**
 * `describe` for tests of the corpus. Without a corpus (no directory, or no document in it) the suite is reported as skipped, with
 * the reason in its name, and `fn` is not run, so that it may read the corpus while it registers tests.
 */
export function describeCorpus(name: string, fn: () => void): void {
  if (corpusDocuments().length > 0) {
    describe(name, fn);
    return;
  }
  const reason = `skipped: no corpus at ${corpusDirectory}, set DISCOVERY_CORPUS`;
  if (!warned) {
    warned = true;
    console.warn(reason);
  }
  describe.skip(`${name} (${reason})`, () => {
    // A suite without a test is an error to vitest.
    test("needs the corpus", () => {});
  });
}
