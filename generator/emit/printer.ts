import type {
  ConstantDeclaration,
  Declaration,
  ExportDeclaration,
  FileDeclarations,
  ImportDeclaration,
} from "./declarations.js";
import { breakConstant } from "./breakStatement.js";
import type { Fits } from "./breakType.js";
import { printClass } from "./printClass.js";
import { printAlias, printInterface, printUnion } from "./printTypes.js";
import { Sheet } from "./sheet.js";

/** Writes declarations out as prettier would have them. */
export async function printFile({
  header,
  imports,
  exports,
  declarations,
}: FileDeclarations): Promise<string> {
  const sheet = new Sheet();
  for (const line of header.flatMap((text) => text.split("\n")))
    sheet.lines(`// ${line}`.trimEnd());
  if (imports.length > 0) sheet.blankLine();
  for (const declaration of imports) printImport(sheet, declaration);
  if (exports.length > 0) sheet.blankLine();
  for (const declaration of exports) printExport(sheet, declaration);
  for (const declaration of declarations) {
    sheet.blankLine();
    sheet.doc(declaration.doc);
    printDeclaration(sheet, declaration);
  }
  return sheet.text();
}

function printDeclaration(sheet: Sheet, declaration: Declaration): void {
  switch (declaration.kind) {
    case "interface":
      return printInterface(sheet, declaration);
    case "alias":
      return printAlias(sheet, declaration);
    case "union":
      return printUnion(sheet, declaration);
    case "class":
      return printClass(sheet, declaration);
    case "constant":
      return printConstant(sheet, declaration);
  }
}

function printImport(
  sheet: Sheet,
  { from, types, values }: ImportDeclaration,
): void {
  const isTypeOnly = values.length === 0;
  const names = specifiers(types, values, isTypeOnly);
  printNamed(sheet, `import ${isTypeOnly ? "type " : ""}`, names, from);
}

function printExport(
  sheet: Sheet,
  { from, types, values, typeOnly }: ExportDeclaration,
): void {
  const keyword = `export ${typeOnly ? "type " : ""}`;
  const names = specifiers(types, values, typeOnly);
  if (names.length > 0) printNamed(sheet, keyword, names, from);
  else sheet.lines(`${keyword}* from ${from};`);
}

/** A list of names, one a line where they do not fit on one; a single name always stays on its line. */
function printNamed(
  sheet: Sheet,
  keyword: string,
  names: readonly string[],
  from: string,
): void {
  const line = `${keyword}{ ${names.join(", ")} } from ${from};`;
  if (names.length === 1 || sheet.fits(line)) return sheet.lines(line);
  sheet.lines(`${keyword}{`);
  sheet.indent(() => {
    for (const name of names) sheet.lines(`${name},`);
  });
  sheet.lines(`} from ${from};`);
}

function specifiers(
  types: readonly string[],
  values: readonly string[],
  isTypeOnly: boolean,
): readonly string[] {
  const keyword = isTypeOnly ? "" : "type ";
  return [
    ...values.map((name) => ({ name, text: name })),
    ...types.map((name) => ({ name, text: `${keyword}${name}` })),
  ]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ text }) => text);
}

function printConstant(
  sheet: Sheet,
  { name, type, value, isExported }: ConstantDeclaration,
): void {
  const declared = `${isExported ? "export " : ""}const ${name}${type ? `: ${type}` : ""} =`;
  const lines = `${declared} ${value};`.split("\n");
  const fits: Fits = (line, levels) => sheet.fits(line, levels);
  // An object literal that begins on a line of its own stays as it is, and so does a list with a comment.
  const hasOneSpelling = /^\{\n|^\[\n\s*\/\*\*/.test(value);
  const broken = !sheet.isPlain(
    lines.filter((line) => !isComment(line)).join(""),
  )
    ? null
    : hasOneSpelling
      ? breakConstant(lines, fits)
      : lines.length > 1
        ? null
        : sheet.fits(lines[0] ?? "")
          ? lines
          : /^"[^"]*"$/.test(value)
            ? [declared, `  ${value};`]
            : null;
  if (broken) sheet.lines(broken.join("\n"));
  else sheet.defer("statement", lines.join("\n"));
}

function isComment(line: string): boolean {
  return /^\s*(?:\/\*\*| \*)/.test(line);
}
