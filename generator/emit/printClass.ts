import { breakStatement } from "./breakStatement.js";
import { breakMember, type Fits } from "./breakType.js";
import type { ClassDeclaration, ParameterDeclaration } from "./declarations.js";
import type { Sheet } from "./sheet.js";
import { shapeOf } from "./typeShape.js";

export function printClass(
  sheet: Sheet,
  {
    name,
    properties,
    constructorParameter,
    constructorBody,
    methods,
  }: ClassDeclaration,
): void {
  if (!constructorParameter && properties.length + methods.length === 0) {
    sheet.lines(`export class ${name} {}`);
    return;
  }
  sheet.lines(`export class ${name} {`);
  sheet.indent(() => {
    for (const { name: property, type, doc } of properties) {
      sheet.doc(doc);
      sheet.typed(
        "classMember",
        [`readonly ${property}:`, type, ";"],
        breakMember,
      );
    }
    if (properties.length > 0) sheet.blankLine();
    if (constructorParameter || constructorBody.length > 0)
      printFunction(
        sheet,
        "constructor",
        constructorParameter ? [constructorParameter] : [],
        "",
        constructorBody,
      );
    for (const { name: method, doc, parameters, returns, body } of methods) {
      sheet.blankLine();
      sheet.doc(doc);
      printFunction(sheet, method, parameters, `: ${returns}`, body);
    }
  });
  sheet.lines("}");
}

/** Parameters and arguments stand on one line, or each on its own. */
function printFunction(
  sheet: Sheet,
  name: string,
  parameters: readonly ParameterDeclaration[],
  returns: string,
  body: readonly string[],
): void {
  const list = parameters.map(parameterText);
  const flat = `${name}(${list.join(", ")})${returns} {`;
  const isFlat = sheet.fits(flat);
  const broken = [
    `${name}(`,
    ...list.map((text) => `  ${text},`),
    `)${returns} {`,
  ];
  // What has nowhere to break may be longer than a line.
  const isLaidOut =
    isFlat ||
    (sheet.isPlain(flat) &&
      [...list, returns].every(
        (text, index) => isSolid(text) || sheet.fits(broken[index + 1] ?? ""),
      ));
  const fits: Fits = (line, levels = 0) => sheet.fits(line, levels + 1);
  const statements = body.map((text) => breakStatement(text, fits));
  if (isLaidOut && statements.every((lines) => lines !== null)) {
    sheet.lines(...(isFlat ? [flat] : broken));
    sheet.indent(() => sheet.lines(...statements.flat()));
    sheet.lines("}");
  } else {
    sheet.defer("classMember", `${flat}\n${body.join("\n")}\n}`);
  }
}

/** Whether a parameter or a return type has nowhere to break. */
function isSolid(text: string): boolean {
  const type = /^[\w$]*\??: (.*?)(?: = \{\})?$/.exec(text)?.[1];
  const shape = shapeOf(type?.replace(/ \| null$/, "") ?? "");
  return shape.kind === "solid";
}

function parameterText({
  name,
  type,
  isOptional,
  initializer,
}: ParameterDeclaration): string {
  return `${name}${isOptional ? "?" : ""}: ${type}${initializer ? ` = ${initializer}` : ""}`;
}
