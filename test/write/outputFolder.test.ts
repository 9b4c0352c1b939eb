import {
  mkdir,
  readFile,
  readdir,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join, resolve } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { OutputFolder } from "../../generator/write/outputFolder.js";
import { RefusedToWrite } from "../../generator/write/refusedToWrite.js";
import { temporaryFolder } from "../support/temporary.js";

/** Holds `out/`, which may be written to, and what must stay as it is beside it. */
let root: string;
let folder: OutputFolder;

beforeEach(async () => {
  root = await temporaryFolder();
  await writeFile(join(root, "outside.ts"), "outside");
  folder = new OutputFolder(join(root, "out"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const allFiles = async (): Promise<readonly string[]> =>
  (await readdir(root, { recursive: true })).sort();

test("writes a file and the folders above it, and reads it again", async () => {
  expect(folder.read("a/b/c.ts")).toBeNull();
  await folder.write("a/b/c.ts", "text: ä\n");
  expect(folder.read("a/b/c.ts")).toBe("text: ä\n");
  expect(await readFile(join(root, "out/a/b/c.ts"), "utf8")).toBe("text: ä\n");
});

test("is an absolute path, whatever it was given", () => {
  expect(new OutputFolder("some/out/").path).toBe(resolve("some/out"));
});

test("puts a file in place of another, and leaves no temporary file", async () => {
  await folder.write("a.ts", "old");
  await folder.write("a.ts", "new");
  expect(await readdir(join(root, "out"))).toEqual(["a.ts"]);
  expect(folder.read("a.ts")).toBe("new");
});

test("leaves no temporary file where a file cannot be put in place", async () => {
  await mkdir(join(root, "out/a.ts/full"), { recursive: true });
  await expect(folder.write("a.ts", "text")).rejects.toThrow();
  expect(await readdir(join(root, "out"))).toEqual(["a.ts"]);
});

test("readers see the old text or the new one, never a part", async () => {
  const texts = ["a", "b"].map((letter) => letter.repeat(500_000));
  await folder.write("a.ts", texts[0] ?? "");
  let isDone = false;
  const reading = (async () => {
    while (!isDone) {
      expect(texts).toContain(folder.read("a.ts"));
      await turn();
    }
  })();
  for (let round = 0; round < 20; round++)
    await folder.write("a.ts", texts[round % 2] ?? "");
  isDone = true;
  await reading;
});

describe("refuses", () => {
  test.each([
    "../outside.ts",
    "a/../../outside.ts",
    "..",
    ".",
    "",
    "/etc/passwd",
    "a//b.ts",
    "a/./b.ts",
    "a/",
    "a\\b.ts",
    "..\\outside.ts",
    "C:\\x.ts",
    "C:x.ts",
    "a.ts\0",
    "file:///etc/passwd",
  ])("the path %j, whatever is to be done", async (path) => {
    await expect(folder.write(path, "x")).rejects.toThrow(RefusedToWrite);
    expect(() => folder.read(path)).toThrow(RefusedToWrite);
    await expect(folder.remove(path)).rejects.toThrow(RefusedToWrite);
    expect(await allFiles()).toEqual(["outside.ts"]);
  });

  test("a symbolic link in place of a file", async () => {
    await mkdir(folder.path);
    await symlink(join(root, "outside.ts"), join(folder.path, "a.ts"));
    for (const work of [
      () => folder.write("a.ts", "x"),
      async () => folder.read("a.ts"),
      () => folder.remove("a.ts"),
    ])
      await expect(work()).rejects.toThrow("a.ts is a symbolic link");
    expect(await readFile(join(root, "outside.ts"), "utf8")).toBe("outside");
  });

  test("a symbolic link that leads nowhere", async () => {
    await mkdir(folder.path);
    await symlink(join(root, "made.ts"), join(folder.path, "a.ts"));
    await expect(folder.write("a.ts", "x")).rejects.toThrow(RefusedToWrite);
    expect(await allFiles()).not.toContain("made.ts");
  });

  test("a symbolic link in place of a folder", async () => {
    await mkdir(folder.path);
    await symlink(root, join(folder.path, "linked"));
    await expect(folder.write("linked/outside.ts", "x")).rejects.toThrow(
      "linked is a symbolic link",
    );
    await expect(folder.write("linked/new/x.ts", "x")).rejects.toThrow(
      RefusedToWrite,
    );
    await expect(folder.remove("linked/outside.ts")).rejects.toThrow(
      RefusedToWrite,
    );
    expect(await readFile(join(root, "outside.ts"), "utf8")).toBe("outside");
  });

  test("to read a folder as a file", async () => {
    await folder.write("a/b.ts", "x");
    expect(() => folder.read("a")).toThrow(RefusedToWrite);
  });
});

test("may be a symbolic link itself: the user said so", async () => {
  await mkdir(join(root, "real"));
  await symlink(join(root, "real"), join(root, "link"));
  await new OutputFolder(join(root, "link")).write("a.ts", "x");
  expect(await readFile(join(root, "real/a.ts"), "utf8")).toBe("x");
});

test("a file in the place of a folder is refused before anything is written", async () => {
  await folder.write("a.ts", "x");
  expect(() => folder.read("a.ts/b.ts")).toThrow(
    "a.ts is a file, where a folder is to be",
  );
  expect(() =>
    new OutputFolder(join(folder.path, "a.ts")).read("b.ts"),
  ).toThrow(/a\.ts is a file, where a folder is to be/);
});

test("line ends that version control made are not read as a change", async () => {
  await folder.write("crlf.ts", "a\r\nb\r\n");
  expect(folder.read("crlf.ts")).toBe("a\nb\n");
});

describe("removing a file", () => {
  test("takes the folders along that are empty then, but not the output folder", async () => {
    await folder.write("a/b/c.ts", "x");
    await folder.write("a/d.ts", "x");
    await folder.remove("a/b/c.ts");
    expect(await allFiles()).toEqual([
      "out",
      "out/a",
      "out/a/d.ts",
      "outside.ts",
    ]);
    await folder.remove("a/d.ts");
    expect(await allFiles()).toEqual(["out", "outside.ts"]);
  });

  test("is an error where there is none", async () => {
    await expect(folder.remove("a.ts")).rejects.toThrow("ENOENT");
  });
});
