/** Escapes of text for terminals, logs and programs: words, JSON and annotations. */
import { off, type Sabotage } from "./sabotage.js";

const printable = "read/printable.ts";
const red = "\u001b[31mred";
const bidi = "\u202eabc";
const command = "##[stop-commands]x";

const told = (
  file: string,
  from: string,
  to: string,
  at = /^\/title$/,
  what = from,
): Sabotage => ({
  what: `\`${what}\` in ${file}`,
  off: [off(file, from, to)],
  at,
  strings: [red, command],
  sink: "terminal: commands",
});

export const wordSabotages: readonly Sabotage[] = [
  {
    what: "invisible characters in a terminal",
    off: [off(printable, ".replace(unprintable, escaped)")],
    at: /^\/version$/,
    strings: [red, "a\nglobalThis.x = 1"],
    sink: "terminal: diagnostics",
  },
  {
    what: "commands of CI in a log",
    off: [off(printable, ".replace(commandMark, escaped)")],
    at: /^\/(?:id|title)$/,
    strings: ["::error::x", command],
    sink: "terminal: inspect",
  },
  {
    what: "names and messages of diagnostics",
    off: [
      off(printable, '`"${printable(text, max)}"`', '`"${text}"`'),
      off(
        "read/diagnose.ts",
        "message: printable(problem.message)",
        "message: problem.message",
      ),
      off(
        "read/formatDiagnostic.ts",
        "printable(diagnostic.message)",
        "diagnostic.message",
      ),
    ],
    at: /^\/schemas\/\w+\/type$/,
    strings: [red, command],
    sink: "terminal: diagnostics",
  },
  {
    what: "values in diagnostics",
    off: [
      off(printable, '`"${printable(text, max)}"`', '`"${text}"`'),
      off("read/formatDiagnostic.ts", "${printable(value)}", "${value}"),
    ],
    at: /^\/rootUrl$/,
    strings: [red, command],
    sink: "terminal: diagnostics",
  },
  {
    what: "pointers in diagnostics",
    off: [
      off(
        "read/formatDiagnostic.ts",
        "printable(diagnostic.pointer, 400)",
        "diagnostic.pointer",
      ),
    ],
    at: /\/parameters\/\w+$/,
    strings: [red, command],
    sink: "terminal: diagnostics",
  },
  {
    what: "lines of the surface",
    off: [
      off(
        "inspect/formatReport.ts",
        "lines.map((line) => printable(line, 1000))",
        "lines",
      ),
    ],
    at: /^\/(?:id|title)$/,
    strings: [red],
    sink: "terminal: inspect",
  },
  {
    what: "lines of differences",
    off: [
      off(
        "diff/formatText.ts",
        "lines.map((line) => printable(line, 1000))",
        "lines",
      ),
    ],
    at: /^\/(?:id|revision)$/,
    strings: [red, bidi],
    sink: "terminal: diff",
  },
  {
    what: "places in differences",
    off: [
      off(
        "diff/formatText.ts",
        "lines.map((line) => printable(line, 1000))",
        "lines",
      ),
      off(
        "diff/formatText.ts",
        "printable(placeText(where))",
        "placeText(where)",
      ),
    ],
    at: /^\/schemas\/\w+$/,
    strings: [bidi],
    sink: "terminal: diff",
  },
  {
    what: "values in differences",
    off: [
      off(
        "diff/formatText.ts",
        "lines.map((line) => printable(line, 1000))",
        "lines",
      ),
      off("diff/formatText.ts", "printable(text, valueLength)", "text"),
    ],
    at: /\/default$/,
    strings: [bidi],
    sink: "terminal: diff",
  },
  told("cli/tellOutput.ts", "printable(id, 200)", "id", /^\/id$/),
  told(
    "cli/tellOutput.ts",
    'printable(revision || "unknown", 40)',
    "revision",
    /^\/revision$/,
  ),
  told("cli/tellDrift.ts", "printable(`${out}/${path}`)", "`${out}/${path}`"),
  told("cli/tellDrift.ts", "printable(line, 200)", "line"),
  told("cli/tellError.ts", "printable(line, 500)", "line"),
  told("cli/fetchReport.ts", "printable(what, 200)", "what", /^\/id$/),
  told(
    "cli/fetchReport.ts",
    "printable(outcome.message, 500)",
    "outcome.message",
  ),
  told(
    "cli/fetchReport.ts",
    'printable(revision || "(no revision)", 40)',
    'revision ?? ""',
    /^\/revision$/,
  ),
  told(
    "cli/fetchReport.ts",
    'printable(entries.join(", "))',
    'entries.join(", ")',
    /^\/id$/,
  ),
  told("cli/terminal.ts", "printable(text, 60)", "text"),
  {
    what: "invisible characters in JSON",
    off: [
      off(
        "model/canonicalJson.ts",
        "return text.replace(invisible, escaped)",
        "return text",
      ),
    ],
    at: /^\/title$/,
    strings: [bidi, "\u200b"],
    sink: "JSON: pinned document",
  },
  {
    what: "invisible characters in pinned documents",
    off: [
      off(
        "model/canonicalJson.ts",
        "escapeJson(JSON.stringify(withSortedKeys(value), null, 2))",
        "JSON.stringify(withSortedKeys(value), null, 2)",
      ),
    ],
    at: /^\/title$/,
    strings: [bidi, "\u200b"],
    sink: "JSON: pinned document",
  },
  ...(
    [
      ["inspect", /^\/title$/],
      ["diff", /^\/(?:id|revision)$/],
      ["diagnostics", /\/parameters\/\w+$/],
    ] as const
  ).map(([name, at]): Sabotage => ({
    what: `invisible characters in JSON that is printed: ${name}`,
    off: [
      off(
        "model/canonicalJson.ts",
        "escapeJson(JSON.stringify(value, null, 2))",
        "JSON.stringify(value, null, 2)",
      ),
    ],
    at,
    strings: [bidi, "\u200b"],
    sink: `JSON: ${name}`,
  })),
  {
    what: "commands of CI in JSON",
    off: [
      off(
        "model/canonicalJson.ts",
        ".replace(\n    commandMark,\n    escaped,\n  )",
      ),
    ],
    at: /^\/title$/,
    strings: [command],
    sink: "JSON: inspect",
  },
  {
    what: "invisible characters in the lock",
    off: [
      off(
        "write/lock.ts",
        'escapeJson(sections.join(",\\n"))',
        'sections.join(",\\n")',
      ),
    ],
    at: /^\/title$/,
    strings: [bidi, "\u200b"],
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
  ).map(([from, text]): Sabotage => ({
    what: `${from} in annotations`,
    off: [off("cli/annotation.ts", from)],
    at: /^\/(?:title|id|revision)$/,
    strings: [text],
    sink: "annotations",
  })),
];
