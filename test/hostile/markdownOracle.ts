/** What Markdown of ours may consist of, whatever the document says: read as GitHub does (CommonMark and GFM). */
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { gfm } from "micromark-extension-gfm";

interface Node {
  readonly type: string;
  readonly value?: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

/** What Markdown is made of: the kind of each node, in order, texts aside. HTML is told as it stands. */
export function markdownNodes(text: string): readonly string[] {
  const nodes: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === "html") nodes.push(`html ${node.value}`);
    else if (node.url !== undefined) nodes.push(`${node.type} ${node.url}`);
    // How many pieces a text is in depends on its escapes.
    else if (node.type !== "text") nodes.push(node.type);
    node.children?.forEach(visit);
  };
  visit(parsed(text));
  return nodes;
}

/** The page that was read last: several look at it. */
let last: { readonly text: string; readonly tree: Node } | undefined;

function parsed(text: string): Node {
  if (last?.text !== text)
    last = {
      text,
      tree: fromMarkdown(text, {
        extensions: [gfm()],
        mdastExtensions: [gfmFromMarkdown()],
      }),
    };
  return last.tree;
}

/** Nodes that a report of differences has; all else would be a document's doing. */
const ofReports =
  /^(?:root|heading|paragraph|blockquote|strong|inlineCode|list|listItem|table|tableRow|tableCell|html <details><summary>(?:Compatible|Documentation|Docs)[^<]*<\/summary>|html <\/details>)$/;

/** Tables whose rows have another number of cells than their heads: the bar of a text has begun one. */
export function tableFaults(text: string): readonly string[] {
  const faults: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === "table") {
      const [head = 0, ...rows] = (node.children ?? []).map(
        ({ children = [] }) => children.length,
      );
      for (const cells of rows)
        if (cells !== head) faults.push(`${cells} cells in ${head} columns`);
    }
    node.children?.forEach(visit);
  };
  visit(parsed(text));
  return faults;
}

/** @param changes how many changes the report tells, each in a row of a table */
export function reportFaults(text: string, changes: number): readonly string[] {
  const nodes = markdownNodes(text);
  const faults = [
    ...nodes.filter((node) => !ofReports.test(node)),
    ...tableFaults(text),
  ];
  const count = (type: string): number =>
    nodes.filter((node) => node === type).length;
  // Each table has a heading's row.
  if (count("tableRow") !== changes + count("table"))
    faults.push(
      `${count("tableRow")} rows in ${count("table")} tables for ${changes} changes`,
    );
  // What GitHub makes links of after Markdown has been read: users, issues, commits have no syntax of their own.
  if (/(?<![\w`;])@[a-z\d]/i.test(text)) faults.push("mentions somebody");
  return faults;
}
