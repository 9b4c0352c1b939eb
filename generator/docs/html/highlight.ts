import { htmlLines, joinHtml, markup, type Html } from "./html.js";

/** The tokens of an example that get a colour; all else has none. */
const tokens =
  /(?<string>"(?:[^"\\\n]|\\.)*")|(?<comment>\/\/[^\n]*)|(?<keyword>\b(?:await|break|const|for|from|if|import|let|new|null|of|true|false)\b)|(?<number>\b\d[\d.]*\b)/g;

/** TypeScript with the classes `string`, `comment`, `keyword` and `number`. */
export function highlight(code: string): Html {
  const parts: Html[] = [];
  let from = 0;
  for (const match of code.matchAll(tokens)) {
    parts.push(htmlLines(code.slice(from, match.index)));
    const [text] = match;
    const kind = Object.entries(match.groups ?? {}).find(
      ([, found]) => found !== undefined,
    )?.[0];
    parts.push(span(kind, htmlLines(text)));
    from = match.index + text.length;
  }
  parts.push(htmlLines(code.slice(from)));
  return joinHtml(parts);
}

function span(kind: string | undefined, text: Html): Html {
  switch (kind) {
    case "string":
      return markup`<span class="string">${text}</span>`;
    case "comment":
      return markup`<span class="comment">${text}</span>`;
    case "keyword":
      return markup`<span class="keyword">${text}</span>`;
    case "number":
      return markup`<span class="number">${text}</span>`;
    default:
      return text;
  }
}
