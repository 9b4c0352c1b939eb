/** Every document of the corpus, by one command. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measure } from "../measure.js";
import { budget, note } from "../report.js";
import {
  corpus,
  corpusDocuments,
  emptyFolder,
  node,
  scratch,
  sizes,
  subjects,
  tool,
} from "../workspace.js";
import { print } from "./generation.js";
import { project } from "./project.js";

export async function run(): Promise<void> {
  const documents = corpusDocuments();
  if (documents.length === 0) return note(`skipped: no corpus at ${corpus}`);
  const folder = project("corpus", documents);
  const outputs = ["out", "again"].map((out) => join(folder, out));
  const generate = [tool, "generate"];
  node(generate, folder);
  const files = outputs.flatMap((out) => sizes(out));
  const plan = join(scratch, "plan.json");
  writeFileSync(plan, JSON.stringify({ documents, files }));
  // Never deleted between turns: a file system that takes care not to give what was just deleted to new files (ext4 without a
  // journal) takes ten times as long to make a file right after thousands have gone.
  const floor = emptyFolder("floor");
  const past = emptyFolder("past");
  let turn = 0;
  const putAway = (folder: string): void =>
    renameSync(folder, join(past, String(turn++)));
  const samples = await measure(
    [
      {
        name: "JSON floor",
        args: [join(subjects, "jsonFloor.js"), plan, join(floor, "out")],
        prepare: () => {
          if (turn > 0) putAway(join(floor, "out"));
        },
      },
      {
        name: "discovery-codegen",
        args: generate,
        cwd: folder,
        prepare: () => {
          for (const out of outputs) putAway(out);
        },
      },
    ],
    9,
  );
  for (const name of ["floor", "past"]) emptyFolder(name);
  const bytes = files.reduce((sum, [, size]) => sum + size, 0);
  print(
    `${documents.length} documents, ${Math.round(bytes / 1e6)} MB written`,
    samples,
  );
  const own = samples.get("discovery-codegen");
  const json = samples.get("JSON floor");
  if (!json || !own) return;
  budget(
    "beside the JSON floor",
    own.least.wall / json.least.wall,
    "at most",
    12,
  );
  budget("megabytes of memory", own.memory, "less than", 1000);
}
