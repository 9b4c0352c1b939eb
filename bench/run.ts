/**
 * `npm run bench`: what the generator and its clients take, beside their peers and the floors, in one run. Parts can be named:
 * `npm run bench -- generation bundle`. Exit status 1 when a budget of docs/performance.md is missed.
 */
import { mkdirSync } from "node:fs";
import { conclude, heading, note } from "./report.js";
import { hasPeers, scratch } from "./workspace.js";

const parts: Readonly<Record<string, () => Promise<{ run(): Promise<void> }>>> =
  {
    generation: () => import("./parts/generation.js"),
    corpus: () => import("./parts/corpus.js"),
    unchanged: () => import("./parts/unchanged.js"),
    docs: () => import("./parts/docs.js"),
    bundle: () => import("./parts/bundle.js"),
    import: () => import("./parts/coldImport.js"),
    call: () => import("./parts/call.js"),
    throughput: () => import("./parts/throughput.js"),
    typecheck: () => import("./parts/typecheck.js"),
  };

const named = process.argv.slice(2);
const unknown = named.filter((name) => !Object.hasOwn(parts, name));
if (unknown.length > 0) {
  console.error(
    `no part ${unknown.join(", ")}; there are ${Object.keys(parts).join(", ")}`,
  );
  process.exit(2);
}
mkdirSync(scratch, { recursive: true });
if (!hasPeers) note("without the peers: npm ci --prefix bench installs them");
for (const [name, load] of Object.entries(parts)) {
  if (named.length > 0 && !named.includes(name)) continue;
  heading(name);
  const { run } = await load();
  await run();
}
conclude();
