import { placeOfPointer, segmentsOf } from "./place.js";
import type { ShapeValidator } from "./shape.js";

/** Enough to climb from the deepest fault to the root. */
const rounds = 100;

/** Stands in for what the document itself lacks, so that its other parts can be checked. */
const placeholders = { name: "api", version: "v1" };

/**
 * Removes, in place, the parts of a document that have the wrong form, so that the remaining ones can be
 * checked for their meaning and all problems be told at once. A wrong optional member goes alone; where a
 * required one is missing, what needs it goes too. The document is refused whatever the checks say.
 *
 * @returns whether what is left has the form of a Discovery document
 */
export function prune(
  document: Readonly<Record<string, unknown>>,
  validate: ShapeValidator,
): boolean {
  for (let round = 0; round < rounds; round++) {
    const errors = validate(document);
    if (errors.length === 0) return true;
    for (const { instancePath } of errors)
      remove(document, segmentsOf(placeOfPointer(instancePath)).map(String));
    for (const [key, value] of Object.entries(placeholders))
      if (!Object.hasOwn(document, key)) Reflect.set(document, key, value);
  }
  return false;
}

function remove(root: object, path: readonly string[]): void {
  const parents: object[] = [];
  let parent: object = root;
  for (const key of path.slice(0, -1)) {
    parents.push(parent);
    const next: unknown = Reflect.get(parent, key);
    // A fault above this one has taken it along.
    if (typeof next !== "object" || next === null) return;
    parent = next;
  }
  const key = path.at(-1);
  if (key === undefined) return;
  if (Array.isArray(parent)) {
    // The positions of a list mean something (an enum and its texts): it goes as a whole.
    const above = parents.at(-1);
    const listKey = path.at(-2);
    if (above !== undefined && listKey !== undefined)
      Reflect.deleteProperty(above, listKey);
  } else if (isSchemaDictionary(path.at(-2))) {
    // The name stays, so that a reference to it is not called dangling.
    Reflect.set(parent, key, {});
  } else Reflect.deleteProperty(parent, key);
}

function isSchemaDictionary(key: string | undefined): boolean {
  return key === "schemas" || key === "properties" || key === "parameters";
}
