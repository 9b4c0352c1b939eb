// The floor of any generator: parses documents, and writes as many bytes into as many files as ours. `jsonFloor.js PLAN OUT`
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [plan, out] = process.argv.slice(2);
const { documents, files } = JSON.parse(readFileSync(plan, "utf8"));
for (const document of documents) JSON.parse(readFileSync(document, "utf8"));
const folders = new Set(files.map(([path]) => dirname(join(out, path))));
for (const folder of folders) mkdirSync(folder, { recursive: true });
for (const [path, bytes] of files)
  writeFileSync(join(out, path), "x".repeat(bytes));
