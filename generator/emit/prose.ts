/**
 * The lines of a description as its author meant them, before they are wrapped. Documents were made from comments in
 * source code: some keep the line ends of those comments, others lost them all, those of lists included.
 */
export function proseLines(text: string): readonly string[] {
  return joinSentences(text.split(/\r\n|[\n\r]/)).flatMap(restoreList);
}

/** Joins lines that were broken in the middle of a sentence, as Markdown does; lists, code and tables stay as they are. */
function joinSentences(lines: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let isFenced = false;
  for (const line of lines) {
    const isFence = line.trimStart().startsWith("```");
    const last = joined.at(-1) ?? "";
    const isProse = /^[A-Za-z`"'([]/.test(line) && !isFence && !isFenced;
    const isBroken = last.length >= 60 || /^[a-z]/.test(line);
    if (isFence) isFenced = !isFenced;
    if (
      isProse &&
      isBroken &&
      last.trim() !== "" &&
      !/^(?:\s{4}|\s*```)/.test(last)
    ) {
      joined[joined.length - 1] = `${last.trimEnd()} ${line}`;
    } else {
      joined.push(line);
    }
  }
  return joined;
}

/** `values: * A: one * B: two`: the entries of such a list get their lines back. */
function restoreList(line: string): readonly string[] {
  const [introduction = line] =
    /^.*?:[*`")]{0,2}(?= \* [^*\s])/.exec(line) ?? [];
  const entries = line.slice(introduction.length).split(" * ").slice(1);
  return [introduction, ...entries.map((entry) => `* ${entry}`)];
}
