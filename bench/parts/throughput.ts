/** Requests a second to a server on this machine, which runs in a process of its own. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { measureInProcess } from "../inProcess.js";
import { budget, note, table } from "../report.js";
import { emptyFolder, hasPeers, subjects } from "../workspace.js";
import { bundle, driveClients } from "./clients.js";
import { programs } from "./programs.js";

export async function run(): Promise<void> {
  const clients = driveClients();
  if (!clients) return note("skipped: drive v3 is not in the corpus");
  const server = spawn(process.execPath, [join(subjects, "server.js")], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  try {
    const [port] = (await once(server.stdout, "data")) as [Buffer];
    const rootUrl = `http://127.0.0.1:${port.toString().trim()}/`;
    const folder = emptyFolder("throughput");
    const calls = new Map<string, () => Promise<unknown>>();
    for (const [name, program] of programs(clients, rootUrl, hasPeers)) {
      const file = join(folder, `${calls.size}.mjs`);
      writeFileSync(file, await bundle(program));
      const { call } = (await import(file)) as { call: () => Promise<unknown> };
      calls.set(name, call);
    }
    // What disturbs one call at a time changes slowly: the shorter the turns, the more alike it is for all of a round.
    for (const [atOnce, seconds, rounds] of [
      [1, 0.002, 4000],
      [50, 0.03, 300],
    ] as const) {
      const costs = await measureInProcess(calls, { seconds, rounds, atOnce });
      table(
        [
          `${atOnce} at once`,
          "requests a second",
          "x raw fetch",
          "give or take",
          "in all",
        ],
        [...costs].map(([name, { median, besideFirst, error, inAll }]) => [
          name,
          Math.round(1e6 / median),
          besideFirst.toFixed(3),
          error.toFixed(3),
          inAll.toFixed(3),
        ]),
      );
      budget(
        `beside raw fetch, ${atOnce} at once`,
        costs.get("discovery-codegen")?.besideFirst ?? NaN,
        "at least",
        0.9,
      );
    }
  } finally {
    server.kill();
  }
}
