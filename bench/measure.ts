/** Runs commands one after the other, in turns, so that what else the machine does falls on all alike. */
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { median } from "./paired.js";

/** A process that is measured: Node with these arguments. */
export interface Subject {
  readonly name: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  /** Puts things back to where they were, before each run; not measured. */
  readonly prepare?: () => void;
}

/** What one process took, or the medians of several. */
export interface Cost {
  /** From the start of the process to its end, in seconds. */
  readonly wall: number;
  /** User and system time of all its threads, in seconds. */
  readonly cpu: number;
  /** The most memory it held, in megabytes. */
  readonly memory: number;
}

/** Medians, the least of what was measured, which other work on the machine disturbs least, and all of it. */
export interface Sample extends Cost {
  readonly least: Cost;
  readonly turns: readonly Cost[];
}

/**
 * Measures each subject so many times in turns, after a run of each that does not count.
 *
 * @throws Error when a subject fails, with what it said
 */
export async function measure(
  subjects: readonly Subject[],
  times: number,
): Promise<ReadonlyMap<string, Sample>> {
  const costs = new Map<string, Cost[]>(subjects.map(({ name }) => [name, []]));
  for (let turn = -1; turn < times; turn++) {
    for (const subject of subjects) {
      const cost = await runOnce(subject);
      if (turn >= 0) costs.get(subject.name)?.push(cost);
    }
  }
  return new Map([...costs].map(([name, all]) => [name, summary(all)]));
}

function summary(costs: readonly Cost[]): Sample {
  const each = (reduce: (values: readonly number[]) => number): Cost => ({
    wall: reduce(costs.map(({ wall }) => wall)),
    cpu: reduce(costs.map(({ cpu }) => cpu)),
    memory: reduce(costs.map(({ memory }) => memory)),
  });
  return {
    ...each(median),
    least: each((values) => Math.min(...values)),
    turns: costs,
  };
}

const usageHook = join(import.meta.dirname, "subjects/usage.cjs");

async function runOnce({ name, args, cwd, prepare }: Subject): Promise<Cost> {
  prepare?.();
  const folder = mkdtempSync(join(tmpdir(), "discovery-codegen-bench-"));
  const report = join(folder, "usage.json");
  try {
    const started = performance.now();
    const child = spawn(process.execPath, ["--require", usageHook, ...args], {
      cwd,
      env: { ...process.env, BENCH_USAGE: report },
      stdio: ["ignore", "ignore", "pipe"],
    });
    let words = "";
    child.stderr.on("data", (chunk: Buffer) => (words += chunk.toString()));
    const status = await new Promise((resolve, reject) => {
      child.on("error", reject);
      child.on("close", resolve);
    });
    const wall = (performance.now() - started) / 1000;
    if (status !== 0) throw new Error(`${name} ended with ${status}: ${words}`);
    const { cpu, memory } = JSON.parse(readFileSync(report, "utf8")) as Cost;
    return { wall, cpu, memory };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
