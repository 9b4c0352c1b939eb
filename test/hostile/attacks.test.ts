/**
 * Documents that ask for more than anybody has are refused with a clear word, or generated from, in bounded time and memory. What
 * each takes is measured by `npm run attacks`; the bounds here are ten times that, for machines that have other work.
 */
import { expect, test } from "vitest";
import { attacks } from "./attacks.js";
import { buildAttackProgram, runAttack } from "./runAttack.js";

const program = await buildAttackProgram();

/** Of the texts of a megabyte, some: each takes a second or two. */
const tried = attacks.filter(
  ({ name }, index) => !name.startsWith("1 MB of") || index % 6 === 0,
);

test.each(tried)(
  "$name",
  async ({ name, refused, taken: most }) => {
    const result = await runAttack(program, name);
    expect(result.refused).toBe(refused);
    if (refused === undefined) expect(result.written).toBeGreaterThan(1000);
    else expect(result.message).toMatch(/^[ -~…]{10,400}$/u);
    if (most !== undefined) expect(result.taken).toBeLessThan(most);
    expect(result.milliseconds).toBeLessThan(90_000);
    expect(result.megabytes).toBeLessThan(1_000);
  },
  120_000,
);
