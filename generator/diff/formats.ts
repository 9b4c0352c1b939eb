/** Formats that are one notation: RFC 3339. */
const synonyms: Readonly<Record<string, string>> = {
  "google-datetime": "date-time",
};

/** For a format of numbers, those whose every value it can hold. Without a format any number, or any text, is held. */
const narrower: Readonly<Record<string, readonly string[]>> = {
  int64: ["int32", "uint32"],
  uint64: ["uint32"],
  double: ["float", "int32", "uint32"],
};

/** Whether each value of a format is one of another format, whose kind in JSON is the same. */
export function formatHolds(format: string, other: string): boolean {
  const wide = synonyms[format] ?? format;
  const narrow = synonyms[other] ?? other;
  return (
    wide === "" || wide === narrow || narrower[wide]?.includes(narrow) === true
  );
}
