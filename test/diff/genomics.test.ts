/** A real revision: in May 2021 the Genomics API v1 lost its operations. */
import { expect, test } from "vitest";
import { diff } from "../../generator/diff/diff.js";
import { placeText } from "../../generator/diff/report.js";
import { describeCorpus, readCorpus } from "../support/corpus.js";
import type { RestDescription } from "../../generator/read/restDescription.js";
import { judge } from "./typeChecker.js";

describeCorpus("from genomics.v1-2021 to genomics.v1", () => {
  const old = readCorpus("genomics.v1-2021") as RestDescription;
  const next = readCorpus("genomics.v1") as RestDescription;
  const report = diff(old, next);
  const placesOf = (code: string): readonly string[] =>
    report.changes
      .filter((change) => change.code === code)
      .map(({ where }) => placeText(where));

  test("the three removed methods are told", () => {
    expect(placesOf("method-removed")).toEqual([
      "genomics.operations.cancel",
      "genomics.operations.get",
      "genomics.operations.list",
    ]);
  });

  test("the schemas are told as what they are", () => {
    const names = ({ schemas = {} }: RestDescription): readonly string[] =>
      Object.keys(schemas).toSorted();
    const texts = (list: readonly string[]) =>
      list.map((name) => `schema ${name}`);
    const before = names(old);
    const after = names(next);
    expect(placesOf("schema-removed")).toEqual(
      texts(before.filter((name) => !after.includes(name))),
    );
    expect(placesOf("schema-added")).toEqual(
      texts(after.filter((name) => !before.includes(name))),
    );
    expect(placesOf("description-changed")).toEqual(["FailedEvent.code"]);
  });

  test("whoever vendors the first sees just the errors that were announced", async () => {
    const [judged] = await judge([{ old, new: next }]);
    expect(judged?.disagreements).toEqual([]);
    expect(judged?.errors.length).toBeGreaterThan(15);
  });

  test("the calls themselves are right: they compile with the client that they were written for", async () => {
    const [judged] = await judge([{ old, new: old }]);
    expect(judged?.errors).toEqual([]);
  });

  test("it suggests a major version", () => {
    expect(report.bump).toBe("major");
    expect(report.notes).toEqual([]);
  });
});
