import type { EnumValue, ObjectType, Property } from "../model/schema.js";
import type { ApiPlan, TypePlan } from "../plan/api.js";
import type { Identifier } from "../plan/identifier.js";
import type { TypeNode } from "../plan/types.js";
import type { Direction } from "../plan/usage.js";
import {
  code,
  literalUnion,
  orUndefined,
  propertyKey,
  stringLiteral,
  type Code,
} from "./code.js";
import type {
  Declaration,
  FileDeclarations,
  PropertyDeclaration,
  UnionDeclaration,
} from "./declarations.js";
import {
  codeSpan,
  doc,
  docList,
  docName,
  docText,
  type Doc,
  type DocText,
} from "./docText.js";
import { FileImports } from "./fileImports.js";
import { header } from "./header.js";
import { typeExpression, type TypeWriter } from "./typeExpression.js";
import { valueDoc } from "./valueDoc.js";

/** `schemas.ts`: a declaration for every schema and for every object and enum inside one. */
export function schemasFile(plan: ApiPlan): FileDeclarations {
  const imports = new FileImports("./");
  const writer: TypeWriter = { plan, imports, schema: (name) => name };
  const declarations = plan.types.flatMap((type) =>
    typeDeclarations(writer, type),
  );
  return {
    header: header(plan.model),
    imports: imports.declarations(),
    exports: [],
    declarations,
  };
}

function typeDeclarations(
  writer: TypeWriter,
  type: TypePlan,
): readonly Declaration[] {
  const own = declaration(
    writer,
    type,
    type.name,
    type.isGiven ? "given" : "read",
  );
  return type.inputName
    ? [own, inputDeclaration(writer, type, type.inputName)]
    : [own];
}

function declaration(
  writer: TypeWriter,
  type: TypePlan,
  name: Identifier,
  direction: Direction,
): Declaration {
  const { node } = type;
  if (node.type.kind === "enum")
    return {
      kind: "union",
      name,
      doc: nodeDoc(type),
      members: node.type.values.map(enumMember),
    };
  if (node.type.kind !== "object") {
    return {
      kind: "alias",
      name,
      doc: nodeDoc(type),
      type: typeExpression(writer, node.type, direction),
    };
  }
  if (fields(node.type, direction).length === 0 && !node.type.additional) {
    return { kind: "alias", name, doc: nodeDoc(type), type: emptyObject };
  }
  return {
    kind: "interface",
    name,
    doc: nodeDoc(type),
    extends: null,
    properties: fields(node.type, direction).map((field) =>
      property(writer, field, direction),
    ),
    index: indexType(node.type),
  };
}

/** An empty interface would take any value at all. */
const emptyObject = code`{ [key: string]: never }`;

/** Further members of any key may have a type that the named ones do not share, so that only `unknown` holds for all. */
function indexType({ additional }: ObjectType): Code | null {
  return additional ? code`unknown` : null;
}

/** What is given of a type that is read too: made from what is read, with the fields that differ written out. */
function inputDeclaration(
  writer: TypeWriter,
  type: TypePlan,
  name: Identifier,
): Declaration {
  const { node } = type;
  const inputDoc: Doc = {
    paragraphs: [doc`What a caller gives of {@link ${docName(type.name)}}.`],
    deprecated: node.deprecated,
  };
  if (node.type.kind !== "object" || node.type.additional) {
    return { ...declaration(writer, type, name, "given"), doc: inputDoc };
  }
  const given = fields(node.type, "given");
  const differs = ({ type: value }: Property): boolean =>
    typeExpression(writer, value, "given") !==
    typeExpression(writer, value, "read");
  const except = node.type.properties.filter(
    (field) => field.readOnly || differs(field),
  );
  const isDerived = except.length < node.type.properties.length;
  const own = given.filter((field) => !isDerived || differs(field));
  if (own.length === 0) {
    const base = isDerived
      ? inputFields(writer, type.name, except)
      : emptyObject;
    return { kind: "alias", name, doc: inputDoc, type: base };
  }
  return {
    kind: "interface",
    name,
    doc: inputDoc,
    extends: isDerived ? inputFields(writer, type.name, except) : null,
    properties: own.map((field) => property(writer, field, "given")),
    index: null,
  };
}

function inputFields(
  { imports }: TypeWriter,
  name: Identifier,
  except: readonly Property[],
): Code {
  const helper = imports.runtimeType("InputFields");
  return except.length === 0
    ? code`${helper}<${name}>`
    : code`${helper}<${name}, ${literalUnion(except.map((field) => field.name))}>`;
}

/** The fields that go in a direction: a caller does not give what only the server sets. */
function fields(
  { properties }: ObjectType,
  direction: Direction,
): readonly Property[] {
  return direction === "given"
    ? properties.filter(({ readOnly }) => !readOnly)
    : properties;
}

function property(
  writer: TypeWriter,
  field: Property,
  direction: Direction,
): PropertyDeclaration {
  const type = typeExpression(writer, field.type, direction);
  const required = field.readOnly
    ? []
    : field.requiredFor.map((id) => codeSpan(id));
  const facts: DocText[] =
    required.length > 0 ? [doc`Required for ${docList(required)}.`] : [];
  return {
    key: propertyKey(field.name),
    doc: valueDoc(field, field.type, facts),
    type: direction === "given" ? orUndefined(type) : type,
    isOptional: true,
    isReadonly: field.readOnly,
  };
}

/** The doc of a declaration. An inline type's description stands at the field that holds it. */
function nodeDoc({ node }: TypePlan): Doc {
  const paragraphs = node.isSchema
    ? [docText(node.description)]
    : [inlineDoc(node)];
  return { paragraphs, deprecated: node.deprecated };
}

function inlineDoc({ place, owner }: TypeNode): DocText {
  if (!owner) return doc`The type of ${codeSpan(place)}.`;
  const whole = doc`${docText(owner.part)} of ${codeSpan(owner.methodId)}`;
  return place === ""
    ? doc`The ${whole}.`
    : doc`The type of ${codeSpan(place)} in the ${whole}.`;
}

/** A value of an enum with its text. */
function enumMember({
  value,
  description,
  deprecated,
}: EnumValue): UnionDeclaration["members"][number] {
  return {
    doc: { paragraphs: [docText(description)], deprecated },
    type: stringLiteral(value),
  };
}
