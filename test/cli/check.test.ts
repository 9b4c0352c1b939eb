/** `check`: the gate of a build. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
  });
  await here.run("generate");
});
afterEach(() => here.remove());

const remove = (path: string): Promise<void> =>
  rm(join(here.folder, path), { recursive: true });
/** What `check --json` finds that is not as it should be. */
async function differing(...args: string[]): Promise<Record<string, string>> {
  const { stdout } = await here.run("check", "--json", ...args);
  const { files } = JSON.parse(stdout) as {
    files: { path: string; state: string }[];
  };
  return Object.fromEntries(
    files
      .filter(({ state }) => state !== "same")
      .map(({ path, state }) => [path, state]),
  );
}

test("after generate, everything is fresh", async () => {
  const { code, stdout, stderr } = await here.run("check");
  expect(stderr).toMatch(/^fresh: \d+ files under generated\n$/);
  expect(stdout).toBe("");
  expect(code).toBe(0);
});

test("it writes nothing", async () => {
  await remove("generated");
  const { code } = await here.run("check");
  expect(code).toBe(4);
  expect(here.has("generated")).toBe(false);
});

describe("exit 4", () => {
  const lock = "discovery-codegen.lock";

  test("stale: the document has changed", async () => {
    await here.write(
      "discovery/library.json",
      json(library({ revision: "20250101" })),
    );
    const { code, stdout, stderr } = await here.run("check");
    expect(stderr).toContain("stale   generated/library-v1/index.ts ");
    expect(stderr).toMatch(
      /\n2 files of \d+ differ; run generate and commit what it writes\n$/,
    );
    expect(stdout).toBe("");
    expect(code).toBe(4);
    expect(await differing()).toEqual({
      "library-v1/index.ts": "stale",
      [lock]: "stale",
    });
  });

  test("edited: somebody changed a file", async () => {
    await here.write("generated/library-v1/schemas.ts", "// mine\n");
    const { code, stderr } = await here.run("check");
    expect(stderr).toContain(
      "edited  generated/library-v1/schemas.ts was edited by hand",
    );
    expect(stderr).toMatch(
      /\n1 file of \d+ differs; keep what was edited elsewhere, then run generate --force and commit what it writes\n$/,
    );
    expect(code).toBe(4);
    expect(await differing()).toEqual({ "library-v1/schemas.ts": "edited" });
  });

  test("edited and stale: the advice is that for edited files, and it helps", async () => {
    await here.write("generated/library-v1/schemas.ts", "// mine\n");
    await here.write(
      "discovery/museum.json",
      json({ ...museum(), revision: "20250101" }),
    );
    const { stderr } = await here.run("check");
    expect(stderr).toMatch(/ differ; keep what .* generate --force /);
    expect((await here.run("generate")).code).toBe(8);
    expect((await here.run("generate", "--force")).code).toBe(0);
    expect((await here.run("check")).code).toBe(0);
  });

  test("missing: a file is not there", async () => {
    await remove("generated/runtime/query.ts");
    const { code, stderr } = await here.run("check");
    expect(stderr).toContain("missing generated/runtime/query.ts is not there");
    expect(code).toBe(4);
  });

  test("orphan: a resource is no longer in the document", async () => {
    await here.write(
      "discovery/library.json",
      json(library({ resources: {} })),
    );
    const { code, stderr } = await here.run("check");
    expect(stderr).toContain(
      "orphan  generated/library-v1/resources/books.ts is no longer generated",
    );
    expect(code).toBe(4);
  });

  test("orphans: a document is gone, and generate then removes its client", async () => {
    await remove("discovery/museum.json");
    expect(await differing()).toEqual({
      "museum-v2/index.ts": "orphan",
      "museum-v2/parameters.ts": "orphan",
      "museum-v2/resources/books.ts": "orphan",
      "museum-v2/schemas.ts": "orphan",
      [lock]: "stale",
    });
    await here.run("generate");
    expect(await differing()).toEqual({});
    expect(here.has("generated/museum-v2")).toBe(false);
    expect(here.read(`generated/${lock}`)).not.toContain("museum");
  });

  test("an orphan that was edited is not removed without --force", async () => {
    await here.write("generated/museum-v2/schemas.ts", "// mine\n");
    await remove("discovery/museum.json");
    expect(await differing()).toMatchObject({
      "museum-v2/schemas.ts": "edited",
    });
    expect((await here.run("generate")).code).toBe(8);
    expect(here.read("generated/museum-v2/schemas.ts")).toBe("// mine\n");
    expect((await here.run("generate", "--force")).code).toBe(0);
    expect(here.has("generated/museum-v2")).toBe(false);
  });

  test("the lock is missing", async () => {
    await remove(`generated/${lock}`);
    expect(await differing()).toEqual({ [lock]: "missing" });
    await here.run("generate");
    expect(await differing()).toEqual({});
  });

  test("the lock knows a file that is neither there nor wanted", async () => {
    const text = here.read(`generated/${lock}`);
    await here.write(
      `generated/${lock}`,
      text.replace(
        '    "museum-v2/index.ts"',
        `    "museum-v2/gone.ts": "sha256:${"0".repeat(64)}",\n    "museum-v2/index.ts"`,
      ),
    );
    expect(await differing()).toEqual({ [lock]: "stale" });
    await here.run("generate");
    expect(here.read(`generated/${lock}`)).toBe(text);
  });
});

test("one document, and the others left out of it", async () => {
  await here.write("generated/museum-v2/schemas.ts", "// mine\n");
  const library = await here.run("check", "discovery/library.json");
  expect(library.code).toBe(0);
  const museum = await here.run("check", "discovery/museum.json");
  expect(museum.code).toBe(4);
});

test("--out", async () => {
  await here.run("generate", "--out", "src/google");
  await remove("generated");
  expect((await here.run("check", "--out", "src/google")).code).toBe(0);
});

test("--json has every file, and is alone on standard output", async () => {
  const { code, stdout, stderr } = await here.run("check", "--json");
  const { files, ...rest } = JSON.parse(stdout) as {
    files: { path: string; state: string }[];
  };
  expect(rest).toEqual({ out: "generated", fresh: true });
  expect(files).toContainEqual({ path: "library-v1/index.ts", state: "same" });
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("an invalid document is neither fresh nor stale", async () => {
  await here.write("discovery/library.json", "{");
  const { code, stdout, stderr } = await here.run("check", "--json");
  expect(stderr).toContain("discovery/library.json:");
  expect(JSON.parse(stdout)).toMatchObject({
    diagnostics: [{ code: "json-syntax", severity: "error" }],
  });
  expect(code).toBe(6);
});
