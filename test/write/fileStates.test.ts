/** When files' states are kept, and where; what they tell is in test/cli/runUnchanged.test.ts. */
import { mkdir, rm, utimes, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FileStates, stateFile } from "../../generator/write/fileStates.js";
import { repositoryRoot, temporaryFolder } from "../support/temporary.js";

let root: string;
let file: string;
let kept: string;
beforeEach(async () => {
  root = await temporaryFolder();
  file = join(root, "a.ts");
  kept = join(root, "cache/kept");
  await writeFile(file, "text");
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Whether the file's state is known; it is kept if it may be. */
function isKnown(): boolean {
  const states = new FileStates();
  states.addInput(file);
  const isKept = states.areKept(kept);
  states.keep(kept);
  return isKept;
}

test("a file that was written just now is not kept: it could change and have the same time", async () => {
  expect(isKnown()).toBe(false);
  expect(existsSync(kept)).toBe(false);
  await setTimeout(150);
  expect(isKnown()).toBe(false);
  expect(isKnown()).toBe(true);
});

test("where a time is of whole seconds, it may be coarse, and just now is longer", async () => {
  const seconds = Math.floor(Date.now() / 1000) - 100;
  await utimes(file, seconds, seconds);
  await setTimeout(150);
  expect(isKnown()).toBe(false);
  expect(isKnown()).toBe(false);
  await setTimeout(3000);
  expect(isKnown()).toBe(false);
  expect(isKnown()).toBe(true);
});

test("a file of the future is not kept", async () => {
  const seconds = Date.now() / 1000 + 100.5;
  await utimes(file, seconds, seconds);
  await setTimeout(150);
  expect(isKnown()).toBe(false);
  expect(isKnown()).toBe(false);
});

test("a folder is another when it was replaced, not when something was put into it", async () => {
  const folder = join(root, "folder");
  await mkdir(folder);
  const states = (): FileStates => {
    const found = new FileStates();
    found.addFolder(folder);
    return found;
  };
  states().keep(kept);
  await writeFile(join(folder, "b.ts"), "");
  expect(states().areKept(kept)).toBe(true);
  await rm(folder, { recursive: true });
  expect(states().areKept(kept)).toBe(false);
  await writeFile(folder, "");
  expect(states().areKept(kept)).toBe(false);
});

test("they are kept in the nearest node_modules, else in the tool's", async () => {
  const below = join(root, "packages/a");
  await mkdir(below, { recursive: true });
  const cache = "node_modules/.cache/discovery-codegen";
  const folderOf = (project: string): string =>
    dirname(stateFile(project) ?? "");
  expect(folderOf(below)).toBe(join(repositoryRoot, cache));
  await mkdir(join(root, "node_modules"));
  expect(folderOf(below)).toBe(join(root, cache));
  expect(stateFile(below)).not.toBe(stateFile(root));
});
