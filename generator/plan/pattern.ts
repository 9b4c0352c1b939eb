/**
 * Whether a dotted path, given as its segments, fits a pattern. `*` in a segment stands for any characters, `**` for any
 * number of segments; a pattern that ends early fits all below.
 */
export function matcher(pattern: string): (path: readonly string[]) => boolean {
  const segments = pattern.split(".").map((segment) =>
    segment === "**"
      ? "**"
      : new RegExp(
          `^${segment
            .split("*")
            .map((literal) => literal.replaceAll(/[\\^$.|?+()[\]{}]/g, "\\$&"))
            .join(".*")}$`,
          "s",
        ),
  );
  const fits = (path: readonly string[], at: number, from: number): boolean => {
    const segment = segments[at];
    if (segment === undefined) return true;
    if (segment === "**") {
      for (let next = from; next <= path.length; next++) {
        if (fits(path, at + 1, next)) return true;
      }
      return false;
    }
    const name = path[from];
    return (
      name !== undefined && segment.test(name) && fits(path, at + 1, from + 1)
    );
  };
  return (path) => fits(path, 0, 0);
}
