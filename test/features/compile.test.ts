/** The clients of all features compile: as a user's project would have them, with every strict flag. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  compileProject,
  resolutions,
  strictestOptions,
} from "../generated/compile.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";
import { features, generateFrom } from "./feature.js";

/** What a user may write and, marked as an error, what not. An error that does not come is one. */
const program = `
import { Test as Annotated } from "./annotations-required/index.js";
import { Test as AnnotatedInside } from "./annotations-required-inside/index.js";
import { Test as Defaulted } from "./defaulted-required-parameter/index.js";
import { Test as Download } from "./media-download/index.js";
import { endpoints } from "./endpoints-of-one-location/index.js";
import { Test as GivenOnly } from "./given-only/index.js";
import { Test as LongRunning, waitFor } from "./long-running/index.js";
import { Test as LongRunningStatus } from "./long-running-status/index.js";
import { Test as Overridden } from "./global-parameter-overridden/index.js";
import { Test as OfObject } from "./parameter-of-object/index.js";
import { Test as Pages } from "./pagination-query/index.js";
import { Test as PagesOfMap } from "./pagination-map/index.js";
import { Test as PagesOnly } from "./pagination-ambiguous/index.js";
import { Test as Patched } from "./patch-body/index.js";
import { Test as ReadOnly, type Disk } from "./read-only-input/index.js";
import { Test as Repeated } from "./repeated-parameter/index.js";
import { Test as RequiredGlobal } from "./required-global-parameter/index.js";
import { Test as RequiredQuery } from "./required-query-parameter/index.js";
import { Test as TopLevel } from "./top-level-methods/index.js";
import type { Shape } from "./variant-recursion/index.js";
import { Test as Without } from "./no-global-parameters/index.js";

const { instances } = new Annotated();
void instances.insert({ body: { name: "n", disk: { size: "1" } } });
void instances.insert({
  // @ts-expect-error the disk is required
  body: { name: "n" },
});
// @ts-expect-error its size is required
void instances.insert({ body: { name: "n", disk: {} } });
void instances.insert({
  // @ts-expect-error so is the name of a network, where there is one
  body: { name: "n", disk: { size: "1" }, network: {} },
});
void instances.update({ body: { name: "n", disk: null } });
// @ts-expect-error the body is required
void instances.insert({});

const { batches, instances: inside } = new AnnotatedInside();
void inside.insert({
  body: {
    disks: [{ size: "1" }],
    grid: [[{ size: "1" }]],
    byZone: { a: { size: "1" } },
    tree: { name: "n", children: [{ name: "m" }] },
    options: { source: { size: "1" } },
  },
});
void inside.insert({ body: { disks: [], grid: [[]], byZone: {}, options: {} } });
// @ts-expect-error each disk has a size
void inside.insert({ body: { disks: [{ size: "1" }, {}] } });
// @ts-expect-error in a list of lists as well
void inside.insert({ body: { grid: [[{}]] } });
// @ts-expect-error and in a map
void inside.insert({ body: { byZone: { a: {} } } });
// @ts-expect-error the root of a tree has a name
void inside.insert({ body: { tree: {} } });
// What recurs is checked once: the server has the last word on the nodes below.
void inside.insert({ body: { tree: { name: "n", children: [{}] } } });
// @ts-expect-error null is for a PATCH
void inside.insert({ body: { options: null } });
void batches.insert({ body: [{ size: "1" }] });
// @ts-expect-error the body itself is a list of them
void batches.insert({ body: [{}] });

const boot = { size: "1" };
void inside.patch({
  body: { boot, disks: null, byZone: null, tree: null, options: null },
});
void inside.patch({ body: { boot, options: { fast: null, source: null } } });
void inside.patch({ body: { boot, options: { source: { size: "1" } } } });
void inside.patch({ body: { boot, byZone: { a: null } } });
void inside.patch({ body: { boot: { size: "1", label: null } } });
// @ts-expect-error a required field is not cleared
void inside.patch({ body: { boot: null } });
// @ts-expect-error nor one within it
void inside.patch({ body: { boot: { size: null } } });
// @ts-expect-error nor one of what is not required itself
void inside.patch({ body: { boot, options: { source: { size: null } } } });
// @ts-expect-error an entry that stays has a size
void inside.patch({ body: { boot, byZone: { a: { label: null } } } });
// @ts-expect-error a list is replaced as a whole, so that nothing in it is cleared
void inside.patch({ body: { boot, disks: [{ size: "1", label: null }] } });

void new Defaulted().messages.get();
void new Defaulted().messages.get({ userId: undefined, format: "full" });
// @ts-expect-error no such format
void new Defaulted().messages.get({ format: "raw" });

export const rootUrls: readonly string[] = [
  endpoints["us-east1"],
  endpoints["batch-test.us-east1"],
  endpoints.asia,
  endpoints["https://test.rep.googleapis.com/"],
];

const { jobs } = new LongRunning();
export const done: boolean | undefined = (await waitFor(jobs.create())).done;
export const result: string = (
  await waitFor<{ title: string }>(
    jobs.upload({ media: { body: "x", mimeType: "text/plain" } }),
  )
).response.title;
// @ts-expect-error a job is no operation
void waitFor(jobs.get({ name: "1" }));
const { images, licenses } = new LongRunningStatus();
await waitFor(images.insert({ project: "p" }), {
  onProgress: ({ progress }) => void progress?.toFixed(),
});
// @ts-expect-error it has no response
void waitFor<{ title: string }>(images.insert({ project: "p" }));
// @ts-expect-error nothing polls it
void waitFor(licenses.insert());

export const media: Promise<Blob> = new Download().files
  .get_media({ fileId: "1" })
  .asResponse()
  .then((response) => response.blob());

// @ts-expect-error no such mode
void new GivenOnly().jobs.run({ body: { mode: "SLOW" } });
// @ts-expect-error set by the server
void new GivenOnly().jobs.run({ body: { ignored: "" } });

void new OfObject().things.get({ hasOwnProperty_: "a", constructor_: "b" });
// @ts-expect-error it is not the function that every object has
void new OfObject().things.get({ constructor_: "b" });

void new Overridden().reports.query({ alt: "csv", fields: "id" });
// @ts-expect-error the method's own values hold
void new Overridden().reports.query({ alt: "proto" });
void new Overridden().reports.get({ id: "1", alt: "proto", x__xgafv: "1" });

for await (const { name } of new Pages().things.list()) void name?.length;
for await (const { things } of new Pages().things.list().pages())
  void things?.length;
for await (const [zone, { disks }] of new PagesOfMap().disks.aggregatedList())
  void [zone.length, disks?.length];
for await (const { added } of new PagesOnly().changes.list().pages())
  void added?.length;
// @ts-expect-error its items are ambiguous
for await (const item of new PagesOnly().changes.list()) void item;

void new Patched().things.patch({ id: "1", body: { name: null } });
void new Patched().things.patch({ id: "1", body: { size: { width: null } } });

const disk: Disk = { name: "n", type: "NVME" };
// @ts-expect-error set by the server
disk.id = "1";
const { disks } = new ReadOnly();
void disks.insert({ body: { name: "n", type: "SSD", labels: {} } });
// @ts-expect-error set by the server
void disks.insert({ body: { id: "1" } });
// @ts-expect-error within a field as well
void disks.insert({ body: { encryption: { sha256: "" } } });
// @ts-expect-error no such kind
void disks.insert({ body: { type: "NVME" } });

void new Repeated().things.list({ ids: ["a"], sizes: [1], views: ["BASIC"] });
// @ts-expect-error a list
void new Repeated().things.list({ ids: "a" });

void new RequiredGlobal().things.get({ tenant: "t" });
// @ts-expect-error a parameter of the API is required
void new RequiredGlobal().things.get();
// @ts-expect-error it is missing
void new RequiredGlobal().things.get({ fields: "name" });
void new RequiredGlobal().things.list();

void new RequiredQuery().videos.list({ region_code: "de", part: ["id"] });
// @ts-expect-error part is required
void new RequiredQuery().videos.list({ region_code: "de" });

void new TopLevel().options();
export const email: string | undefined = (await new TopLevel().tokeninfo())
  .email;

export const shape: Shape = {
  type: "group",
  shapes: [{ type: "circle", radius: 1 }, { type: "shape" }],
};
export function radius(one: Shape): number | undefined {
  return one.type === "circle" ? one.radius : undefined;
}

void new Without().things.get({ id: "1" });
void new Without().things.list();
// @ts-expect-error no such parameter
void new Without().things.list({ fields: "id" });
`;

test("under TypeScript 7", async () => {
  expect(await compileFeatures()).toBe("");
});

/** The errors of the compiler for all features at once. */
function compileFeatures(): Promise<string> {
  return inTemporaryFolder(async (folder) => {
    await writeFiles(folder, await allFiles());
    const { stdout, stderr } = await compileProject("typescript", folder);
    return stdout + stderr;
  });
}

/** The runtime, a folder for each feature beside it, programs that use them, and a configuration. */
async function allFiles(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const runtime = join(repositoryRoot, "templates/runtime");
  for (const name of await readdir(runtime))
    files.set(`runtime/${name}`, await readFile(join(runtime, name), "utf8"));
  for (const { name, document } of features) {
    for (const [path, text] of await generateFrom(document, {
      typeCheck: true,
    }))
      files.set(path.replace(/^[^/]+/, name), text);
  }
  files.set("program.ts", program);
  files.set("package.json", '{ "type": "module" }');
  files.set(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        ...strictestOptions("typescript"),
        ...resolutions.NodeNext,
      },
      include: ["**/*.ts"],
    }),
  );
  return files;
}
