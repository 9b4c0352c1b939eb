/** What it takes to import a client in a cold process, bundled as a program would be. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { measure, type Subject } from "../measure.js";
import { note } from "../report.js";
import { emptyFolder, hasPeers } from "../workspace.js";
import { print } from "./generation.js";
import { bundle, driveClients } from "./clients.js";

export async function run(): Promise<void> {
  const clients = driveClients();
  if (!clients) return note("skipped: drive v3 is not in the corpus");
  const folder = emptyFolder("import");
  const file = join(folder, "ours.mjs");
  const index = JSON.stringify(join(clients.ours, "drive-v3/index.ts"));
  writeFileSync(
    file,
    await bundle(`import { Drive } from ${index}; new Drive({ auth: "T" });`),
  );
  const peers: readonly Subject[] = [
    {
      name: "@googleapis/drive",
      args: ["-e", 'require("@googleapis/drive").drive({ version: "v3" })'],
      cwd: join(folder, "../.."),
    },
  ];
  const samples = await measure(
    [
      { name: "node -e 0", args: ["-e", "0"] },
      { name: "discovery-codegen", args: [file] },
      ...(hasPeers ? peers : []),
    ],
    11,
  );
  print("importing drive v3", samples);
}
