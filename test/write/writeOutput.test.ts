/** What is on disk held against what is to be written, and brought to it. */
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import {
  compareOutput,
  type FileState,
} from "../../generator/write/compareOutput.js";
import { lockFile, type LockedApi } from "../../generator/write/lock.js";
import { parseLock } from "../../generator/write/parseLock.js";
import { OutputFolder } from "../../generator/write/outputFolder.js";
import { RefusedToWrite } from "../../generator/write/refusedToWrite.js";
import {
  writeOutput,
  type WriteResult,
} from "../../generator/write/writeOutput.js";
import { temporaryFolder } from "../support/temporary.js";

type Files = Readonly<Record<string, string>>;

let folder: OutputFolder;

beforeEach(async () => {
  folder = new OutputFolder(join(await temporaryFolder(), "out"));
});
afterEach(() => rm(join(folder.path, ".."), { recursive: true, force: true }));

const api: LockedApi = { id: "a:v1", revision: "1", document: "sha256:a" };

/** Generates these files, of the API `a-v1` where nothing else is said. */
async function write(
  files: Files,
  options: { readonly force?: boolean; readonly dryRun?: boolean } = {},
  removedApis: readonly string[] = [],
): Promise<WriteResult> {
  const comparison = await compareOutput(
    folder,
    new Map(Object.entries(files)),
    () => true,
  );
  return writeOutput(
    folder,
    comparison,
    {
      tool: "0.1",
      apis: new Map([["a-v1", api]]),
      removedApis,
      isComplete: true,
    },
    {
      force: false,
      dryRun: false,
      ...options,
    },
  );
}

async function statesOf(
  files: Files,
  isOurs: (path: string) => boolean = () => true,
): Promise<Readonly<Record<string, FileState>>> {
  const comparison = await compareOutput(
    folder,
    new Map(Object.entries(files)),
    isOurs,
  );
  return Object.fromEntries(
    comparison.files.map(({ path, state }) => [path, state]),
  );
}

const edit = (path: string, text: string): Promise<void> =>
  writeFile(join(folder.path, path), text);

/** Everything in the folder but the lock. */
async function onDisk(): Promise<Files> {
  const entries = await readdir(folder.path, {
    recursive: true,
    withFileTypes: true,
  }).catch(() => []);
  const files = entries
    .filter((entry) => entry.isFile() && entry.name !== lockFile)
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    await Promise.all(
      files
        .sort()
        .map(async (path) => [
          path.slice(folder.path.length + 1),
          await readFile(path, "utf8"),
        ]),
    ),
  );
}

const lockOnDisk = async () => parseLock(await folder.read(lockFile));

describe("a file is", () => {
  test("missing before it is written, and the same afterwards", async () => {
    expect(await statesOf({ "a.ts": "1" })).toEqual({ "a.ts": "missing" });
    await write({ "a.ts": "1" });
    expect(await statesOf({ "a.ts": "1" })).toEqual({ "a.ts": "same" });
  });

  test("stale where the tool would write something else now", async () => {
    await write({ "a.ts": "1" });
    expect(await statesOf({ "a.ts": "2" })).toEqual({ "a.ts": "stale" });
  });

  test("edited where it is not as the tool left it", async () => {
    await write({ "a.ts": "1" });
    await edit("a.ts", "mine");
    expect(await statesOf({ "a.ts": "1" })).toEqual({ "a.ts": "edited" });
    expect(await statesOf({ "a.ts": "2" })).toEqual({ "a.ts": "edited" });
  });

  test("edited where the tool never wrote it", async () => {
    await mkdir(folder.path);
    await edit("a.ts", "mine");
    expect(await statesOf({ "a.ts": "1" })).toEqual({ "a.ts": "edited" });
  });

  test("the same where somebody else wrote just that", async () => {
    await mkdir(folder.path);
    await edit("a.ts", "1");
    expect(await statesOf({ "a.ts": "1" })).toEqual({ "a.ts": "same" });
  });

  test("an orphan where it is no longer to be written, unless it was edited or is gone", async () => {
    await write({ "a.ts": "1", "b.ts": "1", "c.ts": "1" });
    await edit("b.ts", "mine");
    await rm(join(folder.path, "c.ts"));
    expect(await statesOf({})).toEqual({ "a.ts": "orphan", "b.ts": "edited" });
  });

  test("missing where somebody deleted it", async () => {
    await write({ "a.ts": "1" });
    await rm(join(folder.path, "a.ts"));
    expect(await statesOf({ "a.ts": "1" })).toEqual({ "a.ts": "missing" });
  });

  test("no orphan where it is another API's, and nothing where it is nobody's", async () => {
    await write({ "a-v1/x.ts": "1", "b-v1/x.ts": "1" });
    await edit("notes.md", "mine");
    expect(await statesOf({}, (path) => path.startsWith("a-v1/"))).toEqual({
      "a-v1/x.ts": "orphan",
    });
  });
});

