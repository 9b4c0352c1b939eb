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
    seconds: 0.4,
    turns: 15,
  });
  globalThis.fetch = fetch;
  const raw = microseconds.get("raw fetch") ?? NaN;
  const above = new Map(
    [...microseconds].map(([name, cost]) => [name, cost - raw]),
  );
  table(
    ["one call, microseconds", "in all", "above the stub"],
    [...microseconds].map(([name, cost]) => [
      name,
      cost.toFixed(1),
      (above.get(name) ?? NaN).toFixed(1),
    ]),
  );
  if (hasPeers)
    budget(
      "above the stub, beside openapi-fetch",
      (above.get("discovery-codegen") ?? NaN) /
        (above.get("openapi-fetch") ?? NaN),
      "less than",
      1,
    );
}
