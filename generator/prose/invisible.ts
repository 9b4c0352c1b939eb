/**
 * Characters that a reader does not see or that change how he sees others: control, format (bidirectional and
 * zero-width ones among them), private ones, surrogates that stand alone, and line and paragraph separators. Unassigned
 * ones are left alone: which they are depends on the Unicode version of the machine.
 */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu;

/** Most texts are of ASCII. */
const plain = /^[ -~]*$/;

/** Escapes {@link invisible} characters as `\u{...}`, which string literals and readers understand alike. */
export function escapeInvisible(text: string): string {
  if (plain.test(text)) return text;
  return text.replaceAll(
    invisible,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
