import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import {
  codeSpan,
  doc,
  docComment,
  docCommentLines,
  docLines,
  docText,
  docWords,
  type Doc,
} from "../../generator/emit/docText.js";
import { seededRandom } from "../features/shuffle.js";
import { hostileStrings } from "../hostile/strings.js";

const invisible = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

const docOf = (...texts: readonly string[]): Doc => ({
  paragraphs: texts.map(docText),
});

/** Whether a comment is one comment, before a statement that it leaves alone, and has no tags. */
function expectHarmless(comment: string): void {
  const file = ts.createSourceFile(
    "x.ts",
    `${comment}\nlet after = 1;`,
    ts.ScriptTarget.ESNext,
    true,
  );
  const [statement, ...others] = file.statements;
  expect(others).toEqual([]);
  if (!statement || !ts.isVariableStatement(statement))
    throw new Error(`not a comment: ${comment}`);
  const ranges = ts.getLeadingCommentRanges(file.text, 0) ?? [];
  expect(ranges).toMatchObject([{ pos: 0, end: comment.length }]);
  expect(ts.getJSDocTags(statement).map(({ tagName }) => tagName.text)).toEqual(
    [],
  );
  expect(comment).not.toMatch(invisible);
}

describe("a comment cannot be ended or be made a tag", () => {
  test.each(hostileStrings.filter((text) => text.trim() !== ""))(
    "by %j",
    (text) => {
      expectHarmless(docComment(docOf(text), 0));
      expectHarmless(docComment(docOf(text, text), 2));
      expectHarmless(docComment({ paragraphs: [codeSpan(text)] }, 2));
      expectHarmless(
        docComment(
          { paragraphs: [doc`- ${codeSpan(text)}: ${docText(text)}`] },
          2,
        ),
      );
    },
  );

  test("by any mixture of what comments are made of", () => {
    const random = seededRandom(11);
    const parts = [
      "*",
      "/",
      "*/",
      "\\",
      "\n",
      "\r",
      " ",
      "\t",
      "@",
      "@x",
      "`",
      "```\n",
      "a",
      "long words here",
      "- ",
      "<!--",
      "\u2028",
      ". ",
    ];
    for (let round = 0; round < 4000; round++) {
      const text = Array.from(
        { length: 1 + Math.floor(random() * 14) },
        () => parts[Math.floor(random() * parts.length)],
      ).join("");
      const indent = random() < 0.5 ? 0 : 60;
      const comment = docComment(docOf(text), indent);
      if (comment !== "") expectHarmless(comment);
      expectHarmless(
        docComment({ paragraphs: [doc`${codeSpan(text)}.`] }, indent),
      );
    }
  });

  test("and says where it escaped", () => {
    expect(docText("a */ b *// c **/ d /*/")).toBe(
      "a *\\/ b *\\// c **\\/ d /*\\/",
    );
    expect(docText("</script> <!-- x --> </SCRIPT>")).toBe(
      "<\\/script> <\\!-- x --> <\\/SCRIPT>",
    );
    expect(docText("@ts-ignore and @deprecated, me@example.com, (@x)")).toBe(
      "\\@ts-ignore and \\@deprecated, me@example.com, (@x)",
    );
    expect(docText("x\n//# sourceMappingURL=x /*#sourceURL=y")).toBe(
      "x\n//\\# sourceMappingURL=x /*\\#sourceURL=y",
    );
    expect(docText("\u202eabc\0")).toBe("\\u{202e}abc\\u{0}");
  });
});