describe("writing", () => {
  test("writes what differs, and tells what it did", async () => {
    await write({ "a.ts": "1", "b.ts": "1", "old/c.ts": "1" });
    expect(await write({ "a.ts": "1", "b.ts": "2", "new/d.ts": "1" })).toEqual({
      written: ["b.ts", "new/d.ts"],
      removed: ["old/c.ts"],
      unchanged: ["a.ts"],
    });
    expect(await onDisk()).toEqual({
      "a.ts": "1",
      "b.ts": "2",
      "new/d.ts": "1",
    });
    expect([...(await lockOnDisk()).files.keys()]).toEqual([
      "a.ts",
      "b.ts",
      "new/d.ts",
    ]);
  });

  test("twice leaves every byte alone", async () => {
    await write({ "a.ts": "1" });
    const lock = await folder.read(lockFile);
    expect(await write({ "a.ts": "1" })).toEqual({
      written: [],
      removed: [],
      unchanged: ["a.ts"],
    });
    expect(await folder.read(lockFile)).toBe(lock);
  });

  test("refuses to change an edited file, and then changes nothing at all", async () => {
    await write({ "a.ts": "1", "b.ts": "1", "c.ts": "1" });
    await edit("b.ts", "mine");
    const before = [await onDisk(), await folder.read(lockFile)];
    const writing = write({ "a.ts": "2", "b.ts": "2", "d.ts": "2" });
    await expect(writing).rejects.toThrow(RefusedToWrite);
    await expect(writing).rejects.toThrow(
      /a file was edited[^]*\n {2}.*out\/b\.ts\n[^]*--force/,
    );
    expect([await onDisk(), await folder.read(lockFile)]).toEqual(before);
  });

  test("refuses to delete an orphan that was edited", async () => {
    await write({ "a.ts": "1", "b.ts": "1" });
    await edit("b.ts", "mine");
    await expect(write({ "a.ts": "1" })).rejects.toThrow(RefusedToWrite);
    expect(await onDisk()).toEqual({ "a.ts": "1", "b.ts": "mine" });
  });

  test("refuses to write over a file that is not its own", async () => {
    await mkdir(folder.path);
    await edit("a.ts", "mine");
    await expect(write({ "a.ts": "1" })).rejects.toThrow(RefusedToWrite);
    expect(await onDisk()).toEqual({ "a.ts": "mine" });
  });

  test("names ten edited files and counts the others", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 12 }, (_, index) => [`f${10 + index}.ts`, "1"]),
    );
    await write(files);
    for (const path of Object.keys(files)) await edit(path, "mine");
    await expect(write(files)).rejects.toThrow(
      /^12 files were edited[^]*f19\.ts\n {2}and 2 more\n/,
    );
  });

  test("does so when it is forced to", async () => {
    await write({ "a.ts": "1", "b.ts": "1" });
    await edit("a.ts", "mine");
    await edit("b.ts", "mine");
    expect(await write({ "a.ts": "2" }, { force: true })).toEqual({
      written: ["a.ts"],
      removed: ["b.ts"],
      unchanged: [],
    });
    expect(await onDisk()).toEqual({ "a.ts": "2" });
    expect(await statesOf({ "a.ts": "2" })).toEqual({ "a.ts": "same" });
  });

  test("changes nothing in a dry run, and tells the same", async () => {
    await write({ "a.ts": "1", "b.ts": "1" });
    const before = [await onDisk(), await folder.read(lockFile)];
    const dry = await write({ "a.ts": "2", "c.ts": "1" }, { dryRun: true });
    expect([await onDisk(), await folder.read(lockFile)]).toEqual(before);
    expect(await write({ "a.ts": "2", "c.ts": "1" })).toEqual(dry);
  });

  test("does not even make the folder in a dry run", async () => {
    await write({ "a.ts": "1" }, { dryRun: true });
    await expect(readdir(folder.path)).rejects.toThrow("ENOENT");
  });

  test("leaves files alone that the lock does not list", async () => {
    await write({ "a/a.ts": "1" });
    await edit("a/mine.ts", "mine");
    await write({});
    expect(await onDisk()).toEqual({ "a/mine.ts": "mine" });
  });

  test("forgets a file that somebody deleted and nobody wants", async () => {
    await write({ "a.ts": "1", "b.ts": "1" });
    await rm(join(folder.path, "b.ts"));
    await write({ "a.ts": "1" });
    expect([...(await lockOnDisk()).files.keys()]).toEqual(["a.ts"]);
  });

  test("locks the APIs, and forgets those that are removed", async () => {
    await write({ "a.ts": "1" });
    expect((await lockOnDisk()).apis).toEqual(new Map([["a-v1", api]]));
    await write({ "a.ts": "1" }, {}, ["a-v1"]);
    expect((await lockOnDisk()).apis).toEqual(new Map());
  });

  test("puts the lock right where only it is out of date", async () => {
    await write({ "a.ts": "1" });
    await edit("a.ts", "2");
    await write({ "a.ts": "2" });
    expect(await statesOf({ "a.ts": "3" })).toEqual({ "a.ts": "stale" });
  });
});
