import { spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { corpusDirectory, corpusDocuments } from "../support/corpus.js";
import { loadClient, type LoadedClient } from "./loadClient.js";
import {
  hasOracle,
  oracleDirectory,
  readCases,
  readSurface,
  type Split,
  type SurfaceRow,
} from "./oracleData.js";
import { runCase } from "./runCase.js";
import { compareSurface } from "./surface.js";

/**
 * Drives every case of the oracle through clients generated for it, then holds what they sent against what Google's own
 * clients send.
 *
 *     npm run oracle                          every document
 *     npm run oracle -- drive.v3 genomics     some, by key or a part of it
 *     npm run oracle -- --heldout             the kept-back half
 *
 * Other options go to the comparer. Exit status 0, or 1 where anything failed.
 */
const args = process.argv.slice(2);
const split: Split = args.includes("--heldout") ? "heldout" : "public";
const wanted = args.filter((arg) => !arg.startsWith("--"));
const options = args.filter(
  (arg) => arg.startsWith("--") && arg !== "--heldout" && arg !== "--public",
);

if (!hasOracle || corpusDocuments().length === 0) {
  console.log(
    `skipped: no oracle at ${oracleDirectory} or no documents at ${corpusDirectory}; set ORACLE_DIR and DISCOVERY_CORPUS`,
  );
  process.exit(0);
}

const isWanted = (doc: string): boolean =>
  wanted.length === 0 ||
  wanted.some((name) =>
    corpusDocuments().includes(name) ? doc === name : doc.includes(name),
  );

const surface = new Map<string, SurfaceRow[]>();
for await (const row of readSurface(split)) {
  if (isWanted(row.doc))
    surface.set(row.doc, [...(surface.get(row.doc) ?? []), row]);
}

const folder = await mkdtemp(join(tmpdir(), "discovery-codegen-oracle-"));
const actual = join(folder, "actual.jsonl");
let surfaceFaults = 0;
try {
  const out = createWriteStream(actual);
  let current:
    { readonly doc: string; readonly client: LoadedClient } | undefined;
  for await (const oracleCase of readCases(split)) {
    if (!isWanted(oracleCase.doc)) continue;
    if (current?.doc !== oracleCase.doc) {
      current = {
        doc: oracleCase.doc,
        client: await loadClient(oracleCase.doc),
      };
      surfaceFaults += tellSurface(
        current.doc,
        current.client,
        surface.get(current.doc) ?? [],
      );
      surface.delete(current.doc);
    }
    const record = await runCase(current.client, oracleCase);
    if (!out.write(`${JSON.stringify(record)}\n`)) await once(out, "drain");
  }
  // Documents without a method have no case.
  for (const [doc, rows] of surface)
    surfaceFaults += tellSurface(doc, await loadClient(doc), rows);
  out.end();
  await once(out, "finish");
  console.log(`surface: ${surfaceFaults} faults`);
  const comparer = spawnSync(
    process.execPath,
    [
      join(oracleDirectory, "compare.mjs"),
      `--${split}`,
      "--actual",
      actual,
      ...options,
      ...wanted,
    ],
    { stdio: "inherit" },
  );
  process.exitCode =
    comparer.status === 0 && surfaceFaults === 0 ? 0 : comparer.status || 1;
} finally {
  await rm(folder, { recursive: true });
}

function tellSurface(
  doc: string,
  { report, create }: LoadedClient,
  rows: readonly SurfaceRow[],
): number {
  const client = create(() =>
    Promise.reject(new Error("nothing is sent here")),
  );
  const faults = compareSurface({ report, client }, rows);
  for (const fault of faults) console.log(`surface of ${doc}: ${fault}`);
  return faults.length;
}
