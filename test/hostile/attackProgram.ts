/** Runs one attack in a process of its own, and prints what came of it: `attackProgram NAME`. */
import { performance } from "node:perf_hooks";
import { generate } from "../../generator/generate.js";
import { resolveInputs } from "../../generator/read/input.js";
import { readDocument } from "../../generator/read/readDocument.js";
import { attacks } from "./attacks.js";

/** What came of an attack. */
export interface AttackResult {
  /** The code of the first error; undefined where a client was generated. */
  readonly refused: string | undefined;
  readonly message: string | undefined;
  readonly milliseconds: number;
  /** Peak of the resident set, in MB, of which Node has 50 at its start. */
  readonly megabytes: number;
  readonly taken: number;
  /** Characters of the client. */
  readonly written: number;
}

const attack = attacks.find(({ name }) => name === process.argv[2]);
if (!attack) throw new Error(`no attack ${process.argv[2]}`);

const chunks = attack.bytes();
let taken = 0;
async function* counted(): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) {
    taken += chunk.length;
    yield chunk;
  }
}

const begin = performance.now();
const { sources, diagnostics } = await resolveInputs(["-"], {
  stdin: counted(),
  fetch,
});
let [error] = diagnostics;
let written = 0;
const [source] = sources;
if (source) {
  const result = await readDocument(source);
  if (result.ok)
    for (const text of (await generate(result.document)).values())
      written += text.length;
  else error = result.diagnostics.find(({ severity }) => severity === "error");
}
const result: AttackResult = {
  refused: error?.code,
  message: error?.message,
  milliseconds: performance.now() - begin,
  megabytes: process.resourceUsage().maxRSS / 1024,
  taken,
  written,
};
console.log(JSON.stringify(result));
