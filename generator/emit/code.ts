import { isMemberName, type MemberName } from "../plan/identifier.js";
import { escapeInvisible } from "../prose/invisible.js";

declare const codeBrand: unique symbol;

/**
 * A piece of TypeScript that is safe to write out. It comes from a template of ours or from a sink, so that a string of
 * the document cannot become code: the compiler refuses a plain string wherever this type is asked for.
 */
export type Code = string & { readonly [codeBrand]: true };

/** What may stand in a {@link code} template. */
export type Printable = Code | MemberName;

/** Code from a template: its fixed text is ours, what is put in has been through a sink. */
export function code(
  fixed: TemplateStringsArray,
  ...parts: readonly Printable[]
): Code {
  return String.raw({ raw: fixed }, ...parts) as Code;
}

/** Joins pieces of code with a separator of ours. */
export function joinCode(
  parts: readonly Printable[],
  separator: ", " | "; " | " | " | " & " | "\n",
): Code {
  return parts.join(separator) as Code;
}

/**
 * The mark of what Node (--enable-source-maps) and bundlers take for a comment that names a source map, in a literal as well.
 */
export const sourceMapMark = /(?<=[/*])[#@](?=\s*source(?:Mapping)?URL)/g;

/** The sink for strings: a literal in double quotes that holds exactly this text. */
export function stringLiteral(text: string): Code {
  const quoted = text
    .replaceAll(/["\\]/g, "\\$&")
    .replaceAll(/<(?=\/script|!--)/gi, "\\x3C")
    .replaceAll(sourceMapMark, (mark) => (mark === "#" ? "\\x23" : "\\x40"));
  return `"${escapeInvisible(quoted)}"` as Code;
}

/** The sink for whole numbers. */
export function integerLiteral(value: number): Code {
  return value.toFixed(0) as Code;
}

/** The sink for keys of object types and literals: bare where that is legal, else quoted. */
export function propertyKey(name: string): Code {
  return isMemberName(name) ? (name as string as Code) : stringLiteral(name);
}

/** Code with a comment on the line before it, where there is one. */
export function commented(comment: Code, commentedOn: Code): Code {
  return comment === "" ? commentedOn : code`${comment}\n${commentedOn}`;
}

/** A union of string literals, in the given order. */
export function literalUnion(values: readonly string[]): Code {
  return joinCode(values.map(stringLiteral), " | ");
}

/** A type with undefined, which `unknown` holds already. */
export function orUndefined(type: Code): Code {
  return type === "unknown" ? type : code`${type} | undefined`;
}

/** Every line of a piece of code moved in by one level. No literal of ours goes over several lines. */
export function indented(piece: Code): Code {
  return piece.replaceAll(/^(?=.)/gm, "  ") as Code;
}
