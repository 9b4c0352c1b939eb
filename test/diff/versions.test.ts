/** Whole documents of two versions of an API: far more changes at once than revisions have, on real documents. */
import { expect, test } from "vitest";
import type { RestDescription } from "../../generator/read/restDescription.js";
import { describeCorpus, readCorpus } from "../support/corpus.js";
import { judge } from "./typeChecker.js";

describeCorpus("a move to another version breaks what diff says", () => {
  test.each([
    ["cloudbuild.v1alpha1", "cloudbuild.v1alpha2"],
    ["container.v1beta1", "container.v1"],
    ["dfareporting.v4", "dfareporting.v3.3"],
    ["drive.v2", "drive.v3"],
    ["run.v1", "run.v2"],
  ])("%s to %s", { timeout: 120_000 }, async (from, to) => {
    const old = readCorpus(from) as RestDescription;
    // The clients are to stand in folders of one name.
    const { id, name, version } = old;
    const next = { ...(readCorpus(to) as RestDescription), id, name, version };
    const [judged] = await judge([{ old, new: next }]);
    expect(judged?.disagreements).toEqual([]);
    expect(judged?.errors.length).toBeGreaterThan(50);
    expect(judged?.report.counts.breaking).toBeGreaterThan(10);
  });
});
