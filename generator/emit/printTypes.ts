import { breakAlias, breakHead, breakMember } from "./breakType.js";
import type {
  AliasDeclaration,
  InterfaceDeclaration,
  UnionDeclaration,
} from "./declarations.js";
import { docComment } from "./docText.js";
import type { Sheet } from "./sheet.js";

export function printInterface(
  sheet: Sheet,
  { name, extends: base, properties, index }: InterfaceDeclaration,
): void {
  const start = `export interface ${name}`;
  if (!base) sheet.lines(`${start} {`);
  else sheet.typed("head", [`${start} extends`, base, " {"], breakHead);
  sheet.indent(() => {
    if (index) printMember(sheet, "[key: string]:", index);
    for (const { key, doc, type, isOptional, isReadonly } of properties) {
      sheet.doc(doc);
      const modifier = isReadonly ? "readonly " : "";
      const mark = isOptional ? "?" : "";
      printMember(sheet, `${modifier}${key}${mark}:`, type);
    }
  });
  sheet.lines("}");
}

function printMember(sheet: Sheet, lead: string, type: string): void {
  sheet.typed("member", [lead, type, ";"], breakMember);
}

export function printAlias(
  sheet: Sheet,
  { name, type }: AliasDeclaration,
): void {
  const lead = `export type ${name} =`;
  sheet.typed("statement", [lead, type, ";"], breakAlias);
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
  const last = types.length - 1;
  const [comment = "", ...others] = comments;
  const isLead = others.every((text) => text === "");
  // A comment before the first member alone does not keep the others from sharing its line.
  if (isLead && (last === 0 ? sheet.isPlain(flat) : fitsBelow)) {
    const above = comment === "" ? [] : comment.split("\n");
    return sheet.lines(start, ...[...above, flat].map((line) => `  ${line}`));
  }
  const broken = types.flatMap((type, index) => [
    ...(comments[index] ? comments[index].split("\n") : []),
    `${last > 0 ? "| " : ""}${type}${index === last ? ";" : ""}`,
  ]);
  if (last > 0 && types.every((type) => sheet.isPlain(type))) {
    sheet.lines(start);
    sheet.lines(broken.map((line) => `  ${line}`).join("\n"));
  } else sheet.defer("statement", [start, ...broken].join("\n"));
}
