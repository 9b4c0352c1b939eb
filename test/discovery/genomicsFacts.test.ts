/** `discovery/genomics-v1.json` states the facts of Google's document in words of its own: everything but the texts is the same. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { expect, test } from "vitest";
import { describeCorpus, readCorpus } from "../support/corpus.js";

const ownPath = resolve(
  import.meta.dirname,
  "../../discovery/genomics-v1.json",
);

/** Shorter texts leave too little choice of words to be told apart. */
const longestFreeText = 20;

describeCorpus("discovery/genomics-v1.json", () => {
  const own: unknown = JSON.parse(readFileSync(ownPath, "utf8"));
  const original = readCorpus("genomics.v1-2021");

  test("is the original but for the texts", () => {
    expect(withoutTexts(own)).toEqual(withoutTexts(original));
  });

  test("describes exactly what the original describes", () => {
    expect([...textsByPointer(own).keys()]).toEqual([
      ...textsByPointer(original).keys(),
    ]);
  });

  test("has as many enumDescriptions as the original, none of them empty", () => {
    const lengths = enumDescriptionLengths(own);
    expect(lengths.size).toBeGreaterThan(0);
    expect(lengths).toEqual(enumDescriptionLengths(original));
    expect(
      [...textsByPointer(own)].filter(([, text]) => text.trim() === ""),
    ).toEqual([]);
  });

  test("takes over no text of the original", () => {
    const originalTexts = new Set(
      [...textsByPointer(original).values()].filter(
        (text) => text.length > longestFreeText,
      ),
    );
    expect(originalTexts.size).toBeGreaterThan(0);
    expect(
      [...textsByPointer(own)].filter(([, text]) => originalTexts.has(text)),
    ).toEqual([]);
  });
});

/** A property that is named `description` (schema `Event` has one) is an object, so the type of the value tells the two apart. */
function isDescription(key: string, value: unknown): value is string {
  return key === "description" && typeof value === "string";
}

function isEnumDescriptions(
  key: string,
  value: unknown,
): value is readonly string[] {
  return (
    key === "enumDescriptions" &&
    Array.isArray(value) &&
    value.every((entry) => typeof entry === "string")
  );
}

function withoutTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([key, child]) =>
          !isDescription(key, child) && !isEnumDescriptions(key, child),
      )
      .map(([key, child]) => [key, withoutTexts(child)]),
  );
}

function* walk(
  value: unknown,
  pointer = "",
): Generator<{ pointer: string; key: string; value: unknown }> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, child] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
    yield { pointer: at, key, value: child };
    yield* walk(child, at);
  }
}

function textsByPointer(document: unknown): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const { pointer, key, value } of walk(document)) {
    if (isDescription(key, value)) texts.set(pointer, value);
    if (isEnumDescriptions(key, value)) {
      value.forEach((text, index) => texts.set(`${pointer}/${index}`, text));
    }
  }
  return texts;
}

function enumDescriptionLengths(
  document: unknown,
): ReadonlyMap<string, number> {
  const lengths = new Map<string, number>();
  for (const { pointer, key, value } of walk(document)) {
    if (isEnumDescriptions(key, value)) lengths.set(pointer, value.length);
  }
  return lengths;
}
