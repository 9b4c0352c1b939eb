/** Every document of the corpus, by one command. */
import { rmSync, writeFileSync } from "node:fs";
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
  const samples = await measure(
    [
      {
        name: "JSON floor",
        args: [join(subjects, "jsonFloor.js"), plan, join(scratch, "floor")],
        prepare: () => void emptyFolder("floor"),
      },
      {
        name: "discovery-codegen",
        args: generate,
        cwd: folder,
        prepare: () => {
          for (const out of outputs) rmSync(out, { recursive: true });
        },
      },
    ],
    3,
  );
  const bytes = files.reduce((sum, [, size]) => sum + size, 0);
  print(
    `${documents.length} documents, ${Math.round(bytes / 1e6)} MB written`,
    samples,
  );
  const own = samples.get("discovery-codegen");
  const floor = samples.get("JSON floor");
  if (!floor || !own) return;
  budget(
    "beside the JSON floor",
    own.least.wall / floor.least.wall,
    "at most",
    12,
  );
  budget("megabytes of memory", own.memory, "less than", 1000);
}
