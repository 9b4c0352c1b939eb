import { spawnSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { corpusDirectory, corpusDocuments } from "../support/corpus.js";
import { deliberateDifference } from "./deliberate.js";
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

const known = new Set(corpusDocuments());
if (!hasOracle || known.size === 0) {
  console.log(
    `skipped: no oracle at ${oracleDirectory} or no documents at ${corpusDirectory}; set ORACLE_DIR and DISCOVERY_CORPUS`,
  );
  process.exit(0);
}

const isWanted = (doc: string): boolean =>
  wanted.length === 0 ||
  wanted.some((name) => (known.has(name) ? doc === name : doc.includes(name)));

const surface = new Map<string, SurfaceRow[]>();
for await (const row of readSurface(split)) {
  if (isWanted(row.doc))
    surface.set(row.doc, [...(surface.get(row.doc) ?? []), row]);
}

const folder = await mkdtemp(join(tmpdir(), "discovery-codegen-oracle-"));
const actual = join(folder, "actual.jsonl");
const deliberate = new Map<string, readonly string[]>();
let leftOut = 0;
let surfaceFaults = 0;
let unloaded = 0;
try {
  const out = createWriteStream(actual);
  let doc = "";
  let client: LoadedClient | null = null;
  for await (const oracleCase of readCases(split)) {
    if (!isWanted(oracleCase.doc)) continue;
    if (doc !== oracleCase.doc) {
      doc = oracleCase.doc;
      client = await tryToLoad(doc);
      if (client) surfaceFaults += tellSurface(doc, client);
    }
    // Without a client there is no record: the case counts as missing.
    if (!client) continue;
    const record = await runCase(client, oracleCase);
    const difference = deliberateDifference(
      client.report,
      oracleCase,
      !record.ok,
    );
    if (difference) {
      const ids = deliberate.get(difference.reason) ?? [];
      deliberate.set(difference.reason, [...ids, oracleCase.id]);
    }
    if (difference?.isLeftOut) {
      leftOut++;
    } else if (!out.write(`${JSON.stringify(record)}\n`)) {
      await once(out, "drain");
    }
  }
  // Documents without a method have no case.
  for (const rest of surface.keys()) {
    const found = await tryToLoad(rest);
    if (found) surfaceFaults += tellSurface(rest, found);
  }
  out.end();
  await once(out, "finish");
  console.log(`surface: ${surfaceFaults} faults`);
  for (const [reason, ids] of deliberate) {
    console.log(`different on purpose, ${ids.length} cases: ${reason}`);
    for (const id of ids) console.log(`  ${id}`);
  }
  console.log(`left out of these: ${leftOut}`);
  const counts = join(folder, "counts.json");
  const ignore = leftOut > 0 ? ["--ignore-missing"] : [];
  const comparer = spawnSync(
    process.execPath,
    [
      join(oracleDirectory, "compare.mjs"),
      `--${split}`,
      "--actual",
      actual,
      "--json",
      counts,
      ...ignore,
      ...options,
      ...wanted,
    ],
    { stdio: "inherit" },
  );
  const { total } = JSON.parse(await readFile(counts, "utf8")) as {
    readonly total: { readonly missing: number };
  };
  const hasFailed =
    comparer.status !== 0 ||
    surfaceFaults + unloaded > 0 ||
    // Just those that were left out may be missing.
    total.missing !== leftOut;
  process.exitCode = hasFailed ? comparer.status || 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}

/** The client of a document; null, and a line that says why, where there can be none. */
async function tryToLoad(doc: string): Promise<LoadedClient | null> {
  try {
    return await loadClient(doc);
  } catch (error) {
    unloaded++;
    surface.delete(doc);
    console.log(
      `no client of ${doc}: ${error instanceof Error ? error.message : String(error)}`,
    );
    return null;
  }
}

/** Prints what a client lacks of Python's surface, and gives how much that is. */
function tellSurface(doc: string, { report, create }: LoadedClient): number {
  const client = create(() =>
    Promise.reject(new Error("nothing is sent here")),
  );
  const faults = compareSurface({ report, client }, surface.get(doc) ?? []);
  surface.delete(doc);
  for (const fault of faults) console.log(`surface of ${doc}: ${fault}`);
  return faults.length;
}
