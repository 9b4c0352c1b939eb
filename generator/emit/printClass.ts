import type { ClassDeclaration, ParameterDeclaration } from "./declarations.js";
import type { Sheet } from "./sheet.js";

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
      sheet.code("classMember", `readonly ${property}: ${type};`);
    }
    if (properties.length > 0) sheet.blankLine();
    if (constructorParameter)
      printFunction(
        sheet,
        "constructor",
        [constructorParameter],
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
  const broken = [
    `${name}(`,
    ...list.map((parameter) => `  ${parameter},`),
    `)${returns} {`,
  ];
  const lines = [
    ...(sheet.fits(flat) ? [flat] : broken),
    ...body
      .flatMap((text) => statement(sheet, text))
      .map((line) => `  ${line}`),
    "}",
  ];
  if (lines.every((line) => sheet.fits(line))) sheet.lines(...lines);
  else sheet.defer("classMember", `${flat}\n${body.join("\n")}\n}`);
}

/** A call that is too long has its arguments one a line; any other statement stays as it is. */
function statement(sheet: Sheet, text: string): readonly string[] {
  if (sheet.fits(text, 1)) return [text];
  const call = /^(return [\w.#$]+\()([\w.#$]+(?:, [\w.#$]+)+)(\);)$/.exec(text);
  if (!call) return [text];
  const [, start = "", list = "", end = ""] = call;
  return [start, ...list.split(", ").map((argument) => `  ${argument},`), end];
}

function parameterText({
  name,
  type,
  isOptional,
  initializer,
}: ParameterDeclaration): string {
  return `${name}${isOptional ? "?" : ""}: ${type}${initializer ? ` = ${initializer}` : ""}`;
}
