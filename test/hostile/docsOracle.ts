/** What an API's reference may consist of, whatever the document says: pages of HTML, of Markdown, and the data of the search. */
import { parse, type DefaultTreeAdapterMap } from "parse5";
import { ts } from "ts-morph";
import { markdownNodes, tableFaults } from "./markdownOracle.js";

type Node = DefaultTreeAdapterMap["node"];

const raw = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;

const elements = new Set(
  (
    "html head meta title link style script del ins body a header button span kbd nav h1 h2 h3 h4 h5 ul ol li main div p dl dt dd code pre " +
    "section b i em strong details summary footer wbr var br blockquote table thead tbody tr th td"
  ).split(" "),
);

const attributes = new Set(
  (
    "aria-controls aria-current aria-expanded aria-haspopup aria-label aria-labelledby charset class content data-branch data-page " +
    "data-root defer hidden href http-equiv id lang name open rel role scope src start tabindex type"
  ).split(" "),
);

/** A page of the reference, a place on one, or a web site that the document names. */
const address =
  /^(?:data:,|https?:\/\/[^\s"'<>\\]+|(?!\/|[a-z][\w+.-]*:)[^\s"'<>\\]*)$/i;
/** Scripts and styles are ours, and beside the pages. */
const asset = /^(?:\.\.\/)*assets\/(?:app|theme|search)\.js$/;

export function docsFaults(path: string, text: string): readonly string[] {
  const faults = [...rawFaults(text)];
  if (path.endsWith(".html")) {
    faults.push(...htmlFaults(text));
    if (/<style/i.test(text)) faults.push("a style within the page");
  }
  if (path.endsWith(".md")) faults.push(...markdownFaults(text));
  if (path.endsWith(".js")) faults.push(...scriptFaults(text));
  return faults;
}

function rawFaults(text: string): readonly string[] {
  const found = raw.exec(text);
  return found
    ? [
        `a raw character ${found[0].codePointAt(0)?.toString(16)} at ${found.index}`,
      ]
    : [];
}

/** Of a page of its own, which holds its style. */
export function pageFaults(text: string): readonly string[] {
  return [...rawFaults(text), ...htmlFaults(text)];
}

function htmlFaults(text: string): readonly string[] {
  const faults: string[] = [];
  const ids = new Set<string>();
  const visit = (node: Node): void => {
    if (node.nodeName === "#comment") faults.push("a comment");
    if ("tagName" in node) {
      const { tagName, attrs } = node;
      if (!elements.has(tagName)) faults.push(`an element ${tagName}`);
      for (const { name, value } of attrs) {
        if (!attributes.has(name))
          faults.push(`an attribute ${name} of ${tagName}`);
        if (name === "href" && !address.test(value))
          faults.push(`a link to ${value}`);
        if (name === "src" && !asset.test(value))
          faults.push(`a script from ${value}`);
        if (name === "id" && ids.has(value)) faults.push(`two places ${value}`);
        if (name === "id") ids.add(value);
      }
      if (
        tagName === "script" &&
        (node.childNodes.length > 0 ||
          !attrs.some(({ name }) => name === "src"))
      )
        faults.push("a script within the page");
      if (tagName === "meta")
        for (const { name, value } of attrs)
          if (name === "http-equiv" && value !== "Content-Security-Policy")
            faults.push(`a meta of ${value}`);
    }
    if ("childNodes" in node) node.childNodes.forEach(visit);
  };
  visit(
    parse(text, {
      sourceCodeLocationInfo: false,
      onParseError: ({ code }) => {
        // Some have a glyph, and nothing comes of them.
        if (code !== "noncharacter-in-input-stream")
          faults.push(`an error, ${code}`);
      },
    }),
  );
  if (!text.includes('http-equiv="Content-Security-Policy"'))
    faults.push("no policy");
  return faults;
}

const ofMarkdown =
  /^(?:root|heading|paragraph|blockquote|strong|emphasis|inlineCode|code|break|thematicBreak|list|listItem|table|tableRow|tableCell|html <a id="[^"<>]*">|html <\/a>|html <br>|html <\/?[bi]>|html <details><summary>Example<\/summary>|html <\/details>|link (.*))$/;

function markdownFaults(text: string): readonly string[] {
  const nodes = markdownNodes(text).filter((node) => {
    const match = ofMarkdown.exec(node);
    return !match || (match[1] !== undefined && !address.test(match[1]));
  });
  return [...nodes, ...tableFaults(text), ...exampleFaults(text)];
}

/** Examples are there to be copied: in them, too, text of the document stays in literals and comments. */
function exampleFaults(text: string): readonly string[] {
  const faults: string[] = [];
  for (const [, code = ""] of text.matchAll(/^```ts\n(import [^]*?)\n```$/gm)) {
    const source = ts.createSourceFile(
      "example.ts",
      code,
      ts.ScriptTarget.ESNext,
      true,
    );
    const { parseDiagnostics } = source as unknown as {
      readonly parseDiagnostics: readonly ts.Diagnostic[];
    };
    for (const { messageText } of parseDiagnostics)
      faults.push(
        `the syntax of an example: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
      );
    const visit = (node: ts.Node): void => {
      if (
        ts.isIdentifier(node) &&
        node.text === "globalThis" &&
        // A method or a field may have that name; as a member it is no more than that.
        !(
          (ts.isPropertyAccessExpression(node.parent) ||
            ts.isPropertyAssignment(node.parent)) &&
          node.parent.name === node
        )
      )
        faults.push(`an example does something: ${code.slice(0, 200)}`);
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return faults;
}

/** How many there are of each kind of block on a page: what text must not begin. */
export function docsBlocks(text: string): string {
  return counted(
    text,
    /^(?:heading|list|table|thematicBreak|blockquote|code$)/,
  );
}

/** How many links there are: a name that breaks one would change it. */
export function docsLinks(text: string): string {
  return counted(text, /^link /);
}

function counted(text: string, kind: RegExp): string {
  const counts = new Map<string, number>();
  for (const node of markdownNodes(text)) {
    const [name = ""] = node.split(" ");
    if (kind.test(node)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts]
    .map(([name, count]) => `${count} ${name}`)
    .sort()
    .join(", ");
}

/** The data of the search is a script: JSON, in which no script ends. What else there is is ours as it stands. */
function scriptFaults(text: string): readonly string[] {
  const [, json] = /^globalThis\.discoveryDocs = (.*);\n$/s.exec(text) ?? [];
  if (json === undefined) return ["the search's data is no assignment"];
  if (/<\/script|<!--/i.test(json)) return ["the search's data ends a script"];
  try {
    JSON.parse(json);
    return [];
  } catch (error) {
    return [`the search's data is no JSON: ${String(error)}`];
  }
}
