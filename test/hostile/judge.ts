/** Takes a document through every sink, and judges what comes out. */
import type { RestDescription } from "../../generator/read/restDescription.js";
import type { Tool } from "./buildTool.js";
import { judgeCode, type CodeVerdict } from "./codeOracle.js";
import { docsBlocks, docsFaults, docsLinks, pageFaults } from "./docsOracle.js";
import { reportFaults } from "./markdownOracle.js";
import { commandFaults } from "./commandOracle.js";
import { jsonFaults, runnerCommand, terminalFaults } from "./textOracle.js";

/** Where text of a document ends up. */
export const sinks = [
  "code",
  "file names",
  "terminal: diagnostics",
  "terminal: inspect",
  "terminal: diff",
  "terminal: commands",
  "Markdown: diff",
  "HTML: diff",
  "JSON: inspect",
  "JSON: diff",
  "JSON: diagnostics",
  "JSON: pinned document",
  "JSON: lock",
  "annotations",
  "URLs and headers",
  "docs: HTML",
  "docs: Markdown",
  "docs: search",
] as const;

export type Sink = (typeof sinks)[number];

export interface Fault {
  /** A crash lets nothing out, and tells nobody what is wrong. */
  readonly sink: Sink | "crash";
  readonly fault: string;
}

export type Verdict = {
  readonly faults: readonly Fault[];
} & (
  | {
      readonly ok: true;
      /** Of the code, and how many files and lines there are: the same for a harmless text in the same place. */
      readonly shape: string;
      /** How many blocks and links the pages of the reference's Markdown have; empty where it was not made. */
      readonly docsBlocks: string;
      readonly docsLinks: string;
    }
  | { readonly ok: false; readonly pointers: readonly string[] }
);

/** The Markdown of differences, and the reference in its two formats. */
export interface Reads {
  readonly changes: boolean;
  readonly docs: boolean;
}

/** One part of a path, as every file system takes it. */
const filePart =
  /^(?!(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$))[a-z0-9_][\w.-]{0,199}$/i;

/**
 * @param base a valid document to tell the differences from
 * @param reads what of it is parsed by those who take longer than all else
 */
export async function judge(
  tool: Tool,
  value: unknown,
  base: RestDescription,
  reads: Reads = { changes: true, docs: true },
): Promise<Verdict> {
  try {
    return await judgeOrThrow(tool, value, base, reads);
  } catch (error) {
    const fault = `throws ${error instanceof Error ? error.stack : String(error)}`;
    return { ok: false, pointers: [], faults: [{ sink: "crash", fault }] };
  }
}

