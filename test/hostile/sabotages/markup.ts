/** Escapes that keep text of a document from being markup: in Markdown, in HTML, and in the data of the search. */
import { off, type Sabotage } from "./sabotage.js";

const markdown = "prose/markdown.ts";
const html = "docs/html/html.ts";
const described = /^\/schemas\/[^/]+$|\/description$/;
const whiteSpace = 'text.replaceAll(/[\\t\\n\\r ]+/g, " ")';

export const markupSabotages: readonly Sabotage[] = [
  {
    what: "markup in Markdown",
    off: [
      off(markdown, '.replaceAll(/[\\\\`*_{}[\\]<>()#+!|~&$]/g, "\\\\$&")'),
    ],
    at: described,
    strings: ["a|b", "[x](javascript:1)", "<img src=x onerror=alert(1)>"],
    sink: "Markdown: diff",
  },
  {
    what: "bars in Markdown",
    off: [
      off(markdown, "[\\\\`*_{}[\\]<>()#+!|~&$]", "[\\\\`*_{}[\\]<>()#+!~&$]"),
    ],
    at: described,
    strings: ["a|b"],
    sink: "Markdown: diff",
    fault: /cells in/,
  },
  {
    what: "what begins a list or a line in Markdown",
    off: [off(markdown, "/^(\\s*)(?:([-=])|(\\d+)([.)]))/", "/(?!)/")],
    at: /\/description$/,
    strings: ["---", "1234. a"],
    sink: "docs: Markdown",
    fault: /other blocks/,
  },
  {
    what: "links and mentions in Markdown",
    off: [off(markdown, '"$&&#8203;"', '"$&"')],
    at: described,
    strings: ["http://169.254.169.254/", "@somebody"],
    sink: "Markdown: diff",
  },
  {
    what: "line ends in Markdown",
    off: [
      off(
        markdown,
        `escapeInvisible(${whiteSpace})\n      .replaceAll`,
        "text\n      .replaceAll",
      ),
      off("diff/formatMarkdown.ts", "printable(value, cellLength)", "value"),
    ],
    at: /^\/schemas\/[^/]+$/,
    strings: ["a\nglobalThis.x = 1"],
    sink: "Markdown: diff",
  },
  {
    what: "invisible characters in Markdown",
    off: [
      off(
        markdown,
        `escapeInvisible(${whiteSpace})\n      .replaceAll`,
        `${whiteSpace}\n      .replaceAll`,
      ),
    ],
    at: /^\/title$/,
    strings: ["\u202eabc", "\u200b"],
    sink: "docs: Markdown",
  },
  {
    what: "invisible characters in code within Markdown",
    off: [
      off(
        markdown,
        `const safe = escapeInvisible(${whiteSpace})`,
        `const safe = ${whiteSpace}`,
      ),
    ],
    at: /^\/id$|\/default$/,
    strings: ["\u202eabc", "\u200b"],
    sink: "docs: Markdown",
  },
  {
    what: "the end of code within Markdown",
    off: [off(markdown, "fenceFor(safe, 1)", '"`"')],
    at: /\/default$/,
    strings: ["a`<img src=x onerror=alert(1)>`b"],
    sink: "docs: Markdown",
  },
  {
    what: "backticks at the edges of code within Markdown",
    off: [off(markdown, "!/^[` ]|[` ]$/.test(safe)", "safe.length > 0")],
    at: /\/default$/,
    strings: ["<img src=x onerror=alert(1)>`"],
    sink: "docs: Markdown",
  },
  {
    what: "the end of a block of code in Markdown",
    off: [off(markdown, "fenceFor(safe, 3)", '"```"')],
    at: /\/description$/,
    strings: ["    ```\n    <img src=x onerror=alert(1)>"],
    sink: "docs: Markdown",
  },
  {
    what: "invisible characters in blocks of code in Markdown",
    off: [
      off(markdown, 'escapeInvisible(line.replaceAll("\\t", "  "))', "line"),
    ],
    at: /\/description$/,
    strings: ["\u202eabc"],
    sink: "docs: Markdown",
  },
  {
    what: "markup in anchors",
    off: [off("docs/target.ts", "/[^\\w$-]/gu", "/(?!)/gu")],
    at: /\/properties\/\w+$/,
    strings: ["a b", '"'],
    sink: "docs: HTML",
  },
  {
    what: "markup in anchors of Markdown",
    off: [off("docs/target.ts", "/[^\\w$-]/gu", "/(?!)/gu")],
    at: /^\/schemas\/\w+$|\/parameters\/\w+$/,
    strings: ['"', "<img src=x onerror=alert(1)>"],
    sink: "docs: Markdown",
  },
  {
    what: "what ends a link in Markdown",
    off: [
      off("docs/target.ts", "/[^\\w$-]/gu", "/(?!)/gu"),
      off(
        markdown,
        "encodeURI(href).replaceAll(/[()]/g, escapedInUrl)",
        "href",
      ),
    ],
    at: /^\/schemas\/(?:Level|Names)$/,
    strings: ["a b"],
    sink: "docs: Markdown",
    fault: /other links/,
  },
  ...(["Markdown", "HTML"] as const).map((format): Sabotage => ({
    what: `what ends a link elsewhere in ${format}`,
    off: [off("prose/inlines.ts", '.replaceAll("\\\\", "%5C")')],
    at: /\/description$/,
    strings: ["https://x.example/?a\\"],
    sink: `docs: ${format}`,
  })),
  {
    what: "invisible characters in pages of differences",
    off: [
      off(
        html,
        'escapeInvisible(text.replaceAll(/[\\t\\n\\r]/g, " "))',
        "text",
      ),
      off("docs/html/diffPage.ts", "printable(value, cellLength)", "value"),
    ],
    at: /^\/schemas\/\w+$/,
    strings: ["\u202eabc", "\u200b"],
    sink: "HTML: diff",
  },
  {
    what: "markup in pages",
    off: [off(html, 'entities[character] ?? ""', "character")],
    at: /^\/title$|\/description$/,
    strings: ["</script>", "<img src=x onerror=alert(1)>"],
    sink: "docs: HTML",
  },
  {
    what: "markup in pages of differences",
    off: [off(html, 'entities[character] ?? ""', "character")],
    at: described,
    strings: ["</script>", "<img src=x onerror=alert(1)>"],
    sink: "HTML: diff",
  },
  {
    what: "anything in pages",
    off: [off(html, "if (!needsWork.test(text)) return", "return")],
    at: /^\/title$|\/description$/,
    strings: ["</script>"],
    sink: "docs: HTML",
  },
  {
    what: "invisible characters in pages",
    off: [
      off(
        html,
        'escapeInvisible(text.replaceAll(/[\\t\\n\\r]/g, " "))',
        "text",
      ),
    ],
    at: /^\/title$/,
    strings: ["\u202eabc", "\u200b"],
    sink: "docs: HTML",
  },
  {
    what: "markup in code of pages",
    off: [off(html, 'htmlText(line.replaceAll("\\t", "  "))', "line")],
    at: /\/description$|\/default$|\/enum\/0$/,
    strings: [
      "```\n<img src=x onerror=alert(1)>\n```",
      "<img src=x onerror=alert(1)>",
    ],
    sink: "docs: HTML",
  },
  {
    what: "the end of a script in the search's data",
    off: [off("docs/searchIndex.ts", "/[<\\u007f-\\uffff]/g", "/(?!)/g")],
    at: /\/description$/,
    strings: ["</script>"],
    sink: "docs: search",
  },
  {
    what: "the end of a literal in examples",
    off: [
      off(
        "docs/typeParts.ts",
        "escapeInvisible(JSON.stringify(text))",
        '`"${text}"`',
      ),
    ],
    at: /\/enum\/0$/,
    strings: ['"];globalThis.x=1;//'],
    sink: "docs: Markdown",
  },
];
