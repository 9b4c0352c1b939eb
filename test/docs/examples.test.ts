/** The example of each method compiles as it stands there, in a project with every strict flag, beside the client. */
import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exampleCode } from "../../generator/docs/example.js";
import { methodViews } from "../../generator/docs/methodView.js";
import { toReference } from "../../generator/docs/reference.js";
import { generate, planDocuments } from "../../generator/generate.js";
import { features, validDocument } from "../features/feature.js";
import {
  compileProject,
  resolutions,
  strictestOptions,
} from "../generated/compile.js";
import { describeCorpus, readCorpus } from "../support/corpus.js";
import {
  inTemporaryFolder,
  repositoryRoot,
  writeFiles,
} from "../support/temporary.js";

/** `EXAMPLES_OF=compute.v1,run.v2` for others. */
const sample = (
  process.env["EXAMPLES_OF"] ??
  "admin.directory_v1,compute.v1,drive.v3,genomics.v1alpha2,merchantapi.reports_v1,sheets.v4,storage.v1,translate.v2,youtube.v3"
).split(",");

test("of the features of the format", async () => {
  const files = new Map<string, string>();
  for (const { name, document } of features) {
    const own = await filesOf(document);
    for (const [path, text] of own) files.set(`${name}/${path}`, text);
  }
  expect(
    await compileAll(
      files,
      features.map(({ name }) => name),
    ),
  ).toBe("");
});

test("of APIs whose name in small letters is no name for a constant, or is another's in an example", async () => {
  const names = "globalThis undefined delete await request waitFor Drive".split(
    " ",
  );
  const files = new Map<string, string>();
  for (const name of names) {
    const document = {
      ...(features[0]?.document as object),
      canonicalName: name,
    };
    for (const [path, text] of await filesOf(document))
      files.set(`${name}/${path}`, text);
  }
  expect(await compileAll(files, names)).toBe("");
  const variable = /^const (\w+) = new /m;
  expect(
    names.map(
      (name) => variable.exec(files.get(`${name}/example0.ts`) ?? "")?.[1],
    ),
  ).toEqual([...Array<string>(6).fill("client"), "drive"]);
});

describeCorpus("of the corpus", () => {
  test.each(sample)("%s", async (key) => {
    const files = await filesOf(readCorpus(key));
    expect(
      [...files.keys()].filter((path) => path.startsWith("example")),
    ).not.toEqual([]);
    const own = new Map(
      [...files].map(([path, text]) => [`api/${path}`, text]),
    );
    expect(await compileAll(own, ["api"])).toBe("");
  });
});

/** The client, and a file for each example beside it. */
async function filesOf(
  document: unknown,
): Promise<ReadonlyMap<string, string>> {
  const valid = await validDocument(document);
  const files = new Map(await generate(valid, { typeCheck: true }));
  for (const [, plan] of planDocuments([valid])) {
    const reference = toReference(plan);
    const views = reference.resources.flatMap((page) =>
      methodViews(reference, page),
    );
    for (const [index, view] of views.entries())
      files.set(`example${index}.ts`, exampleCode(reference, view));
  }
  return files;
}

/** What the compiler has against projects that share a runtime. */
function compileAll(
  files: ReadonlyMap<string, string>,
  projects: readonly string[],
): Promise<string> {
  return inTemporaryFolder(async (folder) => {
    const texts = new Map(files);
    texts.set("package.json", '{ "type": "module" }');
    texts.set(
      "tsconfig.json",
      JSON.stringify({
        compilerOptions: {
          ...strictestOptions("typescript"),
          ...resolutions.NodeNext,
          types: ["node"],
          typeRoots: [join(repositoryRoot, "node_modules/@types")],
        },
        include: ["**/*.ts"],
      }),
    );
    await writeFiles(folder, texts);
    for (const project of projects)
      await symlink(
        join(repositoryRoot, "templates/runtime"),
        join(folder, project, "runtime"),
        "junction",
      );
    const { stdout, stderr } = await compileProject("typescript", folder);
    return stdout + stderr;
  });
}
