/**
 * The lines of a description as its author meant them, before they are wrapped. Documents were made from comments in
 * source code: some keep the line ends of those comments, others lost them all, those of lists included.
 */
export function proseLines(text: string): readonly string[] {
  return joinSentences(text.split(/\r\n|[\n\r]/)).flatMap(restoreList);
}

/** Joins lines that were broken in the middle of a sentence, as Markdown does; lists, code and tables stay as they are. */
function joinSentences(lines: readonly string[]): readonly string[] {
  // In parts, since a long text would be copied for each line that joins it.
  const joined: { readonly parts: string[]; length: number }[] = [];
  let isFenced = false;
  for (const line of lines) {
    const isFence = line.trimStart().startsWith("```");
    const last = joined.at(-1);
    const [first = ""] = last?.parts ?? [];
    const isProse = /^[A-Za-z`"'([]/.test(line) && !isFence && !isFenced;
    const isBroken = (last?.length ?? 0) >= 60 || /^[a-z]/.test(line);
    if (isFence) isFenced = !isFenced;
    if (
      last &&
      isProse &&
      isBroken &&
      first.trim() !== "" &&
      !/^(?:\s{4}|\s*```)/.test(first)
    ) {
      const end = last.parts.pop() ?? "";
      const trimmed = end.trimEnd();
      last.parts.push(trimmed, line);
      last.length += trimmed.length - end.length + 1 + line.length;
    } else {
      joined.push({ parts: [line], length: line.length });
    }
  }
  return joined.map(({ parts }) => parts.join(" "));
}

/** `values: * A: one * B: two`: the entries of such a list get their lines back, also those of one with dashes. */
function restoreList(line: string): readonly string[] {
  return (
    splitList(line, /^.*?:[*`")]{0,2}(?= \* [^*\s])/, " * ", 1) ??
    splitList(line, /^.*?:[*`")]{0,2}(?= - [`"*A-Z])/, " - ", 2) ?? [line]
  );
}

/** The introduction and the entries of a list; null where there are fewer than `least`. */
function splitList(
  line: string,
  beforeFirst: RegExp,
  marker: " * " | " - ",
  least: number,
): readonly string[] | null {
  const [introduction] = beforeFirst.exec(line) ?? [];
  if (introduction === undefined) return null;
  const entries = line.slice(introduction.length).split(marker).slice(1);
  return entries.length < least
    ? null
    : [introduction, ...entries.map((entry) => `${marker.trim()} ${entry}`)];
}
