/**
 * Documents at random, for as long as it is told: `npm run fuzz -- --minutes 30 --workers 2 --seed 1`. The seed is that of the
 * first worker; the others have those after it. A document that gets anything out of its place, makes the tool throw, or takes it
 * longer than anybody waits is made as small as can be and printed, and the exit code is 1. A worker that no longer says
 * anything is stopped, which is a hang.
 */
import { fork } from "node:child_process";
import { parseArgs } from "node:util";
import * as fc from "fast-check";
import { buildTool } from "./buildTool.js";
import { compileClients, type Client } from "./compile.js";
import { documents } from "./documents.js";
import { judge } from "./judge.js";

const { values: options } = parseArgs({
  options: {
    minutes: { type: "string", default: "30" },
    workers: { type: "string", default: "2" },
    seed: { type: "string", default: String(Date.now() % 1_000_000) },
    worker: { type: "boolean", default: false },
  },
});
const seed = Number(options.seed);
const milliseconds = Number(options.minutes) * 60_000;

/** Milliseconds that a document of a few kilobytes may take, on a machine that has other work. */
const patience = 20_000;
/** Of so many documents one is parsed as Markdown, one gets a reference, two are compiled, a hundred at a time. */
const [perMarkdown, perDocs, perCompiled, perCompilation] = [16, 8, 100, 100];

interface Count {
  documents: number;
  refused: number;
  compiled: number;
}

await (options.worker ? work() : lead());

async function work(): Promise<void> {
  const tool = await buildTool();
  const base = await tool.validateDocument(
    {
      name: "t",
      version: "v1",
      rootUrl: "https://t.googleapis.com/",
      servicePath: "",
    },
    "base.json",
  );
  if (!base.ok) throw new Error("the base is not valid");
  const count: Count = { documents: 0, refused: 0, compiled: 0 };
  const clients: Client[] = [];
  const tell = (): void => void process.send?.(count);

  const property = fc.asyncProperty(documents, async (value) => {
    const number = ++count.documents;
    if (number % 50 === 0) tell();
    const begin = performance.now();
    const verdict = await judge(tool, value, base.document, {
      changes: number % perMarkdown === 0,
      docs: number % perDocs === 0,
    });
    const took = performance.now() - begin;
    if (took > patience) throw new Error(`took ${took.toFixed(0)} ms`);
    if (verdict.faults.length > 0)
      throw new Error(JSON.stringify(verdict.faults, null, 2));
    if (!verdict.ok) {
      count.refused++;
      return;
    }
    if (number % perCompiled > 1) return;
    const result = await tool.validateDocument(value, "x.json");
    if (result.ok)
      clients.push({
        name: JSON.stringify(value),
        files: await tool.generate(result.document, { typeCheck: true }),
      });
    if (clients.length < perCompilation) return;
    const { errors, effects } = await compileClients(clients);
    count.compiled += clients.length;
    clients.length = 0;
    tell();
    if (errors.length + effects.length > 0)
      throw new Error([...errors, ...effects].slice(0, 20).join("\n"));
  });
  const details = await fc.check(property, {
    seed,
    numRuns: 1_000_000_000,
    interruptAfterTimeLimit: milliseconds,
    markInterruptAsFailure: false,
  });
  tell();
  if (details.failed) {
    console.error(fc.defaultReportMessage(details), details.errorInstance);
    process.exitCode = 1;
  }
  // A document that was under way when the time was over may be still.
  process.exit();
}

function lead(): Promise<void> {
  const counts: Count[] = [];
  const begin = Date.now();
  const total = (name: keyof Count): string =>
    counts.reduce((sum, count) => sum + count[name], 0).toLocaleString("en");
  const tell = (): void =>
    console.log(
      `${((Date.now() - begin) / 60_000).toFixed(1)} min: ${total("documents")} documents, ${total("refused")} of them refused, ${total("compiled")} compiled and imported`,
    );
  const telling = setInterval(tell, 60_000);
  const workers = Array.from(
    { length: Number(options.workers) },
    (_, index) => {
      const own = seed + index;
      const worker = fork(import.meta.filename, [
        "--worker",
        `--minutes=${options.minutes}`,
        `--seed=${own}`,
      ]);
      let lastWord = Date.now();
      worker.on("message", (count) => {
        counts[index] = count as Count;
        lastWord = Date.now();
      });
      const watching = setInterval(() => {
        if (Date.now() - lastWord < 180_000) return;
        console.error(
          `a hang: seed ${own}, within 50 documents after ${counts[index]?.documents}`,
        );
        process.exitCode = 1;
        worker.kill("SIGKILL");
      }, 5_000);
      return new Promise<void>((resolve) => {
        worker.on("close", (code) => {
          clearInterval(watching);
          if (code !== 0) process.exitCode = 1;
          resolve();
        });
      });
    },
  );
  return Promise.all(workers).then(() => {
    clearInterval(telling);
    tell();
    console.log(
      process.exitCode === 1
        ? "something got out, threw or hung; see above"
        : "no crash, no hang, no escape",
    );
  });
}
