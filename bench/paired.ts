/** Compares what was measured in turns: how fast a machine is, and what else it does, changes from one to the next. */

export interface Ratio {
  /** The median of the ratios of each turn. */
  readonly median: number;
  /** By how much that may be off: its standard error. */
  readonly error: number;
}

/** Values of one thing divided by those of another, each by that of the same turn. */
export function pairedRatio(
  values: readonly number[],
  others: readonly number[],
): Ratio {
  const ratios = values.map((value, turn) => value / (others[turn] ?? NaN));
  return { median: median(ratios), error: standardError(ratios) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return (
    ((sorted[Math.floor(middle)] ?? NaN) +
      (sorted[Math.ceil(middle) - 1] ?? NaN)) /
    2
  );
}

/** Of a median, from the middle half of the values, whatever the others are. */
function standardError(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number): number =>
    sorted[Math.floor(part * (sorted.length - 1))] ?? NaN;
  const deviation = (at(0.75) - at(0.25)) / 1.349;
  return (1.253 * deviation) / Math.sqrt(values.length);
}
