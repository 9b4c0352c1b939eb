import type { Fits } from "./breakType.js";

const string = String.raw`"[^"\\]*"`;
const call = /^(return [\w.#$]+\()([\w.#$]+(?:, [\w.#$]+)+)(\);)$/;
const creation = /^([\w.#$]+ =) (new [\w$]+\()([\w$]+)\);$/;
const constant = /^((?:export )?const [\w$]+: [\w$]+ =) \{$/;
const named = new RegExp(
  String.raw`^(\s*)([\w$]+|${string}|\["__proto__"\]): (.*),$`,
);
const strings = new RegExp(`^${string}(?:, ${string})*$`);

/**
 * A statement on its line or, where it does not fit, as prettier breaks it: a call with its arguments one a line, a new object
 * behind the equals sign. Null where prettier has to be asked. `test/emit/breakType.test.ts` holds it against that.
 */
export function breakStatement(
  text: string,
  fits: Fits,
): readonly string[] | null {
  if (fits(text)) return [text];
  const [, start, list, end] = call.exec(text) ?? [];
  if (start !== undefined && list !== undefined && fits(start))
    return [
      start,
      ...list.split(", ").map((argument) => `  ${argument},`),
      end ?? "",
    ];
  const [, target, create, argument] = creation.exec(text) ?? [];
  if (target === undefined || create === undefined) return null;
  if (fits(`${target} ${create}`))
    return [`${target} ${create}`, `  ${argument},`, ");"];
  const whole = `${create}${argument});`;
  return fits(whole, 1)
    ? [target, `  ${whole}`]
    : [target, `  ${create}`, `    ${argument},`, "  );"];
}

/**
 * The lines of a constant, an object or list with its entries one a line, as prettier has them where some are too long. Null
 * where it has to be asked.
 */
export function breakConstant(
  lines: readonly string[],
  fits: Fits,
): readonly string[] | null {
  const [first = "", ...rest] = lines;
  if (fits(first)) return breakEntries(lines, fits);
  // A literal whose name and type fill the line stands below them.
  const [, start] = constant.exec(first) ?? [];
  const below =
    start !== undefined &&
    breakEntries(["{", ...rest], (line, levels = 0) => fits(line, levels + 1));
  return below ? [start, ...below.map((line) => `  ${line}`)] : null;
}

function breakEntries(
  lines: readonly string[],
  fits: Fits,
): readonly string[] | null {
  const broken: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? "";
    const [, margin = "", key] = opening.exec(line) ?? [];
    let entry = fits(line) ? [line] : breakEntry(line);
    if (key !== undefined && !fits(line)) {
      // A list whose key fills the line stands below it, on one line where it fits there.
      const end = lines.indexOf(`${margin}],`, at);
      const items = lines.slice(at + 1, end).map((item) => item.trim());
      const list = `${margin}  [${items.join(" ").slice(0, -1)}],`;
      const below = fits(list)
        ? [list]
        : lines
            .slice(at, end + 1)
            .map((item) => `  ${item.replace(/^.*\[$/, `${margin}[`)}`);
      entry = [`${margin}${key}:`, ...below];
      at = end;
    }
    if (!entry) return null;
    for (const part of entry) broken.push(part);
  }
  return broken;
}

const comment = /^\s*(?:\/\*\*| \*)/;
const opening = new RegExp(String.raw`^(\s*)([\w$]+|${string}): \[$`);
const bare = new RegExp(String.raw`^\s*${string},$`);

function breakEntry(line: string): readonly string[] | null {
  if (comment.test(line) || bare.test(line)) return [line];
  const [, margin = "", key, value = ""] = named.exec(line) ?? [];
  if (key === undefined) return null;
  if (/^[\w$]+$/.test(value)) return [line];
  if (strings.test(value) && !value.includes('", "'))
    // Below a short key a string would hardly stand further to the left.
    return key.length < 5
      ? [line]
      : [`${margin}${key}:`, `${margin}  ${value},`];
  const list = /^\[(.*)\]$/.exec(value)?.[1] ?? "";
  if (!strings.test(list)) return null;
  const items = list.match(/"[^"]*"/g) ?? [];
  return [
    `${margin}${key}: [`,
    ...items.map((item) => `${margin}  ${item},`),
    `${margin}],`,
  ];
}
