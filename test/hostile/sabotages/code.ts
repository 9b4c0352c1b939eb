/** Escapes and checks that keep text of a document in the literals, keys and comments of generated code. */
import { off, type Sabotage } from "./sabotage.js";

const code = "emit/code.ts";
const docText = "emit/docText.ts";
const ends = ["*/ globalThis.x = 1; /*", "**//"];
const invisible = ["\u202eabc", "a\u2028b", "\u200b"];
const odd = ["a b", "A{} globalThis.x=1; interface B"];

export const codeSabotages: readonly Sabotage[] = [
  {
    what: "quotes and backslashes in literals",
    off: [off(code, '.replaceAll(/["\\\\]/g, "\\\\$&")')],
    at: /enum\/0$/,
    strings: ['"];globalThis.x=1;//', "a\\"],
    sink: "code",
  },
  {
    what: "the end of a script in literals",
    off: [off(code, '.replaceAll(/<(?=\\/script|!--)/gi, "\\\\x3C")')],
    at: /enum\/0$/,
    strings: ["</script>"],
    sink: "code",
  },
  {
    what: "source maps in literals",
    off: [
      off(
        code,
        '.replaceAll(sourceMapMark, (mark) => (mark === "#" ? "\\\\x23" : "\\\\x40"))',
      ),
    ],
    at: /enum\/0$/,
    strings: ["//# sourceMappingURL=x"],
    sink: "code",
  },
  {
    what: "invisible characters in literals",
    off: [
      off(
        code,
        'return `"${escapeInvisible(quoted)}"`',
        'return `"${quoted}"`',
      ),
    ],
    at: /enum\/0$/,
    strings: invisible,
    sink: "code",
  },
  {
    what: "all invisible characters",
    off: [
      off(
        "prose/invisible.ts",
        ".replaceAll(\n    invisible,",
        ".replaceAll(\n    /(?!)/g,",
      ),
    ],
    at: /enum\/0$/,
    strings: invisible,
    sink: "code",
  },
  {
    what: "invisible characters in what is not of ASCII",
    off: [off("prose/invisible.ts", "plain.test(text)", "text")],
    at: /enum\/0$/,
    strings: invisible,
    sink: "code",
  },
  {
    what: "keys that are no names",
    off: [
      off(
        code,
        "isMemberName(name) ? (name as string as Code) : stringLiteral(name)",
        "(name as string as Code)",
      ),
    ],
    at: /\/properties\/\w+$/,
    strings: odd,
    sink: "code",
  },
  {
    what: "`__proto__` as a key of a literal",
    off: [off("emit/descriptor.ts", 'key === "__proto__" ?', "false ?")],
    at: /^\/endpoints\/0\/location$/,
    strings: ["__proto__"],
    sink: "code",
  },
  {
    what: "anything in doc comments",
    off: [off(docText, "if (!needsWork.test(text)) return", "return")],
    at: /\/description$/,
    strings: ends,
    sink: "code",
  },
  {
    what: "the end of a comment",
    off: [off(docText, '.replaceAll(/\\*(?=\\/)/g, "*\\\\")')],
    at: /\/description$/,
    strings: ends,
    sink: "code",
  },
  {
    what: "the end of a comment, but by deleting it",
    off: [
      off(
        docText,
        '.replaceAll(/\\*(?=\\/)/g, "*\\\\")',
        '.replaceAll("*/", "")',
      ),
    ],
    at: /\/description$/,
    strings: ["**//"],
    sink: "code",
  },
  {
    what: "invisible characters in comments",
    off: [
      off(docText, 'escapeInvisible(line.replaceAll("\\t", "  "))', "line"),
    ],
    at: /\/description$/,
    strings: invisible,
    sink: "code",
  },
  {
    what: "the end of a script in comments",
    off: [off(docText, '.replaceAll(/<(?=\\/script|!--)/gi, "<\\\\")')],
    at: /\/description$/,
    strings: ["</script>", "<!--"],
    sink: "code",
  },
  {
    what: "source maps in comments",
    off: [off(docText, '.replaceAll(sourceMapMark, "\\\\$&")')],
    at: /\/description$/,
    strings: ["//# sourceMappingURL=x"],
    sink: "code",
  },
  {
    what: "tags in comments",
    off: [off(docText, '.replaceAll(/(^|\\s)@/g, "$1\\\\@")', ".trim()")],
    at: /\/description$/,
    strings: ["@ts-ignore", "a\n@ts-expect-error"],
    sink: "code",
  },
  {
    what: "line ends in the lines of a file's head",
    off: [
      off("emit/header.ts", 'model.id.replaceAll(/\\s+/g, " ")', "model.id"),
      off(
        "emit/printer.ts",
        'header.flatMap((text) => text.split("\\n"))',
        "header",
      ),
    ],
    at: /^\/id$/,
    strings: ["a\n;globalThis.x = 1"],
    sink: "code",
    fault: /does something/,
  },
  {
    what: "a head that has as many lines as that of any API",
    off: [
      off("emit/header.ts", 'model.id.replaceAll(/\\s+/g, " ")', "model.id"),
    ],
    at: /^\/id$/,
    strings: ["a\n;globalThis.x = 1"],
    sink: "code",
    fault: /another syntax/,
  },
];
