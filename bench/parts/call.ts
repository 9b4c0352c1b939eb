/** What one call costs above a fetch that answers at once. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureInProcess } from "../inProcess.js";
import { budget, note, table } from "../report.js";
import { emptyFolder, hasPeers } from "../workspace.js";
import { bundle, driveClients } from "./clients.js";
import { programs } from "./programs.js";

export async function run(): Promise<void> {
  const clients = driveClients();
  if (!clients) return note("skipped: drive v3 is not in the corpus");
  const folder = emptyFolder("call");
  const calls = new Map<string, () => Promise<unknown>>();
  const body = JSON.stringify({
    kind: "drive#fileList",
    files: Array.from({ length: 10 }, (_, index) => ({
      id: `file-${index}`,
      name: `Report ${index}.pdf`,
      mimeType: "application/pdf",
    })),
  });
  const headers = { "content-type": "application/json; charset=UTF-8" };
  const { fetch } = globalThis;
  globalThis.fetch = async () => new Response(body, { headers });
  for (const [name, program] of programs(
    clients,
    "https://drive.test/",
    hasPeers,
  )) {
    const file = join(folder, `${calls.size}.mjs`);
    writeFileSync(file, await bundle(program));
    const { call } = (await import(file)) as { call: () => Promise<unknown> };
    calls.set(name, call);
  }
  const microseconds = await measureInProcess(calls, {
    seconds: 0.03,
    rounds: 200,
  });
  globalThis.fetch = fetch;
  const raw = microseconds.get("raw fetch");
  const above = (name: string, which: "median" | "least"): number =>
    (microseconds.get(name)?.[which] ?? NaN) - (raw?.[which] ?? NaN);
  table(
    [
      "one call, microseconds",
      "median",
      "least",
      "above the stub",
      "least above",
    ],
    [...microseconds].map(([name, { median, least }]) => [
      name,
      median.toFixed(1),
      least.toFixed(1),
      above(name, "median").toFixed(1),
      above(name, "least").toFixed(1),
    ]),
  );
  if (hasPeers)
    budget(
      "above the stub, beside openapi-fetch",
      above("discovery-codegen", "median") / above("openapi-fetch", "median"),
      "less than",
      1,
    );
}
