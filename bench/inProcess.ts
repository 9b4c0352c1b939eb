/** Measures calls within this process, in turns. */
import { median } from "./measure.js";

/** The microseconds that a call takes. */
export interface CallCost {
  /** Of all turns. */
  readonly median: number;
  /** Of the fastest turn, which other work on the machine disturbed least. */
  readonly least: number;
}

/**
 * Measures what each call takes, in many short turns.
 *
 * @param seconds how long a turn takes
 */
export async function measureInProcess(
  calls: ReadonlyMap<string, () => Promise<unknown>>,
  {
    seconds,
    turns,
    atOnce = 1,
  }: { seconds: number; turns: number; atOnce?: number },
): Promise<ReadonlyMap<string, CallCost>> {
  const costs = new Map<string, number[]>(
    [...calls].map(([name]) => [name, []]),
  );
  // The first two turns warm up.
  for (let turn = -2; turn < turns; turn++) {
    for (const [name, call] of calls) {
      globalThis.gc?.();
      const cost = await runFor(seconds, call, atOnce);
      if (turn >= 0) costs.get(name)?.push(cost);
    }
  }
  return new Map(
    [...costs].map(([name, all]) => [
      name,
      { median: median(all), least: Math.min(...all) },
    ]),
  );
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