async function judgeOrThrow(
  tool: Tool,
  value: unknown,
  base: RestDescription,
  reads: Reads,
): Promise<Verdict> {
  const faults: Fault[] = [];
  const blame = (sink: Sink, found: readonly string[]): void => {
    for (const fault of found) faults.push({ sink, fault });
  };
  const printedFaults = (data: unknown): readonly string[] => {
    const text = tool.printedJson(data);
    return [...jsonFaults(text, data), ...terminalFaults(text)];
  };

  const result = await tool.validateDocument(value, "whole.json");
  const { diagnostics } = result;
  for (const diagnostic of diagnostics) {
    const text = tool.formatDiagnostic(diagnostic);
    blame("terminal: diagnostics", terminalFaults(text));
    if (text.split("\n").length !== 3)
      blame("terminal: diagnostics", ["a diagnostic has three lines"]);
  }
  if (diagnostics.length > 0)
    blame("JSON: diagnostics", printedFaults({ diagnostics }));
  if (!result.ok)
    return {
      ok: false,
      faults,
      pointers: diagnostics.map(({ pointer }) => pointer),
    };

  const { document } = result;
  // Without the tool's own word to the compiler, so that any is the document's.
  const files = await tool.generate(document, { typeCheck: true });
  const verdicts: CodeVerdict[] = [];
  const names = new Set<string>();
  for (const [path, text] of files) {
    const verdict = judgeCode(text);
    verdicts.push(verdict);
    blame(
      "code",
      verdict.faults.map((fault) => `${path}: ${fault}`),
    );
    if (!path.split("/").every((part) => filePart.test(part)))
      blame("file names", [`an unsafe path ${JSON.stringify(path)}`]);
    if (names.has(path.toLowerCase()))
      blame("file names", [`two files are called ${path}`]);
    names.add(path.toLowerCase());
  }

  const report = tool.inspect(document);
  blame("URLs and headers", requestFaults(report, document));
  const surface = tool.formatReport(report);
  blame("terminal: inspect", terminalFaults(surface));
  blame("JSON: inspect", printedFaults([report]));

  for (const [from, to] of [
    [base, document],
    [document, base],
  ] as const) {
    const changes = tool.diff(from, to);
    const text = tool.formatDiffText(changes);
    blame("terminal: diff", terminalFaults(text));
    const groups = new Set(changes.changes.map(groupOf));
    if (text.split("\n").length < changes.changes.length + groups.size)
      blame("terminal: diff", ["a change has no line of its own"]);
    const markdown = tool.formatDiffMarkdown(changes);
    if (reads.changes) {
      blame("Markdown: diff", reportFaults(markdown, changes.changes.length));
      blame("HTML: diff", pageFaults(tool.formatDiffHtml(changes)));
    }
    blame("JSON: diff", printedFaults(changes));
  }

  const pages: string[] = [];
  if (reads.docs) {
    const docs = await tool.docs(document, { formats: ["html", "md"] });
    for (const [path, text] of docs) {
      const sink = path.endsWith(".html")
        ? "docs: HTML"
        : path.endsWith(".md")
          ? "docs: Markdown"
          : "docs: search";
      blame(
        sink,
        docsFaults(path, text).map((fault) => `${path}: ${fault}`),
      );
      if (sink === "docs: Markdown") pages.push(text);
      if (!path.split("/").every((part) => filePart.test(part)))
        blame("file names", [`an unsafe path ${JSON.stringify(path)}`]);
    }
  }

  blame("JSON: pinned document", [
    ...jsonFaults(tool.canonicalJsonFile(document), sorted(document)),
  ]);
  const { id, revision = "", title = "" } = document;
  blame("terminal: commands", commandFaults(tool, { id, revision, title }));
  const locked = { id, revision, document: "sha256:0" };
  const lock = tool.formatLock({
    sources: new Map([[title, { ...locked, source: title, etag: id }]]),
    apis: new Map([[id, locked]]),
    files: new Map([[title, revision]]),
  });
  blame(
    "JSON: lock",
    jsonFaults(lock, JSON.parse(lock)).filter(
      (fault) => !fault.includes("something else"),
    ),
  );

  const line = tool.errorAnnotation(title, 1, id, `${title}\n${revision}`);
  const command = runnerCommand(line);
  if (
    /[\r\n]/.test(line) ||
    command?.command !== "error" ||
    command.properties.get("file") !== title ||
    command.properties.get("title") !== id ||
    command.properties.size !== 3 ||
    command.data !== `${title}\n${revision}`
  )
    blame("annotations", ["the runner reads something else"]);

  return {
    ok: true,
    faults,
    get shape() {
      return [
        ...verdicts.map(({ shape }) => shape).sort(),
        `${surface.split("\n").length} lines of surface`,
      ].join("\n");
    },
    get docsBlocks() {
      return pages.map(docsBlocks).sort().join("\n");
    },
    get docsLinks() {
      return pages.map(docsLinks).sort().join("\n");
    },
  };
}

/** What requests are made of: each goes to the API's own host, below its root, and has a verb and headers that can be sent. */
function requestFaults(
  { rootUrl, servicePath, methods }: ReturnType<Tool["inspect"]>,
  document: RestDescription,
): readonly string[] {
  const { mtlsRootUrl, endpoints = [], batchPath = "" } = document;
  const faults: string[] = [];
  for (const url of [
    rootUrl,
    ...(mtlsRootUrl ? [mtlsRootUrl] : []),
    ...endpoints.map(({ endpointUrl }) => endpointUrl),
  ])
    if (!/^https:\/\/[\w.-]+\.googleapis\.com(?:\/[\w./-]*)?$/.test(url))
      faults.push(`requests may go to ${JSON.stringify(url)}`);
  const isPlain = (path: string): boolean =>
    !/[\s\p{C}\\?#]|^\/\/|^[a-z][\w+.-]*:\/|(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/iu.test(
      path,
    );
  for (const path of [servicePath, batchPath])
    if (/[{}]/.test(path)) faults.push(`a template is ${JSON.stringify(path)}`);
  for (const path of [
    servicePath,
    batchPath,
    ...methods.map(({ path }) => path),
    ...uploadPaths(document),
  ])
    if (!isPlain(path)) faults.push(`a path is ${JSON.stringify(path)}`);
  for (const { verb, apiVersion } of methods)
    if (!/^[A-Z]+$/.test(verb) || !/^[!-~]*$/.test(apiVersion ?? ""))
      faults.push(`a method is ${JSON.stringify({ verb, apiVersion })}`);
  return faults;
}

function uploadPaths({
  methods = {},
  resources = {},
}: Pick<RestDescription, "methods" | "resources">): readonly string[] {
  return [
    ...Object.values(methods).flatMap(({ mediaUpload }) =>
      Object.values(mediaUpload?.protocols ?? {}).flatMap(({ path }) =>
        path === undefined ? [] : [path],
      ),
    ),
    ...Object.values(resources).flatMap(uploadPaths),
  ];
}

function groupOf({ code, level }: { code: string; level: string }): string {
  return `${level} ${code}`;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
      .map(([key, member]) => [key, sorted(member)]),
  );
}
