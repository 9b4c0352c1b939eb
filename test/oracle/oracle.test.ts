/** A sample of the oracle; `npm run oracle` runs all of it. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { corpusDocuments } from "../support/corpus.js";
import { repositoryRoot } from "../support/temporary.js";
import { hasOracle, oracleDirectory } from "./oracleData.js";

/** Small documents that have, between them, each category of case. */
const sample = [
  "genomics.v1-2021",
  "genomics.v2alpha1",
  "gmail.v1",
  "translate.v2",
  "oauth2.v2",
  "container.v1",
  "firestore.v1",
  "identitytoolkit.v1",
  "analytics.v3",
];

const isHere =
  hasOracle && sample.every((key) => corpusDocuments().includes(key));
const name = isHere
  ? "the oracle"
  : `the oracle (skipped: no data at ${oracleDirectory}, set ORACLE_DIR)`;

describe.skipIf(!isHere)(name, () => {
  test("holds what generated clients send", { timeout: 300_000 }, () => {
    const run = spawnSync(
      process.execPath,
      [
        join(repositoryRoot, "node_modules/tsx/dist/cli.mjs"),
        "test/oracle/run.ts",
        ...sample,
      ],
      { cwd: repositoryRoot, encoding: "utf8" },
    );
    const lines = run.stdout.trimEnd().split("\n");
    expect(run.stderr).toBe("");
    expect(lines).toContain("surface: 0 faults");
    expect(lines.at(-1)).toMatch(/^\d{4,} passed, 0 failed$/);
    expect(run.status).toBe(0);
  });
});
