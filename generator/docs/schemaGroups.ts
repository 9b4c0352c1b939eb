import type { TypeModel } from "../model/schema.js";
import type { TypePlan } from "../plan/api.js";

/** So many schemas stand on one page at the most. With more there are pages by the beginnings of their names. */
const schemasOfOnePage = 80;

/** How much stands on a page, in characters of HTML, more or less. Only one schema alone may have more. */
const mostOfPage = 250_000;

/** No beginning of a name is longer as the name of a page. */
const longestPrefix = 100;

/** Names that no file may have on Windows. */
const devices = /^(?:con|prn|aux|nul|com\d|lpt\d)$/;

/**
 * The page of each schema: `schemas` for all of them where they are few and small; else `schemas/f` for those that begin with F,
 * or, where these have too much, `schemas/fi` and `schemas/fo`, past what all names of the group have in common.
 */
export function schemaPageNames(
  types: readonly TypePlan[],
): ReadonlyMap<TypePlan, string> {
  if (types.length <= schemasOfOnePage && isOfOnePage(types))
    return new Map(types.map((type) => [type, "schemas"]));
  const pages = new Map<TypePlan, string>();
  const place = (group: readonly TypePlan[], prefix: string): void => {
    const common = commonPrefix(group);
    const isWhole =
      prefix !== "" && (isOfOnePage(group) || common.length >= longestPrefix);
    const parts = isWhole
      ? []
      : [...grouped(group, prefix === "" ? 1 : common.length + 1)];
    // Names that are one but for their case stay together.
    if (parts.length > 1 || prefix === "")
      for (const [longer, part] of parts) place(part, longer);
    else for (const type of group) pages.set(type, pageOf(prefix));
  };
  place(types, "");
  return pages;
}

/** What the names on a page begin with, as they are written: `F`, `Fi`; `_` for those that begin with no letter. */
export function schemaGroupName(
  page: string,
  schemas: readonly { readonly schema: string }[],
): string {
  const prefix = page.slice("schemas/".length).replace(/-$/, "");
  const [first] = schemas;
  return prefix.length === 1 || !first
    ? prefix.toUpperCase()
    : first.schema.slice(0, prefix.length);
}

function pageOf(prefix: string): string {
  return `schemas/${prefix}${devices.test(prefix) ? "-" : ""}`;
}

/** A name as the names of pages have it: of small letters, digits and `_`, and a letter first. */
function folded({ node: { schema } }: TypePlan): string {
  return schema.replaceAll(/^[^A-Za-z]|[^A-Za-z0-9]/g, "_").toLowerCase();
}

function commonPrefix(group: readonly TypePlan[]): string {
  const [first = "", ...others] = group.map(folded);
  let { length } = first;
  for (const name of others)
    while (!name.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

function grouped(
  types: readonly TypePlan[],
  length: number,
): ReadonlyMap<string, readonly TypePlan[]> {
  const groups = new Map<string, TypePlan[]>();
  for (const type of types) {
    const prefix = folded(type).slice(0, length) || "_";
    const group = groups.get(prefix);
    if (group) group.push(type);
    else groups.set(prefix, [type]);
  }
  return groups;
}

function isOfOnePage(types: readonly TypePlan[]): boolean {
  return (
    types.reduce((sum, { node }) => sum + sizeOf(node.type, node), 0) <=
    mostOfPage
  );
}

/** About how many characters of HTML a schema takes: its own heading and what uses it, and a row for each field and value. */
function sizeOf(
  type: TypeModel,
  said: { readonly description: string },
): number {
  return 1_000 + said.description.length + sizeWithin(type);
}

const sizeOfRow = 450;

function sizeWithin(type: TypeModel): number {
  switch (type.kind) {
    case "array":
      return sizeWithin(type.items);
    case "map":
      return sizeOfRow + type.description.length + sizeWithin(type.values);
    case "enum":
      return type.values.reduce(
        (sum, { value, description }) =>
          sum + 100 + value.length + description.length,
        0,
      );
    case "object":
      return type.properties.reduce(
        (sum, property) =>
          sum +
          sizeOfRow +
          property.description.length +
          sizeWithin(property.type),
        type.additional ? sizeOfRow + sizeWithin(type.additional) : 0,
      );
    default:
      return 0;
  }
}
