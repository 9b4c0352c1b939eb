// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/** Header fields, an empty line, and what is behind it: a part of a multipart body, or an HTTP message without its first line. */
export interface MimeEntity {
  readonly headers: Headers;
  readonly content: string;
}

/** Writes an entity. Values of `Headers` have no line breaks. */
export function writeEntity({ headers, content }: MimeEntity): string {
  let text = "";
  headers.forEach((value, name) => (text += `${name}: ${value}\r\n`));
  return `${text}\r\n${content}`;
}

/**
 * Reads an entity whose lines end in CRLF or LF. Fields that go over several lines are put together (RFC 5322, section 2.2.3); those
 * that the platform's `Headers` do not take are left out.
 */
export function readEntity(text: string): MimeEntity {
  const end = /(?:^|\r?\n)\r?\n/.exec(text);
  const head = end ? text.slice(0, end.index) : text;
  const headers = new Headers();
  for (const field of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = /^([^:]+):(.*)$/.exec(field) ?? [];
    if (name === undefined || value === undefined) continue;
    try {
      headers.append(name, value.trim());
    } catch {
      // A name or value outside of what HTTP allows is of no use to anybody.
    }
  }
  return {
    headers,
    content: end ? text.slice(end.index + end[0].length) : "",
  };
}
