/**
 * A string of the document cannot become code: every line below that tries is a type error, and `tsc --noEmit` finds a
 * line that is none.
 */
import { expect, test } from "vitest";
import {
  code,
  joinCode,
  propertyKey,
  stringLiteral,
  type Code,
} from "../../generator/emit/code.js";
import type {
  Declaration,
  PropertyDeclaration,
} from "../../generator/emit/declarations.js";
import {
  doc,
  docText,
  type Doc,
  type DocText,
} from "../../generator/emit/docText.js";
import {
  filePart,
  identifier,
  memberName,
  type FilePart,
  type Identifier,
  type MemberName,
} from "../../generator/plan/identifier.js";

const raw: string = "A{} globalThis.x = 1; interface B";

export const refused = [
  // @ts-expect-error a string is no code
  (): Code => raw,
  // @ts-expect-error nor is a literal
  (): Code => "x",
  // @ts-expect-error nor a template without its tag
  (): Code => `${stringLiteral(raw)}`,
  // @ts-expect-error nor code and code with an operator
  (): Code => stringLiteral(raw) + stringLiteral(raw),
  // @ts-expect-error nor what has been changed afterwards
  (): Code => stringLiteral(raw).replace("x", "y"),
  // @ts-expect-error nor doc text
  (): Code => docText(raw),
  // @ts-expect-error a string is not put into a template
  (): Code => code`type A = ${raw};`,
  // @ts-expect-error nor is doc text
  (): Code => code`type A = ${docText(raw)};`,
  // @ts-expect-error nor a number
  (): Code => code`type A = ${1};`,
  // @ts-expect-error nor joined
  (): Code => joinCode([raw], ", "),
  // @ts-expect-error with a separator of the document's
  (): Code => joinCode([stringLiteral(raw)], raw),

  // @ts-expect-error a string is no doc text
  (): DocText => raw,
  // @ts-expect-error nor is code
  (): DocText => stringLiteral(raw),
  // @ts-expect-error nor does it go into one
  (): DocText => doc`See ${raw}.`,
  // @ts-expect-error nor doc text that has been cut
  (): DocText => docText(raw).slice(1),
  // @ts-expect-error a comment is of doc text
  (): Doc => ({ paragraphs: [raw] }),

  // @ts-expect-error a string is no identifier
  (): Identifier => raw,
  // @ts-expect-error nor is the name of a member
  (): Identifier => memberName("delete"),
  // @ts-expect-error a string is no member's name
  (): MemberName => raw,
  // @ts-expect-error nor is code
  (): MemberName => propertyKey(raw),
  // @ts-expect-error a string is no file
  (): FilePart => raw,
  // @ts-expect-error nor are two with something between them
  (): FilePart => `${filePart("a")}/${filePart("b")}`,

  (): Declaration => ({
    kind: "alias",
    // @ts-expect-error what is declared has an identifier
    name: raw,
    doc: { paragraphs: [] },
    type: code`string`,
  }),
  (): Declaration => ({
    kind: "alias",
    name: identifier("A"),
    doc: { paragraphs: [] },
    // @ts-expect-error and a type that is code
    type: raw,
  }),
  (): PropertyDeclaration => ({
    // @ts-expect-error a property has a key that is code
    key: raw,
    doc: { paragraphs: [] },
    type: code`string`,
    isOptional: true,
    isReadonly: false,
  }),
];

test("what passes through its sink is taken", () => {
  const name: Identifier = identifier("A");
  const member: MemberName = name;
  const type: Code = code`${name}["${member}"]`;
  expect(code`type B = ${type};`).toBe('type B = A["A"];');
});

test.each(["x; y", "", "a\n", "class A{}"])(
  "%j passes through no sink for names",
  (text) => {
    expect(() => identifier(text)).toThrow(RangeError);
    expect(() => memberName(text)).toThrow(RangeError);
    expect(() => filePart(text)).toThrow(RangeError);
  },
);
