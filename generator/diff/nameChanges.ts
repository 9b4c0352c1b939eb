import { change } from "./change.js";
import { noteChanges } from "./noteChanges.js";
import type { Pairing } from "./pairing.js";
import type { Change, Place } from "./report.js";
import type { MethodAt, ResourceAt } from "./revision.js";

/** That a name which callers write is another one. */
export function nameChange(
  where: Place,
  old: string,
  next: string,
): readonly Change[] {
  return old === next
    ? []
    : [change("name-changed", where, { old, new: next, typescript: true })];
}

/** Names of the API itself: its folder, which imports name, its class, and the interface of the standard parameters. */
export function apiNameChanges({
  old: { plan: old },
  new: { plan: next },
}: Pairing): readonly Change[] {
  const where: Place = { kind: "api" };
  return [
    ...nameChange(where, `${old.folder}/`, `${next.folder}/`),
    ...nameChange(where, old.root.className, next.root.className),
    ...nameChange(where, old.standardName, next.standardName),
  ];
}

/** Resources that are gone, of those within each other the outermost; and new names of the others. */
export function resourceChanges(pairing: Pairing): readonly Change[] {
  const { old, new: next } = pairing;
  return [...old.resources].flatMap(([key, resource]): readonly Change[] => {
    const path = JSON.parse(key) as readonly string[];
    if (path.length === 0) return [];
    const where: Place = { kind: "resource", resource: resource.name };
    const other = next.resources.get(key);
    if (other)
      return [
        ...resourceNames(where, resource, other),
        ...noteChanges(where, notesOf(resource), notesOf(other)),
      ];
    const parent = JSON.stringify(path.slice(0, -1));
    return next.resources.has(parent)
      ? [
          change("resource-removed", where, {
            old: resource.plan.className,
            typescript: true,
          }),
        ]
      : [];
  });
}

/** Nothing is said of a resource but whether it is deprecated. */
function notesOf({ plan }: ResourceAt) {
  return { description: "", deprecated: plan.resource.deprecated };
}

function resourceNames(
  where: Place,
  old: ResourceAt,
  next: ResourceAt,
): readonly Change[] {
  return [
    // Only its own part of the way to it: what lies above is told there.
    ...nameChange(where, lastPart(old.accessor), lastPart(next.accessor)),
    ...nameChange(where, old.plan.className, next.plan.className),
    ...nameChange(
      where,
      `resources/${old.plan.file}.js`,
      `resources/${next.plan.file}.js`,
    ),
  ];
}

/** Names of a method that both revisions have at one place. */
export function methodNameChanges(
  where: Place,
  { plan: old }: MethodAt,
  { plan: next }: MethodAt,
): readonly Change[] {
  const both: readonly (readonly [string | null, string | null])[] = [
    [old.name, next.name],
    [old.nextName, next.nextName],
    [old.mediaName, next.mediaName],
    [old.paramsName, next.paramsName],
    [old.requestName, next.requestName],
  ];
  // What is there in one revision alone is told as what it is: paging, a download.
  return both.flatMap(([before, after]) =>
    before === null || after === null ? [] : nameChange(where, before, after),
  );
}

function lastPart(accessor: string): string {
  return accessor.slice(accessor.lastIndexOf(".") + 1);
}
