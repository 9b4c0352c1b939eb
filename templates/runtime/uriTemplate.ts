// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

/**
 * Expands a path template of the Discovery format: `{x}` and `{+x}` of RFC 6570 (URI Template), section 3.2.
 *
 * `{x}` encodes everything but the unreserved characters `A-Z a-z 0-9 - . _ ~`. `{+x}` keeps `/` and the other reserved characters,
 * too, but for `?` and `#`, which would end the path. `%` always becomes `%25`: a value is never taken for already encoded.
 *
 * @param method The method's id, for the message.
 * @param value Gives a variable's value, as text.
 * @param encodeReserved In `{+x}`, of the reserved characters only `/` is kept (the document's `fullyEncodeReservedExpansion`).
 * @throws TypeError on any expression but these two (RFC 6570 has more, such as `{/x*}`; Discovery documents have none), and if a
 *   segment of the result is `.` or `..`, which URL parsing would resolve into another path.
 */
export function expandUriTemplate(
  method: string,
  template: string,
  value: (name: string) => string,
  encodeReserved = false,
): string {
  const path = template.replace(
    /\{(\+?)([\w$-][\w$.-]*)\}/g,
    (_, operator: string, name: string) => {
      const encoded = encodeURIComponent(value(name));
      if (operator && !encodeReserved)
        return encoded.replace(
          /%(?:2[46BCF]|3[ABD]|40|5[BD])/g,
          decodeURIComponent,
        );
      // The reserved characters that encodeURIComponent leaves (RFC 3986, section 2.2).
      const whole = encoded.replace(
        /[!'()*]/g,
        (mark) => "%" + mark.charCodeAt(0).toString(16).toUpperCase(),
      );
      return operator ? whole.replaceAll("%2F", "/") : whole;
    },
  );
  // Values have no braces any more.
  const problem = /[{}]/.test(path)
    ? "an expression that is not supported"
    : /(^|\/)\.\.?(\/|$)/.test(path) && 'a segment that is "." or ".."';
  if (problem)
    throw new TypeError(`${method}: the path ${path} has ${problem}`);
  return path;
}
