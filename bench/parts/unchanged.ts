/** What `check` and `generate` take in a build where nothing has changed. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measure, type Subject } from "../measure.js";
import { budget, note } from "../report.js";
import { corpusDocuments, node, root, tool } from "../workspace.js";
import { print } from "./generation.js";
import { project } from "./project.js";

const start = "node -e 0";

export async function run(): Promise<void> {
  const one = project("unchanged-1", [
    join(root, "discovery/genomics-v1.json"),
  ]);
  const documents = corpusDocuments().slice(0, 100);
  if (documents.length < 100)
    note("skipped: a hundred APIs, for want of a corpus");
  const projects = [
    { count: 1, folder: one, limit: 1.5 },
    ...(documents.length === 100
      ? [
          {
            count: 20,
            folder: project("unchanged-20", documents.slice(0, 20)),
            limit: 2,
          },
          { count: 100, folder: project("unchanged-100", documents), limit: 2 },
        ]
      : []),
  ];
  for (const { folder } of projects) node([tool, "generate"], folder);
  const clone = documents.length === 100 ? firstRun(documents) : undefined;
  const commands = ["check", "generate"].flatMap((command) =>
    projects.map(({ count, folder, limit }) => ({
      name: `${command}, ${count} API${count > 1 ? "s" : ""}`,
      args: [tool, command],
      cwd: folder,
      limit,
    })),
  );
  const floor: Subject = { name: start, args: ["-e", "0"] };
  const samples = await measure(
    [floor, ...commands, ...(clone ? [clone] : [])],
    15,
  );
  print("nothing changed", samples, start);
  for (const { name, limit } of commands)
    budget(
      name,
      (samples.get(name)?.least.wall ?? NaN) /
        (samples.get(start)?.least.wall ?? NaN),
      "at most",
      limit,
    );
}

/** As in a fresh clone, nothing is known of the files: here it never is, since its place is taken. */
function firstRun(documents: readonly string[]): Subject {
  const folder = project("unchanged-first", documents);
  mkdirSync(join(folder, "node_modules"));
  writeFileSync(join(folder, "node_modules/.cache"), "");
  node([tool, "generate"], folder);
  return {
    name: "check, 100 APIs, the first time",
    args: [tool, "check"],
    cwd: folder,
  };
}
