/** Lines that are there, `-`, lines that are to be there, `+`, and equal ones around them. */
export interface TextDiff {
  /** Of the first difference, from 1, in what is there. */
  readonly line: number;
  /** As `diff -u` writes them, hunks with their `@@` lines. */
  readonly lines: readonly string[];
}

/** Equal lines around a difference. */
const context = 3;

/** Differences after which two texts count as different throughout: finding the fewest takes the square of their number. */
const mostEdits = 1000;

/** How a text is to be changed into another; undefined where they are equal. */
export function unifiedDiff(
  actual: string,
  expected: string,
): TextDiff | undefined {
  if (actual === expected) return undefined;
  const edits = diffLines(toLines(actual), toLines(expected));
  const isNear = edits.map(() => false);
  for (const [index, { sign }] of edits.entries())
    if (sign !== " ")
      isNear.fill(true, Math.max(0, index - context), index + context + 1);
  const lines: string[] = [];
  for (let from = isNear.indexOf(true); from !== -1;) {
    let to = isNear.indexOf(false, from);
    if (to === -1) to = edits.length;
    for (const line of toHunk(edits.slice(0, from), edits.slice(from, to)))
      lines.push(line);
    from = isNear.indexOf(true, to);
  }
  const first = edits.findIndex(({ sign }) => sign !== " ");
  return { line: first + 1, lines };
}

interface Edit {
  readonly sign: " " | "-" | "+";
  readonly text: string;
}

function toHunk(before: readonly Edit[], hunk: readonly Edit[]): string[] {
  const range = (other: Edit["sign"]): string => {
    const length = hunk.filter(({ sign }) => sign !== other).length;
    const start = before.filter(({ sign }) => sign !== other).length;
    // GNU diff names the line before where there are none.
    return `${length === 0 ? start : start + 1},${length}`;
  };
  return [
    `@@ -${range("+")} +${range("-")} @@`,
    ...hunk.map(({ sign, text }) => sign + text),
  ];
}

/** A last line without an end is not the same as one with it. */
function toLines(text: string): readonly string[] {
  const lines = text.split("\n");
  const last = lines.pop() ?? "";
  return last === "" ? lines : [...lines, `${last}\\ (no line end)`];
}

function diffLines(a: readonly string[], b: readonly string[]): Edit[] {
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (
    end < a.length - start &&
    end < b.length - start &&
    a[a.length - 1 - end] === b[b.length - 1 - end]
  )
    end++;
  const same = (text: string): Edit => ({ sign: " ", text });
  return [
    ...a.slice(0, start).map(same),
    ...shortestEdits(
      a.slice(start, a.length - end),
      b.slice(start, b.length - end),
    ),
    ...a.slice(a.length - end).map(same),
  ];
}

/** The fewest lines taken out and put in (E. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986). */
function shortestEdits(a: readonly string[], b: readonly string[]): Edit[] {
  const most = Math.min(a.length + b.length, mostEdits);
  // How far each diagonal (place in a less place in b) comes with so many edits.
  const reached = new Map([[1, 0]]);
  const steps: ReadonlyMap<number, number>[] = [];
  const at = (places: ReadonlyMap<number, number>, diagonal: number): number =>
    places.get(diagonal) ?? -1;
  for (let edits = 0; edits <= most; edits++) {
    steps.push(new Map(reached));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const isDown =
        diagonal === -edits ||
        (diagonal !== edits &&
          at(reached, diagonal - 1) < at(reached, diagonal + 1));
      let x = isDown
        ? at(reached, diagonal + 1)
        : at(reached, diagonal - 1) + 1;
      while (
        x < a.length &&
        x - diagonal < b.length &&
        a[x] === b[x - diagonal]
      )
        x++;
      reached.set(diagonal, x);
      if (x >= a.length && x - diagonal >= b.length)
        return walkBack(a, b, steps);
    }
  }
  return [
    ...a.map((text): Edit => ({ sign: "-", text })),
    ...b.map((text): Edit => ({ sign: "+", text })),
  ];
}

function walkBack(
  a: readonly string[],
  b: readonly string[],
  steps: readonly ReadonlyMap<number, number>[],
): Edit[] {
  const edits: Edit[] = [];
  let [x, y] = [a.length, b.length];
  for (let step = steps.length - 1; step >= 0; step--) {
    const places = steps[step] ?? new Map<number, number>();
    const at = (diagonal: number): number => places.get(diagonal) ?? -1;
    const diagonal = x - y;
    const isDown =
      diagonal === -step ||
      (diagonal !== step && at(diagonal - 1) < at(diagonal + 1));
    const from = isDown ? at(diagonal + 1) : at(diagonal - 1);
    const fromY = from - (isDown ? diagonal + 1 : diagonal - 1);
    while (x > from && y > fromY) {
      edits.push({ sign: " ", text: a[--x] ?? "" });
      y--;
    }
    if (step === 0) break;
    if (isDown) edits.push({ sign: "+", text: b[--y] ?? "" });
    else edits.push({ sign: "-", text: a[--x] ?? "" });
  }
  return edits.reverse();
}
