import {
  Project,
  StructureKind,
  VariableDeclarationKind,
  type ClassDeclarationStructure,
  type ExportDeclarationStructure,
  type ImportDeclarationStructure,
  type JSDocStructure,
  type ParameterDeclarationStructure,
  type PropertySignatureStructure,
  type StatementStructures,
} from "ts-morph";
import type {
  ClassDeclaration,
  Declaration,
  ExportDeclaration,
  FileDeclarations,
  ImportDeclaration,
  ParameterDeclaration,
  PropertyDeclaration,
} from "./declarations.js";
import { docCommentLines, fitsOneLine, type Doc } from "./docText.js";

/**
 * Writes declarations out as source text, not formatted yet. The only place that knows ts-morph: its structures paste
 * strings into the code as they are, so nothing but typed declarations may come here. One structure a file, since
 * every change to a file that exists parses it again.
 */
export function printFile({
  header,
  imports,
  exports,
  declarations,
}: FileDeclarations): string {
  const file = project.createSourceFile("file.ts", {
    statements: [
      header
        .flatMap((text) => text.split("\n"))
        .map((line) => `// ${line}`.trimEnd())
        .join("\n"),
      ...imports.map(importStructure).map(afterBlankLine),
      ...exports.map(exportStructure).map(afterBlankLine),
      ...declarations
        .map(declarationStructure)
        .map((structure) => ({ ...structure, leadingTrivia: "\n" })),
    ],
  });
  const text = file.getFullText();
  file.forget();
  return text;
}

/** Holds one file at a time; making a project for each costs more than most files do. */
const project = new Project({ useInMemoryFileSystem: true });

/** A blank line before the first of a group; ts-morph leaves none between statements of some kinds. */
function afterBlankLine<T>(
  structure: T,
  index: number,
): T & { leadingTrivia: string } {
  return { ...structure, leadingTrivia: index === 0 ? "\n" : "" };
}

const unquoted = (literal: string): string => literal.slice(1, -1);

function importStructure({
  from,
  types,
  values,
}: ImportDeclaration): ImportDeclarationStructure {
  const isTypeOnly = values.length === 0;
  return {
    kind: StructureKind.ImportDeclaration,
    moduleSpecifier: unquoted(from),
    isTypeOnly,
    namedImports: namedSpecifiers(types, values, isTypeOnly),
  };
}

function exportStructure({
  from,
  types,
  values,
  typeOnly,
}: ExportDeclaration): ExportDeclarationStructure {
  return {
    kind: StructureKind.ExportDeclaration,
    moduleSpecifier: unquoted(from),
    isTypeOnly: typeOnly,
    namedExports: namedSpecifiers(types, values, typeOnly),
  };
}

function namedSpecifiers(
  types: readonly string[],
  values: readonly string[],
  isTypeOnly: boolean,
): { name: string; isTypeOnly: boolean }[] {
  return [
    ...values.map((name) => ({ name, isTypeOnly: false })),
    ...types.map((name) => ({ name, isTypeOnly: !isTypeOnly })),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

function declarationStructure(declaration: Declaration): StatementStructures {
  const { name, doc } = declaration;
  const docs = docStructures(doc, 0);
  switch (declaration.kind) {
    case "interface":
      return {
        kind: StructureKind.Interface,
        name,
        docs,
        isExported: true,
        extends: [...declaration.extends],
        properties: declaration.properties.map(propertyStructure),
        ...(declaration.index && {
          indexSignatures: [
            {
              keyName: "key",
              keyType: "string",
              returnType: declaration.index,
            },
          ],
        }),
      };
    case "alias":
      return {
        kind: StructureKind.TypeAlias,
        name,
        docs,
        isExported: true,
        type: declaration.type,
      };
    case "constant":
      return {
        kind: StructureKind.VariableStatement,
        docs,
        isExported: declaration.isExported,
        declarationKind: VariableDeclarationKind.Const,
        declarations: [
          {
            name,
            initializer: declaration.value,
            ...(declaration.type && { type: declaration.type }),
          },
        ],
      };
    case "class":
      return classStructure(declaration, docs);
  }
}

function classStructure(
  declaration: ClassDeclaration,
  docs: JSDocStructure[],
): ClassDeclarationStructure {
  return {
    kind: StructureKind.Class,
    name: declaration.name,
    docs,
    isExported: true,
    properties: declaration.properties.map(({ name, type, doc }) => ({
      name,
      type,
      isReadonly: true,
      docs: docStructures(doc, 2),
    })),
    ctors: [
      {
        parameters: [parameterStructure(declaration.constructorParameter)],
        statements: [...declaration.constructorBody],
      },
    ],
    methods: declaration.methods.map(
      ({ name, doc, parameters, returns, body }) => ({
        name,
        docs: docStructures(doc, 2),
        parameters: parameters.map(parameterStructure),
        returnType: returns,
        statements: [...body],
      }),
    ),
  };
}

function propertyStructure({
  key,
  doc,
  type,
  isOptional,
  isReadonly,
}: PropertyDeclaration): PropertySignatureStructure {
  return {
    kind: StructureKind.PropertySignature,
    name: key,
    type,
    hasQuestionToken: isOptional,
    isReadonly,
    docs: docStructures(doc, 2),
  };
}

function parameterStructure({
  name,
  type,
  isOptional,
  initializer,
}: ParameterDeclaration): ParameterDeclarationStructure {
  return {
    kind: StructureKind.Parameter,
    name,
    type,
    hasQuestionToken: isOptional === true,
    ...(initializer && { initializer }),
  };
}

function docStructures(doc: Doc, indent: number): JSDocStructure[] {
  const lines = docCommentLines(doc, indent);
  const [first] = lines;
  if (first === undefined) return [];
  return [
    {
      kind: StructureKind.JSDoc,
      description: fitsOneLine(lines, indent) ? first : `\n${lines.join("\n")}`,
    },
  ];
}
