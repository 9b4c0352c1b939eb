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
    const distance = editDistance(name, candidate, bestDistance - 1);
    if (distance >= bestDistance) continue;
    best = candidate;
    bestDistance = distance;
  }
  return best;
}

/** The Levenshtein distance of two names, or `limit + 1` as soon as it is known to be more than `limit`. */
function editDistance(one: string, other: string, limit: number): number {
  if (Math.abs(one.length - other.length) > limit) return limit + 1;
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column++) {
      const distance = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) +
          (one[row - 1] === other[column - 1] ? 0 : 1),
      );
      current.push(distance);
      least = Math.min(least, distance);
    }
    if (least > limit) return limit + 1;
    previous = current;
  }
  return previous[other.length] ?? 0;
}
