/**
 * From names of the document to proposals for names in TypeScript. A proposal is legal, but not yet unique:
 * a {@link Scope} settles that.
 */

/** A parameter's name as the reference page has it: `$.xgafv` is `x__xgafv`, `start-date` is `start_date`. */
export function parameterName(wireName: string): string {
  const start = /^[A-Za-z]/.test(wireName) ? "" : "x";
  return start + wireName.replaceAll(/[^A-Za-z0-9]/g, "_");
}

/** A method's or resource's name as the reference page has it: `well-known` is `well_known`; reserved words stay. */
export function accessorName(wireName: string): string {
  const name = wireName.replaceAll(/[^A-Za-z0-9_]/g, "_");
  return /^[A-Za-z_]/.test(name) ? name : `x${name}`;
}

/** `well-known` is `WellKnown`; what has no letter or digit is empty. */
export function pascalCase(wireName: string): string {
  return wireName
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** The name of a type made from the names on the way to it: `["files", "list", "params"]` is `FilesListParams`. */
export function typeName(...wireNames: readonly string[]): string {
  const name = wireNames.map(pascalCase).join("");
  return /^[A-Za-z]/.test(name) ? name : `X${name}`;
}

/** The name of a constant: as {@link typeName}, its first letter small. */
export function constantName(...wireNames: readonly string[]): string {
  const name = typeName(...wireNames);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/**
 * A name for a file: what is unsafe becomes `_`, a dot at either end and a dash at the start too; a very long one is cut,
 * and a name that is a device to Windows, whatever its ending, gets a `_`: `con.jobs` is `con_.jobs`.
 */
export function fileName(wireName: string): string {
  const name = wireName
    .replaceAll(/[^A-Za-z0-9._-]/g, "_")
    .slice(0, 180)
    .replace(/^[.-]|\.$/g, "_")
    .replace(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i, "$1_");
  return name || "_";
}
