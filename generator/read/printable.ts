/** Everything that has no glyph of its own: controls, format and bidi characters, surrogates, unassigned. */
const unprintable = /[\p{C}\p{Zl}\p{Zp}]/gu;

/**
 * What runners of CI take for a command when they read a log: GitHub's a line that begins with `::`, and `##[` wherever it stands
 * (actions/runner, ActionCommand.cs); Azure's `##vso[`, TeamCity's `##teamcity[`. The last of its marks.
 */
const commandMark = /(?<=^\s*:):|(?<=#)#(?=[a-z]*\[)/gi;

/**
 * The sink for text from elsewhere that goes to a terminal or a log: every control, format, bidirectional,
 * zero-width or unpaired character becomes `\u{...}`, line ends included, so that the text stays on its line
 * and says what it seems to say; and so does what would be a command to a runner of CI.
 *
 * @param max how many code points to keep; a longer text is cut and ends in an ellipsis
 */
export function printable(text: string, max?: number): string {
  return shortened(text, max)
    .replace(unprintable, escaped)
    .replace(commandMark, escaped);
}

function escaped(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

function shortened(text: string, max: number | undefined): string {
  if (max === undefined || text.length <= max) return text;
  // A code point has at most two units: no need to take a text of a megabyte apart.
  const points = Array.from(text.slice(0, 2 * max + 2));
  return points.length <= max ? text : `${points.slice(0, max).join("")}…`;
}

/** A name from elsewhere within a message: quoted, printable and short. */
export function quoted(text: string, max = 60): string {
  return `"${printable(text, max)}"`;
}
