import { describe, expect, test } from "vitest";

import { readDocument } from "../../generator/read/readDocument.js";
import { findSyntaxError } from "../../generator/read/syntaxError.js";
import { minimal, read } from "./support.js";

const end = "found the end of the document";

describe("a syntax error", () => {
  test.each([
    [
      "{",
      1,
      2,
      `expected a key in double quotes or '}', ${end}; the object that begins in line 1 is not closed`,
    ],
    [
      "{\n\n",
      3,
      1,
      `expected a key in double quotes or '}', ${end}; the object that begins in line 1 is not closed`,
    ],
    [
      '{"a": 1,}',
      1,
      9,
      `expected a key in double quotes, found "}"; a comma before a closing bracket is not allowed`,
    ],
    [
      '{"a": [1,]}',
      1,
      10,
      `expected a value, found "]"; a comma before a closing bracket is not allowed`,
    ],
    ['{"a" 1}', 1, 6, `expected ':', found "1"`],
    ['{"a": tiny}', 1, 7, `expected a value, found "tiny"`],
    ['{"a": 01}', 1, 7, `expected a value, found "01"`],
    ['{"a": 1.}', 1, 7, `expected a value, found "1."`],
    ['{"a": NaN}', 1, 7, `expected a value, found "NaN"`],
    [
      "{\r\n'a': 1}",
      2,
      1,
      `expected a key in double quotes or '}', found "'"; JSON's strings stand in double quotes`,
    ],
    [
      "{\r// x\r}",
      2,
      1,
      `expected a key in double quotes or '}', found "/"; JSON has no comments`,
    ],
    [
      '{"a": "x\ny"}',
      1,
      9,
      `expected the end of the string that begins in line 1, found the control character "\\u{a}"`,
    ],
    [
      '{"a": "\\x41"}',
      1,
      8,
      `expected an escape sequence of JSON, found "\\x"`,
    ],
    [
      '{"a": "\\u12g4"}',
      1,
      8,
      `expected an escape sequence of JSON, found "\\u"`,
    ],
    [
      '{"a": "x',
      1,
      9,
      `expected the end of the string that begins in line 1, ${end}`,
    ],
    ['{"a": 1} {', 1, 10, `expected the end of the document, found "{"`],
    ['{"a": \u00a01}', 1, 7, `expected a value, found "\u00a0"`],
    [
      '{"a": ]',
      1,
      7,
      `expected a value, found "]"; a comma before a closing bracket is not allowed`,
    ],
    ['{"a": \u202e}', 1, 7, `expected a value, found "\\u{202e}"`],
  ])("in %j is found", async (text, line, column, message) => {
    const result = await read(text);
    expect(result).toMatchObject({
      ok: false,
      diagnostics: [
        { code: "json-syntax", message, location: { line, column } },
      ],
    });
  });

  test("is found exactly where JSON.parse finds one", () => {
    const text = '{"a":[1,-2.5e3,true,null,"\\u00e9\\n"],"b":{}}';
    const alphabet = '{}[]",:\\0-.eE \ntu';
    for (let at = 0; at <= text.length; at++)
      for (const character of ["", ...alphabet])
        for (const skipped of [0, 1]) {
          const mutant =
            text.slice(0, at) + character + text.slice(at + skipped);
          expect(findSyntaxError(mutant) === undefined, mutant).toBe(
            parses(mutant),
          );
        }
  }, 60_000);
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("nesting", () => {
  test.each([
    ["arrays", "[".repeat(10_000) + "]".repeat(10_000), 101],
    ["open arrays", "[".repeat(1_000_000), 101],
    ["objects", `${'{"a":'.repeat(10_000)}1${"}".repeat(10_000)}`, 501],
  ])("of 10,000 %s is refused, not a crash", async (_, text, column) => {
    expect(await read(text)).toMatchObject({
      ok: false,
      diagnostics: [{ code: "too-deep", location: { line: 1, column } }],
    });
  });

  test("is not counted within strings", async () => {
    const description = `${"[".repeat(500)}\\"${"{".repeat(500)}\\`;
    expect((await read(minimal({ description }))).ok).toBe(true);
  });
});

describe("duplicate keys", () => {
  test.each([
    ["", '"name": "other"', "/name"],
    ["spelled with an escape", '"n\\u0061me": "other"', "/name"],
    [
      "in an object in a list",
      '"endpoints": [{"a": 1, "a": 1}]',
      "/endpoints/0/a",
    ],
  ])("are found %s", async (_, member, pointer) => {
    const text = `${JSON.stringify(minimal()).slice(0, -1)},\n${member}}`;
    const { ok, diagnostics } = await read(text);
    expect(ok).toBe(false);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({
        code: "duplicate-key",
        pointer,
        location: expect.objectContaining({ line: 2 }) as unknown,
      }),
    );
  });

  test("are not seen in strings with colons and quotes", async () => {
    const description = '"a": 1, "a": 2 \\" : \\\\';
    expect(await read(minimal({ description }))).toMatchObject({
      ok: true,
      diagnostics: [],
    });
  });
});

describe("__proto__ as a key", () => {
  test.each([
    ['{"__proto__": {"polluted": 1}}', "/__proto__"],
    ['{"schemas": {"\\u005f_proto__": {}}}', "/schemas/__proto__"],
    [
      '{"schemas": {"A": {"properties": {"__proto__": {"type": 3}}}}}',
      "/schemas/A/properties/__proto__",
    ],
  ])("is refused in %s", async (text, pointer) => {
    const { ok, diagnostics } = await read(text);
    expect(ok).toBe(false);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: "forbidden-key", pointer }),
    );
    expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  });
});

describe("bytes", () => {
  const read = async (bytes: Uint8Array): Promise<unknown> =>
    readDocument({ name: "tiny.json", bytes });
  const text = JSON.stringify(minimal());

  test("in UTF-16 are named", async () => {
    for (const mark of ["", "\uFEFF"])
      expect(await read(Buffer.from(mark + text, "utf16le"))).toMatchObject({
        diagnostics: [
          {
            code: "not-utf8",
            message: "the document is UTF-16 (little endian)",
          },
        ],
      });
    expect(await read(Buffer.from(text, "utf16le").swap16())).toMatchObject({
      diagnostics: [
        { code: "not-utf8", message: "the document is UTF-16 (big endian)" },
      ],
    });
  });

  test("that are no UTF-8 are pointed at", async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"title":\n"ü'),
      Buffer.from([0xe4, 0x22, 0x7d]),
    ]);
    expect(await read(bytes)).toMatchObject({
      diagnostics: [
        {
          code: "not-utf8",
          message:
            "the byte 0x22 at offset 14 does not continue the UTF-8 text",
          location: { line: 2, column: 3 },
        },
      ],
    });
  });

  test("after a byte order mark count from behind it", async () => {
    expect(await read(Buffer.from("\uFEFF{,"))).toMatchObject({
      diagnostics: [
        { code: "byte-order-mark" },
        { code: "json-syntax", location: { line: 1, column: 2 } },
      ],
    });
  });
});
