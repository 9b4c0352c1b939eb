/** A working copy in which version control ended the lines as Windows does. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { json, library } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
let before: ReadonlyMap<string, string>;

beforeEach(async () => {
  here = await workspace({ "discovery/library.json": json(library()) });
  await here.run("generate");
  for (const [path, text] of files()) {
    expect(text, path).not.toContain("\r");
    await here.write(path, text.replaceAll("\n", "\r\n"));
  }
  before = files();
});
afterEach(() => here.remove());

/** All that was generated, the lock included: path and text. */
function files(): ReadonlyMap<string, string> {
  const paths = here.list("generated").map((path) => `generated/${path}`);
  return new Map(paths.map((path) => [path, here.read(path)]));
}

test("is fresh", async () => {
  const { code, stderr } = await here.run("check");
  expect(stderr).toMatch(/^fresh: /);
  expect(code).toBe(0);
});

test("is left as it is by generate", async () => {
  const { code, stderr } = await here.run("generate");
  expect(stderr).toBe(
    "library:v1 revision 20240101 -> generated/library-v1: unchanged\n",
  );
  expect(code).toBe(0);
  expect(files()).toEqual(before);
});

test("--json names no file as written", async () => {
  const { stdout } = await here.run("generate", "--json");
  expect(JSON.parse(stdout)).toMatchObject({ written: [], removed: [] });
});

test("is stale, and not edited, when the document changes", async () => {
  await here.write(
    "discovery/library.json",
    json(library({ revision: "20250101" })),
  );
  const { code, stderr } = await here.run("check");
  expect(stderr).toContain("stale   generated/library-v1/index.ts ");
  expect(stderr).not.toContain("edited");
  expect(code).toBe(4);
  expect(await here.run("generate")).toMatchObject({ code: 0 });
  expect(await here.run("check")).toMatchObject({ code: 0 });
});

test("a file that is no longer generated is removed", async () => {
  await here.write("discovery/library.json", json(library({ resources: {} })));
  expect(await here.run("generate")).toMatchObject({ code: 0 });
  expect(here.has("generated/library-v1/resources")).toBe(false);
});

test("an edit is still one", async () => {
  const path = "generated/library-v1/schemas.ts";
  await here.write(path, `${here.read(path)}// mine\r\n`);
  const { code, stderr } = await here.run("check");
  expect(stderr).toContain(`edited  ${path} `);
  expect(code).toBe(4);
  expect(await here.run("generate")).toMatchObject({ code: 8 });
});
