/**
 * The matrix can fail: with any one escape switched off it finds text that gets out. Each sabotage is an edit of one line of a
 * sink or of a check; the edited tool is bundled and goes through the same places, strings and judges as the real one.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ts } from "ts-morph";
import { describe, expect, test } from "vitest";
import { repositoryRoot } from "../support/temporary.js";
import { buildTool } from "./buildTool.js";
import type { Sink } from "./judge.js";
import { runMatrix, wholePlaces } from "./matrix.js";
import { isFree, rivals } from "./places.js";
import { hostileStrings } from "./strings.js";

interface Sabotaged {
  /** What no longer happens. */
  readonly what: string;
  readonly file: string;
  /** The text of the escape, and what stands in its place. */
  readonly from: string;
  readonly to: string;
  /** Some of the matrix's places and strings that show it; all of them would, and take longer. */
  readonly at: RegExp;
  readonly strings: readonly string[];
  /** Where the text gets out. */
  readonly sink: Sink;
}

const strings = (...some: readonly string[]): readonly string[] => some;
const ends = strings("*/ globalThis.x = 1; /*", "**//");
const invisible = strings("\u202eabc", "a\u2028b", "\u200b");
const odd = strings("a b", "A{} globalThis.x=1; interface B");

const sabotages: readonly Sabotaged[] = [
  {
    what: "quotes and backslashes in literals",
    file: "generator/emit/code.ts",
    from: '.replaceAll(/["\\\\]/g, "\\\\$&")',
    to: "",
    at: /enum\/0$/,
    strings: ['"];globalThis.x=1;//', "a\\"],
    sink: "code",
  },
  {
    what: "the end of a script in literals",
    file: "generator/emit/code.ts",
    from: '.replaceAll(/<(?=\\/script|!--)/gi, "\\\\x3C")',
    to: "",
    at: /enum\/0$/,
    strings: ["</script>"],
    sink: "code",
  },
  {
    what: "source maps in literals",
    file: "generator/emit/code.ts",
    from: '.replaceAll(sourceMapMark, (mark) => (mark === "#" ? "\\\\x23" : "\\\\x40"))',
    to: "",
    at: /enum\/0$/,
    strings: ["//# sourceMappingURL=x"],
    sink: "code",
  },
  {
    what: "invisible characters in code",
    file: "generator/prose/invisible.ts",
    from: "text.replaceAll(\n    invisible,",
    to: "text.replaceAll(\n    /(?!)/g,",
    at: /enum\/0$/,
    strings: invisible,
    sink: "code",
  },
  {
    what: "keys that are no names",
    file: "generator/emit/code.ts",
    from: "isMemberName(name) ? (name as string as Code) : stringLiteral(name)",
    to: "(name as string as Code)",
    at: /\/properties\/\w+$/,
    strings: odd,
    sink: "code",
  },
  {
    what: "anything in doc comments",
    file: "generator/emit/docText.ts",
    from: "if (!needsWork.test(text)) return",
    to: "return",
    at: /\/description$/,
    strings: ends,
    sink: "code",
  },
  {
    what: "the end of a comment",
    file: "generator/emit/docText.ts",
    from: '.replaceAll(/\\*(?=\\/)/g, "*\\\\")',
    to: "",
    at: /\/description$/,
    strings: ends,
    sink: "code",
  },
  {
    what: "the end of a comment, but by deleting it",
    file: "generator/emit/docText.ts",
    from: '.replaceAll(/\\*(?=\\/)/g, "*\\\\")',
    to: '.replaceAll("*/", "")',
    at: /\/description$/,
    strings: ["**//"],
    sink: "code",
  },
  {
    what: "invisible characters in comments",
    file: "generator/emit/docText.ts",
    from: 'escapeInvisible(line.replaceAll("\\t", "  "))',
    to: "line",
    at: /\/description$/,
    strings: invisible,
    sink: "code",
  },
  {
    what: "the end of a script in comments",
    file: "generator/emit/docText.ts",
    from: '.replaceAll(/<(?=\\/script|!--)/gi, "<\\\\")',
    to: "",
    at: /\/description$/,
    strings: ["</script>", "<!--"],
    sink: "code",
  },
  {
    what: "source maps in comments",
    file: "generator/emit/docText.ts",
    from: '.replaceAll(sourceMapMark, "\\\\$&")',
    to: "",
    at: /\/description$/,
    strings: ["//# sourceMappingURL=x"],
    sink: "code",
  },
  {
    what: "tags in comments",
    file: "generator/emit/docText.ts",
    from: '.replaceAll(/(^|\\s)@/g, "$1\\\\@")',
    to: ".trim()",
    at: /\/description$/,
    strings: ["@ts-ignore", "a\n@ts-expect-error"],
    sink: "code",
  },
  {
    what: "names of parameters",
    file: "generator/plan/wireNames.ts",
    from: 'return start + wireName.replaceAll(/[^A-Za-z0-9]/g, "_")',
    to: "return start + wireName",
    at: /\/list\/parameters\/[^/]+$/,
    strings: odd,
    sink: "code",
  },
  {
    what: "names of methods and resources",
    file: "generator/plan/wireNames.ts",
    from: 'wireName.replaceAll(/[^A-Za-z0-9_]/g, "_")',
    to: "wireName",
    at: /\/(?:methods|resources)\/[^/]+$/,
    strings: odd,
    sink: "code",
  },
  {
    what: "names of types",
    file: "generator/plan/wireNames.ts",
    from: ".split(/[^A-Za-z0-9]+/)",
    to: '.split("-")',
    at: /\/(?:methods|resources)\/[^/]+$/,
    strings: odd,
    sink: "code",
  },
  {
    what: "names that are words of the language",
    file: "generator/plan/identifier.ts",
    from: "return identifierName.test(text) && !undeclarable.has(text)",
    to: "return identifierName.test(text)",
    at: /\/(?:methods|resources)\/[^/]+$/,
    strings: ["default", "await", "enum"],
    sink: "code",
  },
  {
    what: "names of files",
    file: "generator/plan/wireNames.ts",
    from: '.replaceAll(/[^A-Za-z0-9._-]/g, "_")',
    to: "",
    at: /^\/resources\/[^/]+$/,
    strings: ["../../x", "C:\\x"],
    sink: "code",
  },
  {
    what: "dots and dashes at the ends of names of files",
    file: "generator/plan/wireNames.ts",
    from: '.replace(/^[.-]|\\.$/g, "_")',
    to: "",
    at: /^\/resources\/[^/]+$/,
    strings: ["..", "x."],
    sink: "code",
  },
  {
    what: "names of devices",
    file: "generator/plan/wireNames.ts",
    from: '.replace(/^(con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\\.|$)/i, "$1_")',
    to: "",
    at: /^\/resources\/[^/]+$/,
    strings: ["CON", "aux.ts"],
    sink: "code",
  },
  {
    what: "files whose names differ in case",
    file: "generator/plan/resources.ts",
    from: "fold: (name) => name.toLowerCase()",
    to: "fold: (name) => name",
    at: /^\/resources\/[^/]+$/,
    strings: [],
    sink: "file names",
  },
  {
    what: "invisible characters in a terminal",
    file: "generator/read/printable.ts",
    from: ".replace(unprintable, escaped)",
    to: "",
    at: /^\/version$/,
    strings: ["\u001b[31mred", "a\nglobalThis.x = 1"],
    sink: "terminal: diagnostics",
  },
  {
    what: "commands of CI in a log",
    file: "generator/read/printable.ts",
    from: ".replace(commandMark, escaped)",
    to: "",
    at: /^\/(?:id|title)$/,
    strings: ["::error::x", "##[stop-commands]x"],
    sink: "terminal: inspect",
  },
  {
    what: "lines of the surface",
    file: "generator/inspect/formatReport.ts",
    from: "lines.map((line) => printable(line, 1000))",
    to: "lines",
    at: /^\/(?:id|title)$/,
    strings: ["\u001b[31mred"],
    sink: "terminal: inspect",
  },
  {
    what: "lines of differences",
    file: "generator/diff/formatText.ts",
    from: "lines.map((line) => printable(line, 1000))",
    to: "lines",
    at: /^\/(?:id|revision)$/,
    strings: ["\u001b[31mred", "\u202eabc"],
    sink: "terminal: diff",
  },
  {
    what: "markup in Markdown",
    file: "generator/prose/markdown.ts",
    from: '.replaceAll(/[\\\\`*_{}[\\]<>()#+!|~&$]/g, "\\\\$&")',
    to: "",
    at: /^\/schemas\/[^/]+$|\/description$/,
    strings: ["a|b", "[x](javascript:1)", "<img src=x onerror=alert(1)>"],
    sink: "Markdown: diff",
  },
  {
    what: "links and mentions in Markdown",
    file: "generator/prose/markdown.ts",
    from: '"$&&#8203;"',
    to: '"$&"',
    at: /^\/schemas\/[^/]+$|\/description$/,
    strings: ["http://169.254.169.254/", "@somebody"],
    sink: "Markdown: diff",
  },
  {
    what: "markup in pages",
    file: "generator/docs/html/html.ts",
    from: 'entities[character] ?? ""',
    to: "character",
    at: /^\/title$|\/description$/,
    strings: ["</script>", "<img src=x onerror=alert(1)>"],
    sink: "docs: HTML",
  },
  {
    what: "the end of a script in the search's data",
    file: "generator/docs/searchIndex.ts",
    from: "/[<\\u007f-\\uffff]/g",
    to: "/(?!)/g",
    at: /\/description$/,
    strings: ["</script>"],
    sink: "docs: search",
  },
  {
    what: "invisible characters in JSON",
    file: "generator/model/canonicalJson.ts",
    from: "return text.replace(invisible, escaped)",
    to: "return text",
    at: /^\/title$/,
    strings: ["\u202eabc", "\u200b"],
    sink: "JSON: pinned document",
  },
  {
    what: "commands of CI in JSON",
    file: "generator/model/canonicalJson.ts",
    from: ".replace(\n    commandMark,\n    escaped,\n  )",
    to: "",
    at: /^\/title$/,
    strings: ["##[stop-commands]x"],
    sink: "JSON: inspect",
  },
  {
    what: "invisible characters in the lock",
    file: "generator/write/lock.ts",
    from: 'escapeJson(sections.join(",\\n"))',
    to: 'sections.join(",\\n")',
    at: /^\/title$/,
    strings: ["\u202eabc", "\u200b"],
    sink: "JSON: lock",
  },
  ...(
    [
      ['.replaceAll("%", "%25")', "%0A::error::x"],
      ['.replaceAll("\\n", "%0A")', "a\nglobalThis.x = 1"],
      ['.replaceAll("\\r", "%0D")', "a\rb"],
      ['.replaceAll(":", "%3A")', "::error::x"],
      ['.replaceAll(",", "%2C")', "a,b=c"],
    ] as const
  ).map(([from, text]): Sabotaged => ({
    what: `${from} in annotations`,
    file: "generator/cli/annotation.ts",
    from,
    to: "",
    at: /^\/(?:title|id|revision)$/,
    strings: [text],
    sink: "annotations",
  })),
  {
    what: "hosts of other people",
    file: "generator/read/checks/hosts.ts",
    from: "else if (!hostAllowed(url, allowed))",
    to: "else if (allowed.has(url.host))",
    at: /Url$/i,
    strings: ["https://evil.example/"],
    sink: "URLs and headers",
  },
  {
    what: "paths that lead elsewhere",
    file: "generator/read/checks/paths.ts",
    from: "function unsafePart(path: string): string | undefined {",
    to: "function unsafePart(path: string): string | undefined {\nif (path.length >= 0) return undefined;",
    at: /[pP]ath$/,
    strings: ["../../x", "//evil.example"],
    sink: "URLs and headers",
  },
  {
    what: "verbs that no HTTP has",
    file: "generator/read/checks/methods.ts",
    from: "if (!httpMethods.has(node.httpMethod))",
    to: "if (httpMethods.size === 0)",
    at: /\/httpMethod$/,
    strings: ["a\r\nb"],
    sink: "URLs and headers",
  },
  {
    what: "values that no header can hold",
    file: "generator/read/checks/methods.ts",
    from: "!/^[!-~]+$/.test(node.apiVersion)",
    to: "node.apiVersion === undefined",
    at: /\/apiVersion$/,
    strings: ["a\r\nb"],
    sink: "URLs and headers",
  },
];

