/** What a program that uses drive v3 costs the compiler. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { measure, type Subject } from "../measure.js";
import { pairedRatio } from "../paired.js";
import { budget, note } from "../report.js";
import { emptyFolder, hasPeers, root } from "../workspace.js";
import { print } from "./generation.js";
import { driveClients } from "./clients.js";

const compilers = {
  "TypeScript 5.9": "typescript-5.9",
  "TypeScript 7": "typescript",
};

const ours = `import { Drive } from "./out/drive-v3/index.js";
const drive = new Drive({ auth: "T" });
const { files } = await drive.files.list({ pageSize: 10 });
export const names: readonly (string | undefined)[] = (files ?? []).map((file) => file.name);
`;

const theirs = `import { drive } from "@googleapis/drive";
const client = drive({ version: "v3", auth: "T" });
const { data } = await client.files.list({ pageSize: 10 });
export const names: readonly (string | null | undefined)[] = (data.files ?? []).map((file) => file.name);
`;

export async function run(): Promise<void> {
  const clients = driveClients();
  if (!clients) return note("skipped: drive v3 is not in the corpus");
  const folders = new Map([
    ["an empty program", consumer("empty", "export {};\n")],
    ["discovery-codegen", consumer("ours", ours)],
    ...(hasPeers
      ? [["@googleapis/drive", consumer("theirs", theirs)] as const]
      : []),
  ]);
  for (const [compiler, folder] of Object.entries(compilers)) {
    const tsc = join(root, "node_modules", folder, "bin/tsc");
    const subjects = [...folders].map(([name, project]): Subject => ({
      name,
      args: [tsc, "-p", project],
    }));
    // One takes a quarter of the other's time, and its differences are as small as they are uncertain.
    const turns = compiler.endsWith("7") ? 81 : 21;
    const samples = await measure(subjects, turns);
    print(compiler, samples);
    if (!hasPeers) continue;
    const [own, theirs] = ["discovery-codegen", "@googleapis/drive"].map(
      (name) => samples.get(name)?.turns.map(({ wall }) => wall) ?? [],
    );
    // Both are nine tenths of loading the compiler and its libraries, so that the least of each is a matter of luck.
    const { median, error } = pairedRatio(own ?? [], theirs ?? []);
    budget(
      `${compiler}, beside @googleapis/drive, give or take ${error.toFixed(3)}`,
      median,
      "at most",
      1,
    );
  }
}

/** A project whose only program is this; ours lies beside the generated client. */
function consumer(name: string, program: string): string {
  const folder =
    name === "ours"
      ? join(emptyFolder("unused"), "../drive")
      : emptyFolder(`typecheck-${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "program.ts"), program);
  writeFileSync(
    join(folder, "tsconfig.json"),
    JSON.stringify({
      compilerOptions: {
        target: "ES2022",
        lib: ["ES2022", "DOM", "DOM.Iterable", "DOM.AsyncIterable"],
        module: "NodeNext",
        strict: true,
        skipLibCheck: true,
        noEmit: true,
        types: ["node"],
        typeRoots: [join(root, "node_modules/@types")],
      },
      files: ["program.ts"],
    }),
  );
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  return folder;
}
