import type { ValueNotes } from "../model/schema.js";

/** What bounds a value, with the word for it: `["Default", "10"]`. */
export function constraintParts({
  default: preset,
  minimum,
  maximum,
  pattern,
}: ValueNotes): readonly (readonly [title: string, value: string])[] {
  const parts = [
    ["Default", preset],
    ["At least", minimum],
    ["At most", maximum],
    ["Pattern", pattern],
  ] as const;
  return parts.filter(([, value]) => value !== "");
}
