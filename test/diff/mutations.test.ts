/** What `diff` says breaks TypeScript callers is what the compiler says of their code; for changes of every kind. */
import { expect, test } from "vitest";
import { readDocument } from "../../generator/read/readDocument.js";
import type { RestDescription } from "../../generator/read/restDescription.js";
import { describeCorpus, readCorpus } from "../support/corpus.js";
import { operators, type Json } from "./mutations.js";
import { subset } from "./subset.js";
import { judge, type Case } from "./typeChecker.js";

/** Small parts of real documents, with all that the format has. */
const bases: readonly (readonly [string, readonly string[]])[] = [
  [
    "calendar.v3",
    ["acl.insert", "events.insert", "events.list", "events.quickAdd"],
  ],
  ["drive.v3", ["comments.create", "files.create", "files.get"]],
  [
    "genomics.v1-2021",
    ["operations.cancel", "operations.get", "operations.list"],
  ],
  [
    "gmail.v1",
    [
      "users.labels.create",
      "users.labels.list",
      "users.messages.list",
      "users.settings.filters.create",
    ],
  ],
  [
    "merchantapi.conversions_v1beta",
    [
      "accounts.conversionSources.create",
      "accounts.conversionSources.list",
      "accounts.conversionSources.patch",
    ],
  ],
  [
    "pubsub.v1",
    [
      "projects.schemas.create",
      "projects.schemas.list",
      "projects.topics.create",
      "projects.topics.publish",
    ],
  ],
  [
    "rapidmigrationassessment.v1",
    [
      "projects.locations.collectors.create",
      "projects.locations.collectors.list",
      "projects.locations.operations.get",
    ],
  ],
  ["tasks.v1", ["tasks.delete", "tasks.insert", "tasks.list", "tasks.patch"]],
];

/** How many places of each operator are tried, in as many documents. */
const places = 2;

interface Mutation extends Case {
  readonly name: string;
}

describeCorpus("the verdict on TypeScript callers", () => {
  const documents = bases.map(
    ([key, methods]) =>
      [key, subset(readCorpus(key) as RestDescription, methods)] as const,
  );

  test(
    "is the compiler's, for mutations of every kind",
    { timeout: 300_000 },
    async () => {
      const mutations = await seededMutations(documents, 20_210_410);
      expect(mutations.length).toBeGreaterThanOrEqual(2 * 40);
      expect(new Set(mutations.map(({ name }) => name)).size).toBe(
        mutations.length,
      );
      const judged = await judge(mutations);
      const wrong = judged.flatMap(({ disagreements }, index) =>
        disagreements.length === 0
          ? []
          : [`${mutations[index]?.name}\n  ${disagreements.join("\n  ")}`],
      );
      expect(wrong.join("\n")).toBe("");
      const breaking = judged.filter(({ errors }) => errors.length > 0).length;
      // Both verdicts must have been there, and often.
      expect(breaking).toBeGreaterThan(mutations.length / 4);
      expect(breaking).toBeLessThan((mutations.length * 3) / 4);
    },
  );

  test("every operator finds a place in some document", () => {
    const idle = Object.entries(operators).filter(([, { sites }]) =>
      documents.every(([, document]) => sites(toJson(document)).length === 0),
    );
    expect(idle.map(([name]) => name)).toEqual([]);
  });

  test("is that nothing breaks where nothing changed", async () => {
    const same = documents.map(([, document]) => ({
      old: document,
      new: document,
    }));
    for (const { report, errors } of await judge(same)) {
      expect(report.changes).toEqual([]);
      expect(errors).toEqual([]);
    }
  });
});

/** The same mutations for the same seed. */
async function seededMutations(
  documents: readonly (readonly [string, RestDescription])[],
  seed: number,
): Promise<readonly Mutation[]> {
  const random = randomNumbers(seed);
  const pick = <T>(list: readonly T[]): T | undefined =>
    list[Math.floor(random() * list.length)];
  const mutations: Mutation[] = [];
  for (const [name, { sites, apply }] of Object.entries(operators)) {
    const left = documents.filter(
      ([, document]) => sites(toJson(document)).length > 0,
    );
    for (let count = 0; count < places && left.length > 0; count++) {
      const index = Math.floor(random() * left.length);
      const [[key, old] = ["", undefined]] = left.splice(index, 1);
      const path = old && pick(sites(toJson(old)));
      if (!old || !path) continue;
      const changed = toJson(old);
      apply(changed, path);
      mutations.push({
        name: `${name}: ${key} ${path.join("/")}`,
        old,
        new: await valid(changed),
      });
    }
  }
  return mutations;
}

/** A copy of a document as plain data. */
function toJson(document: RestDescription): Json {
  return structuredClone(document) as unknown as Json;
}

/** A mutation is to be a document that the tool takes. */
async function valid(document: Json): Promise<RestDescription> {
  const bytes = new TextEncoder().encode(JSON.stringify(document));
  const result = await readDocument({ name: "mutation.json", bytes });
  if (!result.ok)
    throw new Error(
      result.diagnostics
        .map(({ message, pointer }) => `${pointer}: ${message}`)
        .join("\n"),
    );
  return result.document;
}

/** mulberry32: numbers from 0 to 1 that are the same everywhere. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