const source = (file: string): string =>
  readFileSync(join(repositoryRoot, file), "utf8");
const free = wholePlaces.filter(isFree);

describe.each(sabotages)(
  "without the escape of $what",
  ({ file, from, to, at, strings, sink }) => {
    test("the matrix fails", async () => {
      expect(source(file)).toContain(from);
      for (const text of strings) expect(hostileStrings).toContain(text);
      const tool = await buildTool({
        file,
        change: (text) => text.replace(from, () => to),
      });
      const { escapes } = await runMatrix(
        tool,
        free.filter(({ pointer }) => at.test(pointer)),
        (place) => (strings.length > 0 ? strings : rivals(place)),
        (found) => found.some((escape) => escape.sink === sink),
      );
      expect(escapes.map((escape) => escape.sink)).toContain(sink);
    }, 120_000);
  },
);

describe("every sink is sabotaged", () => {
  /** Those that change how a text looks, and no more; each would be found by the tests of its own. */
  const cosmetic = [
    // A code span without line ends.
    'docText(text).replaceAll("\\n", " ")',
    // Tabs are two columns.
    'line.replaceAll("\\t", "  ")',
    // White space in one line; lines of ours that are moved in; addresses that have been made of safe parts.
    'text.replaceAll(/[\\t\\n\\r ]+/g, " ")',
    'text.replaceAll(/^(?=.)/gm, " ".repeat(by))',
    "encodeURI(href).replaceAll(/[()]/g, escapedInUrl)",
    "href.replaceAll(/[<>\\\\\\s]/g, escapedInUrl)",
    // A list or a heading, which a description may have of its own; a bar, behind which the next cell begins and no more.
    "/^(\\s*)(?:([-=])|(\\d+)([.)]))/,",
    '.replaceAll("|", "\\\\|")',
    // Lines of ours are moved in.
    'piece.replaceAll(/^(?=.)/gm, "  ")',
  ];
  const files = [...new Set(sabotages.map(({ file }) => file))].filter((file) =>
    /emit|printable|markdown|Json|annotation|wireNames/.test(file),
  );

  const squeezed = (text: string): string => text.replaceAll(/\s+/g, "");

  test.each(files)("each replacement of %s is one of the above", (file) => {
    const missing: string[] = [];
    const tree = ts.createSourceFile(
      file,
      source(file),
      ts.ScriptTarget.ESNext,
      true,
    );
    const visit = (node: ts.Node): void => {
      if (
        ts.isCallExpression(node) &&
        ts.isPropertyAccessExpression(node.expression) &&
        /^replace(?:All)?$/.test(node.expression.name.text)
      ) {
        const whole = squeezed(node.getText());
        const own = whole.slice(
          squeezed(node.expression.expression.getText()).length,
        );
        const isKnown = [...cosmetic, ...sabotages.map(({ from }) => from)]
          .map(squeezed)
          .some((known) => known.includes(own) || whole.includes(known));
        if (!isKnown) missing.push(own);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
    expect(missing).toEqual([]);
  });
});
