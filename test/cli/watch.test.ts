/** `generate --watch`: writes again whenever what it reads has changed. */
import { spawn, type ChildProcess } from "node:child_process";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { main } from "../support/commandLine.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
let child: ChildProcess | undefined;
beforeEach(async () => {
  here = await workspace({
    "discovery/library.json": json(library()),
    "overlay.json": json([{ op: "add", path: "/title", value: "One" }]),
    "discovery-codegen.json": json({
      apis: [{ document: "discovery/library.json", overlay: "overlay.json" }],
    }),
  });
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await here.remove();
});

interface Watching {
  /** Resolves when the words that have come since the last call are there and it waits again. */
  until(words: RegExp): Promise<string>;
  /** Asks it to end, and gives its exit code. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

function startWatching(...args: readonly string[]): Watching {
  const program = spawn(
    process.execPath,
    [main, "generate", "--watch", ...args],
    { cwd: here.folder },
  );
  child = program;
  let said = "";
  const heard = new Set<() => void>();
  program.stderr.setEncoding("utf8").on("data", (text) => {
    said += text;
    for (const listener of heard) listener();
  });
  const ended = new Promise<number | null>((resolve) =>
    program.on("close", resolve),
  );
  return {
    until: (words) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!words.test(said) || !/watching \d+ files?; .*\n$/.test(said))
            return;
          heard.delete(look);
          const text = said;
          said = "";
          resolve(text);
        };
        heard.add(look);
        look();
      }),
    end: (signal) => {
      program.kill(signal);
      return ended;
    },
  };
}

test("a document, its overlay and the configuration", async () => {
  const watching = startWatching();
  await watching.until(/generated\/library-v1: 4 files/);
  const index = "generated/library-v1/index.ts";
  expect(here.read(index)).toContain("One");

  await here.write("discovery/library.json", json(library({ revision: "2" })));
  const text = await watching.until(/library-v1: 1 file/);
  expect(text).toMatch(/^changed: discovery\/library\.json\n/);
  expect(here.read(index)).toContain('"2"');

  // As editors do it: another file takes its place.
  await here.write("new", here.read("overlay.json").replace("One", "Two"));
  await rename(join(here.folder, "new"), join(here.folder, "overlay.json"));
  await watching.until(/changed: overlay\.json/);
  expect(here.read(index)).toContain("Two");

  await here.write("discovery/museum.json", json(museum()));
  const apis = ["library", "museum"].map((name) => ({
    document: `discovery/${name}.json`,
  }));
  await here.write("discovery-codegen.json", json({ apis }));
  await watching.until(/generated\/museum-v2: 4 files/);
  expect(await watching.end("SIGINT")).toBe(130);
});

test("a mistake is told, and what mends it is waited for", async () => {
  const watching = startWatching();
  await watching.until(/4 files/);
  await here.write("discovery/library.json", "{");
  await watching.until(/library\.json:1:\d+: error\[json-syntax\]/);
  await rm(join(here.folder, "discovery/library.json"));
  await watching.until(/error\[input-not-found\]/);
  const good = here.read("discovery-codegen.json");
  await here.write("discovery-codegen.json", good.replace("apis", "api"));
  await watching.until(/did you mean "apis"\?/);
  await here.write("discovery/library.json", json(library({ revision: "3" })));
  await here.write("discovery-codegen.json", good);
  await watching.until(/library:v1 revision 3 -> .*: 1 file\n/);
  await here.write("generated/library-v1/schemas.ts", "// mine\n");
  await here.write("discovery/library.json", json(library({ revision: "4" })));
  await watching.until(/edited by hand/);
  expect(here.read("generated/library-v1/schemas.ts")).toBe("// mine\n");
  expect(await watching.end("SIGTERM")).toBe(130);
});

test("a folder, in which documents come and go", async () => {
  await rm(join(here.folder, "discovery-codegen.json"));
  const watching = startWatching();
  await watching.until(/library-v1: 4 files/);
  await here.write("discovery/museum.json", json(museum()));
  await watching.until(/museum-v2: 4 files/);
  await rm(join(here.folder, "discovery/museum.json"));
  await watching.until(/removed 4 files/);
  expect(here.has("generated/museum-v2")).toBe(false);
});

describe("is refused", () => {
  test.each([
    [["--json"], "--json"],
    [["--dry-run"], "--dry-run"],
    [["-"], "- is none"],
    [["drive:v3"], "drive:v3 is none"],
    [["https://example.com/x.json"], "is none"],
  ])("with %j", async (args, said) => {
    const { code, stderr } = await here.run("generate", "--watch", ...args);
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });
});