describe("lines", () => {
  test("stay within 80 columns where words allow", () => {
    const random = seededRandom(5);
    const words = [
      "a",
      "the",
      "operation",
      "`code span`",
      "https://example.com/a/long/address",
      "@name",
      "internationalisation",
      "-",
      "*",
      "1.",
    ];
    for (let round = 0; round < 500; round++) {
      const text = Array.from(
        { length: 60 },
        () => words[Math.floor(random() * words.length)],
      ).join(" ");
      for (const indent of [0, 2, 30]) {
        for (const line of docComment(docOf(text), indent).split("\n"))
          expect(indent + line.length, line).toBeLessThanOrEqual(80);
      }
    }
  });

  test("do not begin with what would make a list of them", () => {
    const text = `${"word ".repeat(14)}a - b ${"word ".repeat(14)}2. c`;
    const lines = docCommentLines(docOf(text), 0);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.filter((line) => /^[-\d]/.test(line))).toEqual([]);
  });

  test("are not filled with less than they hold", () => {
    const lines = docCommentLines(docOf("word ".repeat(100)), 0);
    for (const line of lines.slice(0, -1))
      expect(line.length).toBeGreaterThan(72);
  });

  test("are the same whatever white space stands between words", () => {
    const random = seededRandom(7);
    const below = (limit: number): number => Math.floor(random() * limit);
    for (let round = 0; round < 500; round++) {
      const words = Array.from({ length: 1 + below(60) }, () =>
        "x".repeat(1 + below(below(20) === 0 ? 120 : 12)),
      );
      const indent = below(70);
      const lines = docCommentLines(docOf(words.join(" ")), indent);
      expect(lines.join(" ")).toBe(words.join(" "));
      expect(docCommentLines(docOf(words.join("  ")), indent)).toEqual(lines);
    }
  });

  test("leave a word whole that is longer than a line", () => {
    const word = "x".repeat(200);
    expect(docCommentLines(docOf(`a ${word} b`), 0)).toEqual(["a", word, "b"]);
  });

  test("do not break a code span that fits on one", () => {
    const span = "`a b c d e f g h i j k l m n o p q r s t u v w x y z`";
    const lines = docCommentLines(docOf(`${"word ".repeat(10)}${span} end`), 0);
    expect(lines.some((line) => line.includes(span))).toBe(true);
  });

  test("of a list are indented below its text", () => {
    expect(
      docCommentLines(docOf(`List:\n\n- ${"word ".repeat(20)}`), 0),
    ).toEqual([
      "List:",
      "",
      `- ${"word ".repeat(15).trim()}`,
      `  ${"word ".repeat(5).trim()}`,
    ]);
  });

  test("of fenced code stay as they are", () => {
    const code = `{  "a":   ${"1".repeat(90)}  }`;
    expect(
      docCommentLines(docOf(`Such as:\n\`\`\`\n${code}\n\`\`\``), 0),
    ).toEqual(["Such as:", "```", code, "```"]);
  });

  test("after a fence that is never closed are wrapped", () => {
    expect(
      docCommentLines(docOf(`\`\`\`\n${"word ".repeat(20)}`), 0).length,
    ).toBe(3);
  });
});

describe("a comment", () => {
  test("is nothing where there is nothing to say", () => {
    expect(docComment(docOf("", " \n\t"), 0)).toBe("");
  });

  test("stands on one line where it fits", () => {
    expect(docComment(docOf("Short."), 0)).toBe("/** Short. */");
    expect(docComment(docOf("x".repeat(73)), 0)).toHaveLength(80);
    expect(docComment(docOf("x".repeat(74)), 0)).toContain("\n");
  });

  test("keeps paragraphs apart by one blank line", () => {
    expect(docComment(docOf("One.\n\n\n\nTwo.", "", "Three."), 0)).toBe(
      "/**\n * One.\n *\n * Two.\n *\n * Three.\n */",
    );
  });

  test("ends with its tag", () => {
    expect(docComment({ ...docOf("Old."), deprecated: true }, 0)).toBe(
      "/**\n * Old.\n *\n * @deprecated\n */",
    );
    expect(docComment({ paragraphs: [], deprecated: true }, 0)).toBe(
      "/** @deprecated */",
    );
  });

  test("takes any line end for one", () => {
    expect(docText("- a\r\n- b\r- c\n- d")).toBe("- a\n- b\n- c\n- d");
  });
});

describe("a code span", () => {
  test.each([
    ["a", "`a`"],
    ["a`b", "`` a`b ``"],
    ["a``b`c", "``` a``b`c ```"],
    ["a\nb", "`a b`"],
    ["*/", "`*\\/`"],
  ])("of %j is %s", (text, span) => {
    expect(codeSpan(text)).toBe(span);
  });
});

test("words and lines leave out nothing but what is empty", () => {
  expect(docWords(docText("a"), docText(""), docText("b"))).toBe("a b");
  expect(docLines([docText("a"), docText("b")])).toBe("a\nb");
});
