/** How many letters may differ for a name to be worth suggesting. */
const tolerance = 3;

/** The candidate that a misspelt name most likely means, or undefined if none is near. */
export function nearest(
  name: string,
  candidates: Iterable<string>,
): string | undefined {
  const limit = Math.min(tolerance, Math.floor(name.length / 2));
  let best: string | undefined;
  let bestDistance = limit + 1;
  for (const candidate of candidates) {
    if (candidate.toLowerCase() === name.toLowerCase()) return candidate;
    const distance = editDistance(
      ...withoutCommonEnds(name, candidate),
      bestDistance - 1,
    );
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** What two names do not share at their beginning and end; the distance is the same, and found sooner. */
function withoutCommonEnds(
  one: string,
  other: string,
): readonly [string, string] {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start++;
  let end = 0;
  while (
    end < shorter - start &&
    one[one.length - 1 - end] === other[other.length - 1 - end]
  )
    end++;
  return [
    one.slice(start, one.length - end),
    other.slice(start, other.length - end),
  ];
}

/**
 * The Levenshtein distance of two names, or more than `limit` as soon as it is known to be more. Only the
 * diagonal band in which a distance within the limit can lie is computed.
 */
function editDistance(one: string, other: string, limit: number): number {
  const far = limit + 1;
  if (Math.abs(one.length - other.length) > limit) return far;
  let previous = Uint16Array.from(
    { length: other.length + 1 },
    (_, index) => index,
  );
  let current = new Uint16Array(other.length + 1);
  for (let row = 1; row <= one.length; row++) {
    const from = Math.max(1, row - limit);
    const to = Math.min(other.length, row + limit);
    current[from - 1] = from === 1 ? row : far;
    // Beyond the band of the row before.
    if (row + limit <= other.length) previous[row + limit] = far;
    let least = from === 1 ? row : far;
    for (let column = from; column <= to; column++) {
      const distance = Math.min(
        (previous[column] ?? far) + 1,
        (current[column - 1] ?? far) + 1,
        (previous[column - 1] ?? far) +
          (one[row - 1] === other[column - 1] ? 0 : 1),
      );
      current[column] = distance;
      least = Math.min(least, distance);
    }
    if (least > limit) return far;
    [previous, current] = [current, previous];
  }
  return previous[other.length] ?? far;
}
