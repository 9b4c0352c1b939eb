import { describe, test } from "vitest";

/**
 * `describe` for tests that need something a machine may lack. Without it, the suite is reported as skipped, with the reason in its
 * name and on standard error, and `fn` is not run.
 */
export function describeIf(
  isThere: boolean,
  name: string,
  whyNot: string,
  fn: () => void,
): void {
  if (isThere) {
    describe(name, fn);
    return;
  }
  console.warn(`skipped: ${name}: ${whyNot}`);
  describe.skip(`${name} (skipped: ${whyNot})`, () => {
    // A suite without a test is an error to vitest.
    test("needs what is missing", () => {});
  });
}
