/** A disk that has no room left, for real: a file system in memory of some hundred kilobytes, where one can be mounted. */
import { execFileSync } from "node:child_process";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { json, library } from "../cli/library.js";
import { workspace, type Workspace } from "../cli/workspace.js";

let here: Workspace;
let isMounted = false;
beforeEach(async () => {
  here = await workspace();
  try {
    execFileSync(
      "mount",
      ["-t", "tmpfs", "-o", "size=1m", "tmpfs", here.folder],
      { stdio: "ignore" },
    );
    isMounted = true;
  } catch {
    // Only root may, and not everywhere.
  }
});
afterEach(async () => {
  if (isMounted) execFileSync("umount", [here.folder]);
  await here.remove();
});

function texts(): Record<string, string> {
  return Object.fromEntries(
    here
      .list("generated")
      .map((path) => [path, here.read(`generated/${path}`)]),
  );
}

/** Takes all room there is, and gives what frees it. */
async function fill(): Promise<() => Promise<void>> {
  const filler = join(here.folder, "filler");
  await writeFile(filler, Buffer.alloc(2 << 20)).catch(() => {});
  return () => rm(filler);
}

test("leaves all old files or none, and the next run writes all new ones", async ({
  skip,
}) => {
  if (!isMounted) skip("no file system can be mounted here");
  await here.write("discovery/library.json", json(library()));
  let free = await fill();
  const first = await here.spawn(["generate"]);
  expect(first.stderr).toMatch(/cannot be written to: ENOSPC.*nothing was ch/);
  expect(first.code).toBe(8);
  expect(here.has("generated")).toBe(false);
  await free();
  expect(await here.spawn(["generate"])).toMatchObject({ code: 0 });
  const before = texts();

  // All of its files get longer.
  const title = "A library ".repeat(1000);
  await here.write("discovery/library.json", json(library({ title })));
  free = await fill();
  const again = await here.spawn(["generate"]);
  expect(again.stderr).toMatch(/cannot be written to: ENOSPC.*nothing was ch/);
  expect(again.code).toBe(8);
  expect(texts()).toEqual(before);
  await free();
  expect(await here.spawn(["generate"])).toMatchObject({ code: 0 });
  expect(await here.spawn(["check"])).toMatchObject({ code: 0 });
});
