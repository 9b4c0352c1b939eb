/** What is checked in is what the tool writes; and what it writes depends on nothing but the document. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, getFileInfo } from "prettier";
import { describe, expect, test } from "vitest";
import { readDocument } from "../../generator/read/readDocument.js";
import type { RestDescription } from "../../generator/read/restDescription.js";
import { renderOutput } from "../../generator/renderOutput.js";
import { discoveryCodegen } from "../support/commandLine.js";
import { corpusPath, describeCorpus } from "../support/corpus.js";
import { repositoryRoot } from "../support/temporary.js";

const pinned = join(repositoryRoot, "discovery/genomics-v1.json");

test("the checked-in output is what generate writes now", async () => {
  const { stdout, code } = await discoveryCodegen(["check", "--json"], {
    cwd: repositoryRoot,
  });
  const { files } = JSON.parse(stdout) as {
    files: { path: string; state: string }[];
  };
  expect(files.filter(({ state }) => state !== "same")).toEqual([]);
  expect(files.map(({ path }) => path)).toContain(
    "genomics-v1/resources/operations.ts",
  );
  expect(code).toBe(0);
});

describe("discovery/genomics-v1.json", () => describeOutput(pinned));

describeCorpus("real documents", () => {
  describe.each(["genomics.v1alpha2", "genomics.v2alpha1", "drive.v3"])(
    "%s",
    (key) => describeOutput(corpusPath(key)),
  );
});

function describeOutput(path: string): void {
  test("the same bytes twice, and whatever the order of the keys", async () => {
    const document: unknown = JSON.parse(readFileSync(path, "utf8"));
    const once = await render(document);
    expect(await render(document)).toEqual(once);
    for (const seed of [1, 2]) {
      const shuffled = shuffleKeys(document, seed);
      expect(JSON.stringify(shuffled)).not.toBe(JSON.stringify(document));
      expect(await render(shuffled)).toEqual(once);
    }
  });

  test("prettier, as it is by default, changes nothing", async () => {
    const files = await render(JSON.parse(readFileSync(path, "utf8")));
    let formatted = 0;
    for (const [name, text] of Object.entries(files)) {
      const { inferredParser } = await getFileInfo(name);
      if (inferredParser === null) continue;
      expect(await format(text, { filepath: name }), name).toBe(text);
      formatted++;
    }
    expect(formatted).toBeGreaterThan(20);
  });
}

/** Everything that generate would write, but the lock. */
async function render(document: unknown): Promise<Record<string, string>> {
  const { files } = await renderOutput([await read(document)]);
  return Object.fromEntries(files);
}

async function read(document: unknown): Promise<RestDescription> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const result = await readDocument({ name: "test.json", bytes });
  if (!result.ok) throw new Error(JSON.stringify(result.diagnostics));
  return result.document;
}

/** The same value with the keys of every object in another order. Lists keep theirs: it means something. */
function shuffleKeys(value: unknown, seed: number): unknown {
  if (Array.isArray(value)) return value.map((one) => shuffleKeys(one, seed));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, inner]) => [rank(key, seed), key, inner] as const)
      .sort(([a], [b]) => a - b)
      .map(([, key, inner]) => [key, shuffleKeys(inner, seed)]),
  );
}

/** A number that has nothing to do with the alphabet. */
function rank(text: string, seed: number): number {
  let hash = seed;
  for (const character of text)
    hash = (Math.imul(hash, 31) + character.charCodeAt(0) * 7919) % 1009;
  return hash;
}
