/** A piece of a sentence. Texts are as the document has them; whoever writes them out escapes them. */
export type Inline =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "link";
      /** An absolute http(s) URL without user or password. */
      readonly href: string;
      readonly children: readonly Inline[];
    }
  | {
      readonly kind: "strong" | "emphasis";
      readonly children: readonly Inline[];
    };

/**
 * What an author marked in a line of prose: code spans, links, emphasis, bare URLs, and the few tags of HTML that say the same.
 * Only http(s) links become links. What is marked in another way, or not to its end, stays text.
 */
export function parseInlines(text: string): readonly Inline[] {
  // Each call has its own, since what is within a mark is parsed meanwhile.
  const mayBegin = /[`[*_<]|https?:/gi;
  const found: Inline[] = [];
  let from = 0;
  mayBegin.lastIndex = 0;
  for (let start = mayBegin.exec(text); start; start = mayBegin.exec(text)) {
    const { index } = start;
    const match = matchAt(text, index);
    if (!match) {
      mayBegin.lastIndex = index + 1;
      continue;
    }
    if (index > from)
      found.push({ kind: "text", text: text.slice(from, index) });
    found.push(match.inline);
    from = index + match.length;
    mayBegin.lastIndex = from;
  }
  if (from < text.length) found.push({ kind: "text", text: text.slice(from) });
  return found;
}

/** The words of inlines, without what marks them. */
export function plainText(inlines: readonly Inline[]): string {
  return inlines
    .map((inline) =>
      "text" in inline ? inline.text : plainText(inline.children),
    )
    .join("");
}

interface Match {
  readonly inline: Inline;
  readonly length: number;
}

/**
 * Each notation, and what is made of what it holds. All begin where they are tried. What they hold is bounded, so that a text that
 * begins much and ends nothing takes no longer than its length is worth.
 */
const notations: readonly (readonly [
  pattern: RegExp,
  make: (groups: readonly string[]) => Inline | null,
])[] = [
  // A code span ends with as many backticks as it begins with (CommonMark 0.31, section 6.1).
  [/(`{1,9})(?!`)([^]{0,999}?[^`])\1(?!`)/y, ([, , code = ""]) => toCode(code)],
  [
    /\[((?:[^[\]`]|`[^`]{0,200}`){1,400})\]\(\s{0,9}<?((?:[^()\s<>]|\([^()\s]{0,200}\)){1,2000})>?(?:\s{1,9}"[^"]{0,400}")?\s{0,9}\)/y,
    ([, label = "", url = ""]) => toLink(url, label),
  ],
  // A reference to a type of the API's source, whose page this is not.
  [
    /\[([^[\]`]{1,400})\]\[[\w.]{0,400}\]/y,
    ([, label = ""]) => ({ kind: "text", text: label }),
  ],
  [/\*\*(?=\S)((?:[^*]|\*(?!\*)){0,999}?[^\s*])\*\*/y, toMarked("strong")],
  [/\*(?=[^\s*])([^*/]{0,999}[^\s*/])\*(?![\w*/])/y, toMarked("emphasis")],
  [/_([a-zA-Z][a-zA-Z ]{0,400})_(?!\w)/y, toMarked("emphasis")],
  [/<(https?:\/\/[^\s<>]{1,2000})>/iy, ([, url = ""]) => toLink(url, null)],
  [
    /<(?:code|tt)>([^<]{1,999})<\/(?:code|tt)>/iy,
    ([, code = ""]) => toCode(code),
  ],
  [/<(?:b|strong)>([^<]{1,999})<\/(?:b|strong)>/iy, toMarked("strong")],
  [/<(?:i|em)>([^<]{1,999})<\/(?:i|em)>/iy, toMarked("emphasis")],
  [
    /<a href=(["'])([^"'<>\s]{1,2000})\1[^<>]{0,400}>([^<]{1,999})<\/a>/iy,
    ([, , url = "", label = ""]) => toLink(url, label),
  ],
  [
    /https?:\/\/(?:[^\s<>()[\]"'`{}]|\([^\s()<>"'`]{0,200}\)){1,2000}(?<![.,;:!?*_])/iy,
    ([url = ""]) => toLink(url, null),
  ],
];

function matchAt(text: string, at: number): Match | null {
  const before = text.charAt(at - 1);
  const first = text.charAt(at);
  // Within a word or a path these are no marks: `projects/*`, `snake_case`, `xhttp:`.
  if (/[*_h]/i.test(first) && /[\w/*]/.test(before)) return null;
  for (const [pattern, make] of notations) {
    pattern.lastIndex = at;
    const groups = pattern.exec(text);
    const inline = groups && make(groups);
    if (inline) return { inline, length: groups[0].length };
  }
  return null;
}

function toCode(text: string): Inline {
  return { kind: "code", text: text.replace(/^ (.*[^ ].*) $/s, "$1") };
}

function toMarked(
  kind: "strong" | "emphasis",
): (groups: readonly string[]) => Inline {
  return ([, content = ""]) => ({ kind, children: parseInlines(content) });
}

/** A link; null for a URL that is no such one, so that it stays text. A label of its own stands without the link then. */
function toLink(url: string, label: string | null): Inline | null {
  const href = webUrl(url);
  if (href === null)
    return label !== null && /^[#/.]/.test(url)
      ? { kind: "text", text: label }
      : null;
  const children: readonly Inline[] =
    label === null
      ? [{ kind: "text", text: url }]
      : parseInlines(label).map(withoutLink);
  return { kind: "link", href, children };
}

/** A link cannot stand in a link. */
function withoutLink(inline: Inline): Inline {
  return inline.kind === "link"
    ? { kind: "text", text: plainText(inline.children) }
    : inline;
}

/**
 * An http(s) URL as a browser takes it, without brackets, white space and backslashes, which could end a link; null for any other,
 * and for one that hides its host behind a user's name.
 */
export function webUrl(text: string): string | null {
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return null;
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return null;
  // All else that a link must not hold is encoded already (WHATWG URL, section 1.3).
  return url.href.replaceAll("\\", "%5C");
}
