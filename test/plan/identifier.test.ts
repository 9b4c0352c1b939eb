import { ts } from "ts-morph";
import { expect, test } from "vitest";
import {
  filePart,
  identifier,
  isFilePart,
  isIdentifier,
  isMemberName,
  memberName,
} from "../../generator/plan/identifier.js";
import { hostileStrings } from "../hostile/strings.js";

/** Every keyword that TypeScript knows. */
const keywords = Array.from(
  {
    length: ts.SyntaxKind.LastKeyword - ts.SyntaxKind.FirstKeyword + 1,
  },
  (_, index) => ts.tokenToString(ts.SyntaxKind.FirstKeyword + index) ?? "",
);

const candidates = [
  ...keywords,
  ...hostileStrings,
  "Array",
  "Object",
  "NaN",
  "require",
  "exports",
  "a1",
  "$a",
];

test.each(candidates)(
  "what is taken for an identifier can be declared: %j",
  (name) => {
    if (!isIdentifier(name)) return;
    expect(errors(`"use strict";\nexport interface ${name} {}`)).toEqual([]);
    expect(errors(`"use strict";\nexport class ${name} {}`)).toEqual([]);
    expect(errors(`"use strict";\nexport const ${name} = 1;`)).toEqual([]);
  },
);

test.each(candidates)(
  "what is taken for a member's name can be one: %j",
  (name) => {
    if (!isMemberName(name)) return;
    expect(
      errors(`interface A { ${name}: 1 }\n({ ${name}: 1 }).${name};`),
    ).toEqual([]);
  },
);

test.each([
  "class",
  "enum",
  "await",
  "any",
  "string",
  "arguments",
  "undefined",
  "NaN",
  "globalThis",
])("%s cannot be declared", (name) => {
  expect(isIdentifier(name)).toBe(false);
  expect(() => identifier(name)).toThrow(RangeError);
});

test.each(["a b", "", "a-b", "1a", "\u212a", "a\u200b", "x;y", "a\n"])(
  "%j is no name at all",
  (name) => {
    expect(isMemberName(name)).toBe(false);
    expect(() => memberName(name)).toThrow(RangeError);
    expect(() => identifier(name)).toThrow(RangeError);
  },
);

test.each(["delete", "import", "constructor", "$", "_"])(
  "%s may be a member",
  (name) => {
    expect(memberName(name)).toBe(name);
  },
);

test.each(
  [
    ["", ".", "..", ".git", "a/b", "a\\b", "C:x", "x.", "x ", "a\0"],
    ["CON", "con", "aux.ts", "NUL", "com1", "LPT9.txt", "x".repeat(201)],
  ].flat(),
)("%j is no file on every system", (name) => {
  expect(isFilePart(name)).toBe(false);
  expect(() => filePart(name)).toThrow(RangeError);
});

test.each(["genomics-v1", "projects.locations.jobs", "-", "console", "v2.1"])(
  "%s may be a file",
  (name) => {
    expect(filePart(name)).toBe(name);
  },
);

function errors(text: string): readonly string[] {
  const { diagnostics = [] } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
    },
  });
  return diagnostics.map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, "\n"),
  );
}
