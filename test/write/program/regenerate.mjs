/**
 * Brings a folder from whatever generation it has to another, as `generate` does, and kills itself where it is told to:
 *
 *     node regenerate.mjs FOLDER GENERATION KILL [alone]
 *
 * KILL is the number of the call of the file system before which it ends, 0 for none. On standard output stands "ready"
 * when it begins, and then how many calls there were. "alone" is without the process that finishes for it, as where none can be
 * started or where both are killed.
 */
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const [root, generation, kill, alone] = process.argv.slice(2);
if (alone) process.execPath = "/not/to/be/started";
let calls = 0;
const counted = (holder, name) => {
  const original = holder[name];
  holder[name] = (...args) => {
    calls++;
    if (calls === Number(kill)) process.kill(process.pid, "SIGKILL");
    return original.apply(holder, args);
  };
};
const dist = new URL("../../../dist/write/", import.meta.url);
const load = (name) => import(new URL(name, dist));
// Before they are loaded, since they take the functions by name.
for (const name of [
  "linkSync",
  "mkdirSync",
  "openSync",
  "renameSync",
  "rmdirSync",
  "unlinkSync",
  "writeFileSync",
])
  counted(fs, name);
for (const name of ["writeFile", "readFile"]) counted(fs.promises, name);
syncBuiltinESMExports();

const { OutputFolder } = await load("outputFolder.js");
const { compareOutput } = await load("compareOutput.js");
const { recover } = await load("staging.js");
const { writeOutput } = await load("writeOutput.js");
const { generationOf, runOf } = await import("./generations.mjs");

fs.writeSync(1, "ready\n");
const folder = new OutputFolder(root);
await recover(folder);
const comparison = await compareOutput(
  folder,
  new Map(Object.entries(generationOf(generation))),
  () => true,
);
await writeOutput(folder, comparison, runOf(generation), {
  force: false,
  dryRun: false,
});
process.stdout.write(String(calls));
