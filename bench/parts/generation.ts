/** From a document to files, in a cold process. */
import { writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { measure, type Sample, type Subject } from "../measure.js";
import { budget, note, table } from "../report.js";
import {
  document,
  emptyFolder,
  generated,
  hasPeers,
  scratch,
  sizes,
  subjects,
  tool,
} from "../workspace.js";

const keys = ["genomics.v1", "drive.v3", "displayvideo.v4", "compute.v1"];
const times = 5;

export async function run(): Promise<void> {
  const bytes = new Map<string, number>();
  const ours = new Map<string, Sample>();
  for (const key of keys) {
    const input = document(key);
    if (!input) {
      note(`skipped: ${key} is not in the corpus`);
      continue;
    }
    const files = sizes(generated("sizes", input));
    const api = files.filter(([path]) => !path.startsWith("runtime"));
    bytes.set(key, total(api));
    const samples = await measure(subjectsFor(input, files), times);
    print(
      `${basename(input)}, ${Math.round(total(files) / 1000)} kB written`,
      samples,
    );
    const own = samples.get("discovery-codegen");
    if (own) ours.set(key, own);
    if (key === "displayvideo.v4") holdAgainstPeers(samples);
  }
  const [small, large] = ["drive.v3", "compute.v1"].map(
    (key) => (ours.get(key)?.least.cpu ?? NaN) / (bytes.get(key) ?? NaN),
  );
  if (small && large)
    budget(
      "time a byte, compute v1 beside drive v3",
      large / small,
      "at most",
      1.5,
    );
}

function subjectsFor(
  input: string,
  files: readonly (readonly [string, number])[],
): readonly Subject[] {
  const out = join(scratch, "generation");
  const prepare = (): void => void emptyFolder("generation");
  const plan = join(scratch, "plan.json");
  writeFileSync(plan, JSON.stringify({ documents: [input], files }));
  const script = (name: string): string => join(subjects, `${name}.js`);
  const peer = (name: string, file: string): Subject => ({
    name,
    args: [script(file), input, out],
    prepare,
  });
  return [
    { name: "node -e 0", args: ["-e", "0"] },
    { name: "JSON floor", args: [script("jsonFloor"), plan, out], prepare },
    { name: "loading the libraries", args: [script("loadLibraries")] },
    {
      name: "discovery-codegen",
      args: [tool, "generate", input, "--out", out],
      prepare,
    },
    ...(hasPeers
      ? [
          peer("openapi-typescript route", "openapiTypescript"),
          peer("hey-api route", "heyApi"),
        ]
      : []),
  ];
}

function holdAgainstPeers(samples: ReadonlyMap<string, Sample>): void {
  const wall = (name: string): number => samples.get(name)?.least.wall ?? NaN;
  const own = wall("discovery-codegen");
  if (hasPeers) {
    budget(
      "beside the openapi-typescript route",
      own / wall("openapi-typescript route"),
      "at most",
      0.5,
    );
    budget(
      "beside the hey-api route",
      own / wall("hey-api route"),
      "at most",
      1 / 3,
    );
  }
  const start = wall("node -e 0");
  const floor = wall("loading the libraries") + wall("JSON floor") - start;
  budget(
    "beside loading the libraries and the JSON floor",
    own / floor,
    "at most",
    2,
  );
}

/** Medians; ratios of the least, which other work on the machine disturbs least. */
export function print(
  title: string,
  samples: ReadonlyMap<string, Sample>,
  own = "discovery-codegen",
): void {
  const base = samples.get(own);
  table(
    [title, "wall s", "cpu s", "MB", "least s", `x ${own}`],
    [...samples].map(([name, { wall, cpu, memory, least }]) => [
      name,
      wall.toFixed(2),
      cpu.toFixed(2),
      Math.round(memory),
      least.wall.toFixed(2),
      (least.wall / (base?.least.wall ?? NaN)).toFixed(2),
    ]),
  );
}

function total(files: readonly (readonly [string, number])[]): number {
  return files.reduce((sum, [, size]) => sum + size, 0);
}
