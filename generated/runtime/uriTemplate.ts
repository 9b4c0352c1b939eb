// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/**
 * Expands a path template of the Discovery format: `{x}` and `{+x}` of RFC 6570 (URI Template), section 3.2.
 *
 * `{x}` encodes everything but the unreserved characters `A-Z a-z 0-9 - . _ ~`. `{+x}` keeps `/` and the other reserved characters,
 * too, but for `?` and `#`, which would end the path. `%` always becomes `%25`: a value is never taken for already encoded.
 *
 * @param method The method's id, for the message.
 * @param encode Gives a variable's value, encoded by `encodeURIComponent`.
 * @param encodeReserved In `{+x}`, of the reserved characters only `/` is kept (the document's `fullyEncodeReservedExpansion`).
 * @throws TypeError on any expression but these two (RFC 6570 has more, such as `{/x*}`; Discovery documents have none), and if a
 *   segment of the result is `.` or `..`, which URL parsing would resolve into another path.
 */
export function expandUriTemplate(
  method: string,
  template: string,
  encode: (name: string) => string,
  encodeReserved?: boolean,
): string {
  // A replacement, although it finds nothing, takes longer than all else here.
  const path = template.includes("{")
    ? template.replace(
        /\{(\+?)([\w$-]+)\}/g,
        (_, operator: string, name: string) => {
          const kept = operator && (encodeReserved ? "/" : "!$&'()*+,/:;=@[]");
          // What encodeURIComponent leaves of the reserved characters, and all that it encodes of ASCII.
          return encode(name).replace(/[!'()*]|%[2-5]./g, (encoded) => {
            const mark = decodeURIComponent(encoded);
            return kept.includes(mark)
              ? mark
              : `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;
          });
        },
      )
    : template;
  // Values have no braces any more.
  if (/[{}]|(^|\/)\.\.?(\/|$)/.test(path))
    throw new TypeError(`${method}: ${path} is no usable path`);
  return path;
}
