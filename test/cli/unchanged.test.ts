/** What has not changed is not rendered again; and whatever has changed is seen. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parseLock } from "../../generator/write/parseLock.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

const rendered = vi.hoisted(() => [] as string[]);
vi.mock(import("../../generator/emit/apiFiles.js"), async (original) => {
  const { apiFiles } = await original();
  return {
    apiFiles: (plan, hash) => {
      rendered.push(plan.folder);
      return apiFiles(plan, hash);
    },
  };
});

const lockPath = "generated/discovery-codegen.lock";
let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
  });
  await here.run("generate");
  rendered.length = 0;
});
afterEach(() => here.remove());

/** Runs the command line, and tells which APIs it rendered. */
async function rendering(...args: string[]): Promise<{
  readonly code: number | null;
  readonly rendered: readonly string[];
}> {
  rendered.length = 0;
  const { code } = await here.run(...args);
  return { code, rendered: [...rendered].sort() };
}
const editLock = async (
  edit: (text: string) => string,
  path = lockPath,
): Promise<void> => {
  const before = here.read(path);
  const after = edit(before);
  expect(after).not.toBe(before);
  await here.write(path, after);
};

test.each(["check", "generate"])("%s renders nothing again", async (name) => {
  const lock = here.read(lockPath);
  expect(await rendering(name)).toEqual({ code: 0, rendered: [] });
  expect(here.read(lockPath)).toBe(lock);
});

test("a line of the lock is an API's own, without times, paths or the order of documents", () => {
  const text = here.read(lockPath);
  expect(text).not.toContain(here.folder);
  expect(text.split("\n").slice(0, 7)).toEqual([
    "{",
    '  "version": 1,',
    expect.stringMatching(/^ {2}"tool": "\d+\.\d+",$/),
    '  "apis": {',
    expect.stringMatching(
      /^ {4}"library-v1": \{"id":"library:v1","revision":"20240101","document":"sha256:\w{64}","inputs":"sha256:\w{64}","output":"sha256:\w{64}","shared":"sha256:\w{64}"\},$/,
    ),
    "",
    expect.stringMatching(/^ {4}"museum-v2": \{/),
  ]);
});

describe("one API is rendered, and the other is not,", () => {
  const edits: Readonly<Record<string, () => Promise<unknown>>> = {
    "where its document has changed": () =>
      here.write("discovery/museum.json", json({ ...museum(), revision: "2" })),
    "where one of its files was edited": () =>
      here.write("generated/museum-v2/schemas.ts", "// mine\n"),
    "where one of its files is gone": () =>
      rm(join(here.folder, "generated/museum-v2/schemas.ts")),
  };
  test.each(Object.entries(edits))("%s", async (_name, edit) => {
    await edit();
    const found = { code: 4, rendered: ["museum-v2"] };
    expect(await rendering("check")).toEqual(found);
    await here.run("generate", "--force");
    expect(await rendering("check")).toEqual({ code: 0, rendered: [] });
  });

  test("where its document was only formatted, which changes nothing", async () => {
    await here.write("discovery/museum.json", JSON.stringify(museum()));
    const found = { code: 0, rendered: ["museum-v2"] };
    expect(await rendering("check")).toEqual(found);
    expect(await rendering("generate")).toEqual(found);
    expect(await rendering("check")).toEqual({ code: 0, rendered: [] });
  });

  test("where the lock was merged, and has lines of two branches", async () => {
    await editLock((text) =>
      text.replace(/^ {4}"museum-v2\/schemas\.ts": .*\n/m, ""),
    );
    expect(await rendering("check")).toEqual({
      code: 4,
      rendered: ["museum-v2"],
    });
  });

  test("which is what it would be if both were", async () => {
    await here.write(
      "discovery/museum.json",
      json({ ...museum(), revision: "2" }),
    );
    await here.run("generate");
    await here.run("generate", "--out", "other");
    const files = here.list("generated");
    expect(here.list("other")).toEqual(files);
    for (const file of files)
      expect(here.read(`generated/${file}`)).toBe(here.read(`other/${file}`));
  });
});

describe("everything is rendered", () => {
  const both = ["library-v1", "museum-v2"];

  test("by another state of the tool, which wrote the same", async () => {
    await editLock((text) => text.replace(/"inputs":"sha256:/g, "$&0"));
    expect(await rendering("check")).toEqual({ code: 0, rendered: both });
    await here.run("generate");
    expect(await rendering("check")).toEqual({ code: 0, rendered: [] });
  });

  test("over a lock of an old tool, which is then brought up to date", async () => {
    const lock = here.read(lockPath);
    await editLock((text) =>
      text
        .replace(/^ {2}"tool": .*\n/m, "")
        .replace(/,"inputs":"[^}]*"\}/g, "}"),
    );
    expect(await rendering("check")).toEqual({ code: 0, rendered: both });
    expect(await rendering("generate")).toEqual({ code: 0, rendered: both });
    expect(here.read(lockPath)).toBe(lock);
  });

  test("with --verbose, which tells what there is to say of it", async () => {
    expect(await rendering("check", "--verbose")).toMatchObject({
      rendered: both,
    });
  });

  test("with --strict, until it was generated so", async () => {
    expect(await rendering("check", "--strict")).toMatchObject({
      rendered: both,
    });
  });

  test("where one selection is for both, and a document has changed", async () => {
    const args = ["--include", "**.list"];
    await here.run("generate", ...args);
    expect(await rendering("check", ...args)).toEqual({
      code: 0,
      rendered: [],
    });
    await here.write(
      "discovery/museum.json",
      json({ ...museum(), revision: "2" }),
    );
    expect(await rendering("check", ...args)).toEqual({
      code: 4,
      rendered: both,
    });
  });
});

test("two files of one API and the same text are refused, as two of others are", async () => {
  await here.write("discovery/copy.json", json(library()));
  const { code, stderr } = await here.run("check");
  expect(stderr).toContain("two documents describe library-v1");
  expect(code).toBe(2);
});

test("a run for one API does not vouch for what it shares with others", async () => {
  await here.run("generate", "discovery/library.json");
  await here.write("discovery/library.json", json(library({ revision: "2" })));
  await here.run("generate", "discovery/library.json");
  const { apis } = parseLock(here.read(lockPath));
  expect(apis.get("library-v1")).not.toHaveProperty("shared");
  expect(apis.get("museum-v2")).toHaveProperty("shared");
});
