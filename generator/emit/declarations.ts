import type { Identifier, MemberName } from "../plan/identifier.js";
import type { Code } from "./code.js";
import type { Doc, DocText } from "./docText.js";

/**
 * What a generated file consists of. All of it is typed by its sink: names are identifiers, types and values are code,
 * comments are doc text. `printer.ts` writes them out.
 */
export interface FileDeclarations {
  readonly header: readonly DocText[];
  readonly imports: readonly ImportDeclaration[];
  readonly exports: readonly ExportDeclaration[];
  readonly declarations: readonly Declaration[];
}

export interface ImportDeclaration {
  /** The specifier as a string literal. */
  readonly from: Code;
  readonly types: readonly Identifier[];
  readonly values: readonly Identifier[];
}

export interface ExportDeclaration {
  readonly from: Code;
  /** What is exported again; all where there are no names. */
  readonly types: readonly Identifier[];
  readonly values: readonly Identifier[];
  readonly typeOnly: boolean;
}

export type Declaration =
  | InterfaceDeclaration
  | AliasDeclaration
  | UnionDeclaration
  | ClassDeclaration
  | ConstantDeclaration;

export interface InterfaceDeclaration {
  readonly kind: "interface";
  readonly name: Identifier;
  readonly doc: Doc;
  readonly extends: Code | null;
  readonly properties: readonly PropertyDeclaration[];
  /** The type of further members under any key. */
  readonly index: Code | null;
}

export interface PropertyDeclaration {
  readonly key: Code;
  readonly doc: Doc;
  readonly type: Code;
  readonly isOptional: boolean;
  readonly isReadonly: boolean;
}

export interface AliasDeclaration {
  readonly kind: "alias";
  readonly name: Identifier;
  readonly doc: Doc;
  readonly type: Code;
}

/** The values of an enum, each with what is said of it. */
export interface UnionDeclaration {
  readonly kind: "union";
  readonly name: Identifier;
  readonly doc: Doc;
  readonly members: readonly { readonly doc: Doc; readonly type: Code }[];
}

export interface ConstantDeclaration {
  readonly kind: "constant";
  readonly name: Identifier;
  readonly doc: Doc;
  /** Its declared type, where it is not to be inferred. */
  readonly type: Code | null;
  readonly value: Code;
  readonly isExported: boolean;
}

export interface ClassDeclaration {
  readonly kind: "class";
  readonly name: Identifier;
  readonly doc: Doc;
  readonly properties: readonly ClassProperty[];
  /** Null for a class without a constructor. */
  readonly constructorParameter: ParameterDeclaration | null;
  readonly constructorBody: readonly Code[];
  readonly methods: readonly MethodDeclaration[];
}

export interface ClassProperty {
  readonly name: Code;
  readonly doc: Doc;
  readonly type: Code;
}

export interface MethodDeclaration {
  readonly name: MemberName;
  readonly doc: Doc;
  readonly parameters: readonly ParameterDeclaration[];
  readonly returns: Code;
  readonly body: readonly Code[];
}

export interface ParameterDeclaration {
  readonly name: Identifier;
  readonly type: Code;
  readonly isOptional?: boolean;
  readonly initializer?: Code;
}
