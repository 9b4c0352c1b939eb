import { ts } from "ts-morph";
import { expect, test } from "vitest";
import {
  code,
  joinCode,
  literalUnion,
  propertyKey,
  stringLiteral,
} from "../../generator/emit/code.js";
import { escapeInvisible } from "../../generator/prose/invisible.js";
import { memberName } from "../../generator/plan/identifier.js";
import { seededRandom } from "../features/shuffle.js";
import { hostileStrings } from "../hostile/strings.js";

/** Nobody sees these, or they change how others are seen. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

/** The text of a string literal, which must be all that there is. */
function valueOf(literal: string): string {
  const file = ts.createSourceFile(
    "x.ts",
    `(${literal});`,
    ts.ScriptTarget.ESNext,
  );
  const [statement, ...others] = file.statements;
  expect(others).toEqual([]);
  if (
    !statement ||
    !ts.isExpressionStatement(statement) ||
    !ts.isParenthesizedExpression(statement.expression) ||
    !ts.isStringLiteral(statement.expression.expression)
  )
    throw new Error(`no string literal: ${literal}`);
  return statement.expression.expression.text;
}

test.each([...hostileStrings, ..."\b\f\v\t\u00ad\u{e0001}\u{10ffff}"])(
  "a literal of %j holds it and nothing else",
  (text) => {
    const literal = stringLiteral(text);
    expect(valueOf(literal)).toBe(text);
    expect(literal).not.toMatch(invisible);
    expect(literal).not.toMatch(/<\/script|<!--/i);
    expect(literal).not.toMatch(/[/*][#@]\s*source(?:Mapping)?URL/);
    // Also to the machine itself.
    expect(new Function(`"use strict"; return ${literal};`)()).toBe(text);
  },
);

test("a literal of any text holds it", () => {
  const random = seededRandom(3);
  const parts = [
    '"',
    "'",
    "`",
    "\\",
    "\n",
    "\r",
    "\u2028",
    "\ud83d",
    "\ude00",
    "${",
    "}",
    "</script>",
    "<!--",
    "u{41}",
    "x41",
    "0",
    "é",
  ];
  for (let round = 0; round < 2000; round++) {
    const text = Array.from(
      { length: Math.floor(random() * 8) },
      () => parts[Math.floor(random() * parts.length)],
    ).join("");
    const literal = stringLiteral(text);
    expect(new Function(`"use strict"; return ${literal};`)()).toBe(text);
    expect(literal).not.toMatch(invisible);
  }
});

test("a literal stays readable", () => {
  expect(stringLiteral("v1/{+name}:cancel")).toBe('"v1/{+name}:cancel"');
  expect(stringLiteral("Zürich, 東京 😀")).toBe('"Zürich, 東京 😀"');
  expect(stringLiteral('say "hi"\n')).toBe(String.raw`"say \"hi\"\u{a}"`);
});

test.each(hostileStrings)("%j as a key is that one key", (name) => {
  const key = propertyKey(name);
  const file = ts.createSourceFile(
    "x.ts",
    `interface A { ${key}: 1 }`,
    ts.ScriptTarget.ESNext,
  );
  const [statement, ...others] = file.statements;
  expect(others).toEqual([]);
  if (!statement || !ts.isInterfaceDeclaration(statement))
    throw new Error("no interface");
  const [member, ...more] = statement.members;
  expect(more).toEqual([]);
  const written = member?.name;
  if (!written || !(ts.isIdentifier(written) || ts.isStringLiteral(written)))
    throw new Error("no name");
  expect(written.text).toBe(name);
});

test("a key is bare where that is legal", () => {
  expect(propertyKey("delete")).toBe("delete");
  expect(propertyKey("$.xgafv")).toBe('"$.xgafv"');
  expect(propertyKey("1st")).toBe('"1st"');
});

test("a union keeps its order", () => {
  expect(literalUnion(["30fps", "it's"])).toBe(`"30fps" | "it's"`);
});

test("templates put code together, backslashes of their own included", () => {
  expect(code`a.${memberName("b")}\n${stringLiteral("\n")}`).toBe(
    'a.b\n"\\u{a}"',
  );
  expect(joinCode([code`A`, memberName("B")], " & ")).toBe("A & B");
});

test("escaping keeps what can be seen", () => {
  expect(escapeInvisible("a\u00a0b\u3000c")).toBe("a\u00a0b\u3000c");
  expect(escapeInvisible("\u{e0001}")).toBe("\\u{e0001}");
});
