import { escapeInvisible } from "../../prose/invisible.js";

declare const htmlBrand: unique symbol;

/**
 * HTML that is safe to write out: it comes from a template of ours or from a sink, so that a string of a document cannot become
 * markup, neither between tags nor in an attribute's quotes.
 */
export type Html = string & { readonly [htmlBrand]: true };

/** HTML from a template: its fixed text is ours, what is put in has been through a sink. */
export function markup(
  fixed: TemplateStringsArray,
  ...parts: readonly (Html | number)[]
): Html {
  let text = fixed[0] ?? "";
  // Pages are made of millions of pieces: this is several times as fast as String.raw.
  for (let index = 0; index < parts.length; index++)
    text += String(parts[index]) + (fixed[index + 1] ?? "");
  return text as Html;
}

export const nothing: Html = markup``;

export function joinHtml(
  parts: readonly Html[],
  separator: "" | " " | "\n" | ", " = "",
): Html {
  if (separator !== "") return parts.join(separator) as Html;
  // Unlike join, this copies nothing until the whole page is written.
  let text = "";
  for (const part of parts) text += part;
  return text as Html;
}

/** Most texts have nothing to escape. */
const needsWork = /[^ -~]|[&<>"']/;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * The sink for text from elsewhere, between tags or in an attribute's quotes (HTML Living Standard, section 13.3). What nobody would
 * see is shown as `\u{...}`; line ends and tabs are white space.
 */
export function htmlText(text: string): Html {
  if (!needsWork.test(text)) return text as Html;
  return escapeInvisible(text.replaceAll(/[\t\n\r]/g, " ")).replaceAll(
    /[&<>"']/g,
    (character) => entities[character] ?? "",
  ) as Html;
}

/** Names of so many characters may have to go on in the next line. */
const longName = 18;

/** A name in camel case, with dots or underscores, which goes on in the next line between its words only, where it can. */
export function htmlName(name: string): Html {
  if (name.length < longName) return htmlText(name);
  return joinHtml(
    name
      .split(/(?<=[a-z\d])(?=[A-Z])|(?<=[._])(?=[A-Za-z])/)
      .flatMap((word, index) =>
        index > 0 ? [markup`<wbr>`, htmlText(word)] : [htmlText(word)],
      ),
  );
}

/** The same where lines count: in `pre`. */
export function htmlLines(text: string): Html {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => htmlText(line.replaceAll("\t", "  ")))
    .join("\n") as Html;
}
