// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
/** The path templates of the Discovery format: `{x}` and `{+x}` of RFC 6570 (URI Template). */

/** A template taken apart, in threes: literal text, then a variable's operator (`+` or nothing) and name. */
export type UriTemplate = readonly string[];

const parsed = new Map<string, UriTemplate>();

/**
 * Takes a template apart; each is parsed once.
 *
 * @throws TypeError on any expression but `{x}` and `{+x}` (RFC 6570 has more, such as `{/x*}`; Discovery documents have none).
 */
export function parseUriTemplate(template: string): UriTemplate {
  let pieces = parsed.get(template);
  if (!pieces) {
    pieces = template.split(/\{(\+?)([\w$-][\w$.-]*)\}/);
    if (pieces.some((piece) => /[{}]/.test(piece))) {
      throw new TypeError(`Unsupported expression in URI template ${template}`);
    }
    parsed.set(template, pieces);
  }
  return pieces;
}

/**
 * Puts values in the place of variables (RFC 6570, section 3.2).
 *
 * `{x}` encodes everything but the unreserved characters `A-Z a-z 0-9 - . _ ~`. `{+x}` keeps `/` and the other reserved characters,
 * too, but for `?` and `#`, which would end the path. `%` always becomes `%25`: a value is never taken for already encoded.
 *
 * @param method The method's id, for the message.
 * @param value Gives a variable's value, as text.
 * @param encodeReserved In `{+x}`, of the reserved characters only `/` is kept (the document's `fullyEncodeReservedExpansion`).
 * @throws TypeError if a segment of the result is `.` or `..`, which URL parsing would resolve into another path.
 */
export function expandUriTemplate(
  method: string,
  template: UriTemplate,
  value: (name: string) => string,
  encodeReserved = false,
): string {
  let path = "";
  for (let i = 0; i < template.length; i += 3) {
    path += template[i];
    const operator = template[i + 1];
    const name = template[i + 2];
    if (name === undefined) break;
    const encoded = encodeURIComponent(value(name));
    if (!operator) path += encodeMarks(encoded);
    else if (encodeReserved)
      path += encodeMarks(encoded).replaceAll("%2F", "/");
    else
      path += encoded.replace(
        /%(?:2[46BCF]|3[ABD]|40|5[BD])/g,
        decodeURIComponent,
      );
  }
  if (/(?:^|\/)\.\.?(?:\/|$)/.test(path)) {
    throw new TypeError(
      `${method}: the path ${path} has a segment that is "." or ".."`,
    );
  }
  return path;
}

/** Encodes the reserved characters that encodeURIComponent leaves (RFC 3986, section 2.2). */
function encodeMarks(encoded: string): string {
  return encoded.replace(
    /[!'()*]/g,
    (mark) => "%" + mark.charCodeAt(0).toString(16).toUpperCase(),
  );
}
