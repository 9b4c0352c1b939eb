import { byCodeUnit } from "../read/sorted.js";

interface Claim {
  readonly key: string;
  readonly candidates: readonly string[];
  readonly rank: number;
}

export interface ScopeOptions<Name extends string> {
  /** Makes a text a name. */
  readonly brand: (text: string) => Name;
  /** Whether a text may be a name at all. */
  readonly accepts: (text: string) => boolean;
  /** Names that nobody gets. */
  readonly reserved?: Iterable<string>;
  /** Two names are one when this makes them equal; file names ignore case. */
  readonly fold?: (text: string) => string;
}

/**
 * A space of names in which every name is unique. Names are reserved, then claimed, then settled all at once by
 * {@link seal}, so that the outcome depends on what is claimed and not on the order in which that happened.
 *
 * A claim lists the names it would like, best first. A lower rank chooses before a higher one, within a rank the keys in
 * code unit order. Where all candidates are taken, the last one gets a number.
 */
export class Scope<Name extends string> {
  readonly #options: ScopeOptions<Name>;
  readonly #fold: (text: string) => string;
  readonly #claims: Claim[] = [];

  constructor(options: ScopeOptions<Name>) {
    this.#options = options;
    this.#fold = options.fold ?? ((text) => text);
  }

  /** @param key what the name is for: unique in this scope */
  claim(key: string, candidates: readonly string[], rank = 0): void {
    this.#claims.push({ key, candidates, rank });
  }

  /** The name of each key. */
  seal(): ReadonlyMap<string, Name> {
    const taken = new Set([...(this.#options.reserved ?? [])].map(this.#fold));
    const names = new Map<string, Name>();
    // Where numbers of a name begin that may be free: of thousands that become one, each would try all before it.
    const numbers = new Map<string, number>();
    const claims = this.#claims.toSorted(
      (a, b) => a.rank - b.rank || byCodeUnit(a.key, b.key),
    );
    for (const { key, candidates } of claims) {
      if (names.has(key))
        throw new RangeError(`claimed twice: ${JSON.stringify(key)}`);
      const text = firstFree(
        candidates,
        (name) => this.#options.accepts(name) && !taken.has(this.#fold(name)),
        numbers,
      );
      taken.add(this.#fold(text));
      names.set(key, this.#options.brand(text));
    }
    return names;
  }
}

function firstFree(
  candidates: readonly string[],
  isFree: (name: string) => boolean,
  numbers: Map<string, number>,
): string {
  const free = candidates.find(isFree);
  if (free !== undefined) return free;
  const base = candidates.at(-1) ?? "x";
  for (let number = numbers.get(base) ?? 2; ; number++) {
    if (isFree(`${base}${number}`)) {
      numbers.set(base, number + 1);
      return `${base}${number}`;
    }
    if (number > 1_000_000)
      throw new RangeError(`no free name for ${JSON.stringify(base)}`);
  }
}
