import { setImmediate } from "node:timers/promises";

/** How many timers this process waits for: those of the test's runner and of the platform's fetch among them. */
export function timers(): number {
  return process.getActiveResourcesInfo().filter((name) => name === "Timeout")
    .length;
}

/**
 * Whether no timers are left but as many as there were before. Others' timers come and go within a second; one that the
 * code under test has forgotten is there for longer. Waits without a timer of its own.
 */
export async function onlyTimersLeft(before: number): Promise<boolean> {
  const end = performance.now() + 3000;
  while (timers() > before && performance.now() < end) await setImmediate();
  return timers() <= before;
}
