/**
 * Text of a document stays text: wherever a nasty string is put into a document that uses the whole format, what is
 * generated has the syntax that it has with a harmless one, or the document is refused at that place; and no sink lets
 * anything through. `HOSTILE=all npm test` tries every string at every place; without it each place gets a few.
 */
import { expect, test } from "vitest";
import { buildTool } from "./buildTool.js";
import { sinks } from "./judge.js";
import { few, runMatrix, summary, wholePlaces } from "./matrix.js";
import { isFree, rivals } from "./places.js";
import { hostileStrings, megabyte, worstStrings } from "./strings.js";

const isWhole = process.env["HOSTILE"] === "all";

const tool = await buildTool();
const free = wholePlaces.filter(isFree);
/** Keys of the format itself, which become keys that nobody knows: the same everywhere, more or less. */
const fixed = wholePlaces.filter((place) => !isFree(place));

test("there are enough places", () => {
  expect(free.filter(({ isKey }) => isKey).length).toBeGreaterThan(50);
  expect(free.filter(({ isKey }) => !isKey).length).toBeGreaterThan(200);
  expect(fixed.length).toBeGreaterThan(200);
});

test(
  "no string escapes from any place into any sink",
  async () => {
    const { cases, refused, escapes } = await runMatrix(
      tool,
      isWhole
        ? wholePlaces
        : [...free, ...fixed.filter((_, index) => index % 5 === 0)],
      isWhole
        ? (place) => (isFree(place) ? hostileStrings : worstStrings)
        : few(hostileStrings, 2),
      undefined,
      (nth) => ({
        changes: nth % (isWhole ? 10 : 2) === 0,
        docs: nth % (isWhole ? 40 : 5) === 0,
      }),
    );
    console.log(
      `${cases} strings at places, ${cases * sinks.length} with ${sinks.length} sinks: ${refused} refused where they are, ${escapes.length} escapes`,
    );
    expect(summary(escapes)).toEqual([]);
  },
  isWhole ? 3_600_000 : 240_000,
);

test("nor does a name that becomes one with another", async () => {
  const { cases, escapes } = await runMatrix(
    tool,
    free,
    rivals,
    undefined,
    (nth) => ({ changes: false, docs: nth % 4 === 0 }),
  );
  expect(cases).toBeGreaterThan(150);
  expect(summary(escapes)).toEqual([]);
}, 120_000);

test("nor does one of a megabyte", async () => {
  const places = ["/description", "/schemas/Thing", "/schemas/Level/enum/0"];
  const { cases, escapes } = await runMatrix(
    tool,
    wholePlaces.filter(({ pointer }) => places.includes(pointer)),
    () => [megabyte],
    undefined,
    // The parser of Markdown that judges references takes the square of so many asterisks.
    () => ({ changes: true, docs: false }),
  );
  expect(cases).toBeGreaterThanOrEqual(places.length);
  expect(summary(escapes)).toEqual([]);
});
