import type {
  AliasDeclaration,
  InterfaceDeclaration,
  UnionDeclaration,
} from "./declarations.js";
import { docComment } from "./docText.js";
import type { Sheet } from "./sheet.js";

export function printInterface(
  sheet: Sheet,
  { name, extends: bases, properties, index }: InterfaceDeclaration,
): void {
  const heritage = bases.length > 0 ? ` extends ${bases.join(", ")}` : "";
  sheet.code("head", `export interface ${name}${heritage} {`);
  sheet.indent(() => {
    if (index) sheet.code("member", `[key: string]: ${index};`);
    for (const { key, doc, type, isOptional, isReadonly } of properties) {
      sheet.doc(doc);
      const modifier = isReadonly ? "readonly " : "";
      const mark = isOptional ? "?" : "";
      sheet.code("member", `${modifier}${key}${mark}: ${type};`);
    }
  });
  sheet.lines("}");
}

export function printAlias(
  sheet: Sheet,
  { name, type }: AliasDeclaration,
): void {
  sheet.code("statement", `export type ${name} = ${type};`);
}

/** A union on one line, on one line of its own, or one member a line where it is longer or members have comments. */
export function printUnion(
  sheet: Sheet,
  { name, members }: UnionDeclaration,
): void {
  const start = `export type ${name} =`;
  const types = members.map(({ type }) => type);
  const flat = `${types.join(" | ")};`;
  const fitsBelow = types.length > 1 && sheet.fits(flat, 1);
  const comments = members.map(({ doc }) => docComment(doc, 2));
  const hasComment = comments.some((comment) => comment !== "");
  if (!hasComment && sheet.fits(`${start} ${flat}`))
    return sheet.lines(`${start} ${flat}`);
  if (!hasComment && fitsBelow) return sheet.lines(start, `  ${flat}`);

  const last = types.length - 1;
  const broken = types.flatMap((type, index) => [
    ...(comments[index] ? comments[index].split("\n") : []),
    `${last > 0 ? "| " : ""}${type}${index === last ? ";" : ""}`,
  ]);
  // A comment before the first member alone does not keep the others from sharing its line.
  const isBroken =
    last > 0 && (!fitsBelow || comments.slice(1).some((text) => text !== ""));
  if (isBroken && types.every((type) => sheet.isPlain(type)))
    sheet.lines(start, ...broken.map((line) => `  ${line}`));
  else sheet.defer("statement", [start, ...broken].join("\n"));
}
