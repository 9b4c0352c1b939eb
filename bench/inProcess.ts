/** Measures calls within this process, in turns. */
import { median, pairedRatio } from "./paired.js";

/** The microseconds that a call takes. */
export interface CallCost {
  /** Of all turns. */
  readonly median: number;
  /** Of the fastest turn, which other work on the machine disturbed least. */
  readonly least: number;
  /**
   * What the first of the calls took in the same round, divided by this: the median of all rounds. How fast a machine is, and what
   * else it does, changes within seconds; of a round it is the same for all.
   */
  readonly besideFirst: number;
  /** By how much that may be off: its standard error. */
  readonly error: number;
  /**
   * The same of all calls and all time, with the turns that garbage collection and other work fell into: less certain, since few such
   * turns decide.
   */
  readonly inAll: number;
}

/**
 * Measures what each call takes, in many short rounds in which each has its turn, in an order that changes: each meets the caches and
 * the garbage that another has left.
 *
 * @param seconds how long a turn takes
 */
export async function measureInProcess(
  calls: ReadonlyMap<string, () => Promise<unknown>>,
  {
    seconds,
    rounds,
    atOnce = 1,
  }: { seconds: number; rounds: number; atOnce?: number },
): Promise<ReadonlyMap<string, CallCost>> {
  const costs = new Map<string, number[]>(
    [...calls].map(([name]) => [name, []]),
  );
  const warmUp = Math.ceil(1 / seconds);
  for (let round = -warmUp; round < rounds; round++) {
    for (const [name, call] of shuffled([...calls])) {
      const cost = await runFor(seconds, call, atOnce);
      if (round >= 0) costs.get(name)?.push(cost);
    }
  }
  const [first = []] = costs.values();
  return new Map(
    [...costs].map(([name, all]) => {
      const ratio = pairedRatio(first, all);
      return [
        name,
        {
          median: median(all),
          least: Math.min(...all),
          besideFirst: ratio.median,
          error: ratio.error,
          inAll: callsIn(all) / callsIn(first),
        },
      ];
    }),
  );
}

/** How many calls there were in turns of one length, but for a factor that is the same for all. */
function callsIn(costs: readonly number[]): number {
  return costs.reduce((sum, cost) => sum + 1 / cost, 0);
}

function shuffled<T>(values: readonly T[]): readonly T[] {
  return values
    .map((value) => ({ value, place: Math.random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ value }) => value);
}

/** Calls again and again, so many at once. */
async function runFor(
  seconds: number,
  call: () => Promise<unknown>,
  atOnce: number,
): Promise<number> {
  const started = performance.now();
  const end = started + seconds * 1000;
  let done = 0;
  const lane = async (): Promise<void> => {
    while (performance.now() < end) {
      await call();
      done++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  return ((performance.now() - started) * 1000) / done;
}
