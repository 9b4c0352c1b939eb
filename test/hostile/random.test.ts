/** Documents at random: nothing gets out, nothing throws, nothing takes long. `npm run fuzz` goes on with it for as long as one likes. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { buildTool } from "./buildTool.js";
import { documents } from "./documents.js";
import { judge } from "./judge.js";
import { minimal } from "../read/support.js";

const runs = 400;

test(`${runs} documents at random`, async () => {
  const tool = await buildTool();
  const base = await tool.validateDocument(minimal(), "base.json");
  if (!base.ok) throw new Error("the base is not valid");
  let number = 0;
  let valid = 0;
  await fc.assert(
    fc.asyncProperty(documents, async (value) => {
      number++;
      const reads = { changes: number % 8 === 0, docs: number % 8 === 4 };
      const { ok, faults } = await judge(tool, value, base.document, reads);
      if (ok) valid++;
      expect(faults).toEqual([]);
    }),
    { seed: 11, numRuns: runs },
  );
  expect(valid).toBeGreaterThan(runs / 2);
}, 120_000);
