/**
 * The matrix can fail: with any one escape switched off it finds text that gets out. Each sabotage is an edit of some lines of a
 * sink or of a check; the edited tool is bundled and goes through the same places, strings and judges as the real one.
 */
import { describe, expect, test } from "vitest";
import { buildTool, type Edit } from "./buildTool.js";
import { runMatrix, wholePlaces, type Escape } from "./matrix.js";
import { isFree, rivals } from "./places.js";
import { sinks } from "./judge.js";
import { sabotages } from "./sabotages/all.js";
import type { Sabotage } from "./sabotages/sabotage.js";
import { hostileStrings } from "./strings.js";

const free = wholePlaces.filter(isFree);

/** What gets out of the sabotage's sink with some escapes switched off. */
async function escapesOf(
  { at, strings, sink, fault = /(?:)/ }: Sabotage,
  off: readonly Edit[],
): Promise<readonly Escape[]> {
  const isIt = (escape: Escape): boolean =>
    escape.sink === sink && fault.test(escape.fault);
  const { escapes } = await runMatrix(
    await buildTool(off),
    free.filter(({ pointer }) => at.test(pointer)),
    (place) => (strings.length > 0 ? strings : rivals(place)),
    (found) => found.some(isIt),
    // What of a document takes longest to read.
    () => ({
      changes: sink.endsWith(": diff"),
      docs: sink.startsWith("docs: "),
    }),
  );
  return escapes.filter(isIt);
}

describe.each(sabotages)("without the escape of $what", (sabotage) => {
  const { off } = sabotage;
  test("the matrix fails", async () => {
    expect(await escapesOf(sabotage, off)).not.toEqual([]);
  }, 120_000);

  if (off.length > 1)
    test.each(off)(
      "nor where $file has $from alone",
      async (kept) => {
        const others = off.filter((edit) => edit !== kept);
        expect(await escapesOf(sabotage, others)).toEqual([]);
      },
      120_000,
    );
});

test("the matrix has each string that shows it", () => {
  for (const { strings } of sabotages)
    for (const text of strings) expect(hostileStrings).toContain(text);
});

test("every sink is sabotaged", () => {
  expect(new Set(sabotages.map(({ sink }) => sink))).toEqual(new Set(sinks));
});
