/**
 * What a folder looks like after the process that was writing to it has been killed, could not write, or was asked to end:
 * all that is promised, and no more.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import {
  chmod,
  chown,
  cp,
  mkdir,
  readdir,
  readFile,
  rm,
  symlink,
  utimes,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { compareOutput } from "../../generator/write/compareOutput.js";
import { lockFile } from "../../generator/write/lock.js";
import { OutputFolder } from "../../generator/write/outputFolder.js";
import {
  Interrupted,
  OutputChanged,
} from "../../generator/write/replaceFiles.js";
import { RefusedToWrite } from "../../generator/write/refusedToWrite.js";
import { isInterrupted, recover } from "../../generator/write/staging.js";
import { writeOutput } from "../../generator/write/writeOutput.js";
import { seededRandom } from "../features/shuffle.js";
import { repositoryRoot, temporaryFolder } from "../support/temporary.js";
import { generationOf, runOf } from "./program/generations.mjs";

type Generation = "old" | "new";
type Tree = Readonly<Record<string, string>>;

const program = join(repositoryRoot, "test/write/program/regenerate.mjs");
const staging = ".discovery-codegen";

let root: string;
let out: string;
const trees = {} as Record<Generation, Tree>;

beforeEach(async () => {
  root = await temporaryFolder();
  out = join(root, "out");
  for (const generation of ["new", "old"] as const) {
    await rm(out, { recursive: true, force: true });
    await generate(generation);
    trees[generation] = await treeOf(out);
  }
  await mkdir(join(out, "a-v1/mine"));
  await writeFile(join(out, "a-v1/mine/notes.md"), "mine");
  await cp(out, join(root, "before"), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** Back to the old generation, with somebody else's file beside it. */
async function reset(): Promise<void> {
  await rm(out, { recursive: true });
  await cp(join(root, "before"), out, { recursive: true });
}

async function generate(
  generation: Generation,
  options: { readonly signal?: AbortSignal } = {},
): Promise<void> {
  const folder = new OutputFolder(out);
  const files = new Map(Object.entries(generationOf(generation)));
  const comparison = compareOutput(folder, files, () => true);
  await writeOutput(folder, comparison, runOf(generation), {
    force: false,
    dryRun: false,
    ...options,
  });
}

/** Every file but somebody else's. */
async function treeOf(folder: string): Promise<Tree> {
  const entries = await readdir(folder, {
    recursive: true,
    withFileTypes: true,
  });
  const paths = entries
    .filter((entry) => entry.isFile() && entry.name !== "notes.md")
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
  const texts = await Promise.all(
    paths.map(async (path) => [
      path,
      await readFile(join(folder, path), "utf8"),
    ]),
  );
  return Object.fromEntries(texts) as Tree;
}

/** Which of the two the folder has; "mixed" where it has files of both, each of them whole. */
async function stateOf(): Promise<Generation | "mixed"> {
  expect(await readFile(join(out, "a-v1/mine/notes.md"), "utf8")).toBe("mine");
  const tree = Object.entries(await treeOf(out)).filter(
    ([path]) => !path.startsWith(`${staging}/`),
  );
  const isOf = (generation: Generation): boolean =>
    JSON.stringify(Object.entries(trees[generation])) === JSON.stringify(tree);
  if (isOf("old")) return "old";
  if (isOf("new")) return "new";
  for (const [path, text] of tree)
    expect([trees.old[path], trees.new[path]], path).toContain(text);
  return "mixed";
}

interface Ended {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number | null;
  /** Milliseconds from when it was ready. */
  readonly time: number;
}

/** Regenerates in a process of its own, which ends before a call of the file system or is killed after a time. */
function regenerate(
  {
    call = 0,
    afterMs,
    before = "",
    uid,
    isAlone = false,
  }: {
    readonly call?: number;
    readonly afterMs?: number;
    /** Without the process that finishes for it. */
    readonly isAlone?: boolean;
    readonly before?: string;
    readonly uid?: number | undefined;
  } = {},
  generation: Generation = "new",
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const command = `${before} exec "$0" "$@"`;
    const words = [program, out, generation, `${call}`];
    if (isAlone) words.push("alone");
    const child = spawn(
      "bash",
      ["-c", command, process.execPath, ...words],
      uid === undefined ? {} : { uid, gid: uid },
    );
    let [stdout, stderr, begin] = ["", "", 0];
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      begin ||= performance.now();
      stdout += text;
      if (afterMs !== undefined)
        setTimeout(() => child.kill("SIGKILL"), afterMs);
    });
    child.stderr.setEncoding("utf8").on("data", (text) => (stderr += text));
    child.on("error", reject);
    child.on("close", (code) =>
      resolve({ stdout, stderr, code, time: performance.now() - begin }),
    );
  });
}

/** After a kill: what is promised at once, and what after the next run. */
async function expectPromises(): Promise<Generation | "mixed"> {
  const folder = new OutputFolder(out);
  const state = await stateOf();
  expect(isInterrupted(folder) || state !== "mixed").toBe(true);
  await recover(folder);
  expect(await readdir(out)).not.toContain(staging);
  const settled = await stateOf();
  expect(settled).toBe(state === "mixed" ? "new" : settled);
  expect(settled).not.toBe("mixed");
  await expectNextRun();
  return state;
}

/** The next run brings it wherever it is to be, and finds nothing that was edited. */
async function expectNextRun(): Promise<void> {
  await generate("new");
  expect(await stateOf()).toBe("new");
  expect(await readdir(out)).not.toContain(staging);
}

/** After a kill, without anything that runs: waits until the process that finishes has left. */
async function expectWhole(): Promise<Generation> {
  await vi.waitUntil(() => !existsSync(join(out, staging)), {
    timeout: 10_000,
    interval: 1,
  });
  const state = await stateOf();
  if (state === "mixed") throw new Error("files of both generations");
  return state;
}

describe("a process that is killed leaves a tree that is wholly old or wholly new", () => {
  test("before each call of the file system", async () => {
    const { stdout } = await regenerate();
    const calls = Number(/\d+/.exec(stdout)?.[0]);
    expect(calls).toBeGreaterThan(40);
    const states: string[] = [];
    for (let call = 1; call <= calls; call++) {
      await reset();
      const { code } = await regenerate({ call });
      expect(code, `call ${call}`).toBeNull();
      states.push(await expectWhole());
    }
    expect(states.join(" ")).toMatch(/^(?:old )+(?:new ?)+$/);
    await expectNextRun();
  }, 300_000);

  test("at 200 random moments", async () => {
    const { time } = await regenerate();
    const random = seededRandom(1);
    const seen = new Set<string>();
    for (let round = 0; round < 200; round++) {
      await reset();
      await regenerate({ afterMs: random() * time });
      seen.add(await expectWhole());
      if (round % 20 === 0) await expectNextRun();
    }
    expect([...seen]).toContain("old");
  }, 900_000);
});

describe("one that is killed together with the process that finishes leaves whole files: all old, all new, or a journal of what is missing", () => {
  test("before each call of the file system", async () => {
    const { stdout } = await regenerate({ isAlone: true });
    const calls = Number(/\d+/.exec(stdout)?.[0]);
    expect(calls).toBeGreaterThan(40);
    const states: string[] = [];
    for (let call = 1; call <= calls; call++) {
      await reset();
      const { code } = await regenerate({ call, isAlone: true });
      expect(code, `call ${call}`).toBeNull();
      states.push(await expectPromises());
    }
    // First old, then, over a handful of renames, mixed, then new.
    expect(states.join(" ")).toMatch(/^(?:old )+(?:mixed )+(?:new ?)+$/);
  }, 300_000);
});

describe("after it was killed among the renames", () => {
  /** The first call of the file system before which it is killed there. */
  let first = 1;
  beforeEach(async () => {
    for (; ; first++) {
      await regenerate({ call: first, isAlone: true });
      if ((await stateOf()) === "mixed") return;
      await reset();
    }
  });

  test("what somebody edits in between stays his", async () => {
    const [path] = Object.keys(trees.new).filter((name) =>
      name.endsWith("schemas.ts"),
    );
    await writeFile(join(out, path ?? ""), "// mine\n");
    await recover(new OutputFolder(out));
    expect(await readFile(join(out, path ?? ""), "utf8")).toBe("// mine\n");
    await expect(generate("new")).rejects.toThrow(RefusedToWrite);
    expect(await readFile(join(out, path ?? ""), "utf8")).toBe("// mine\n");
  }, 120_000);

  test("a journal that leads out of the folder is refused", async () => {
    const folder = join(out, staging);
    const [name = ""] = (await readdir(folder)).filter((file) =>
      file.endsWith(".journal"),
    );
    const text = await readFile(join(folder, name), "utf8");
    for (const wrong of [
      text.replace(/"path":"[^"]*"/, '"path":"../outside.ts"'),
      text.replace(/"staged":"[^"]*"/, '"staged":"../../outside.ts"'),
      "{}",
    ]) {
      await writeFile(join(folder, name), wrong);
      await expect(recover(new OutputFolder(out))).rejects.toThrow(
        RefusedToWrite,
      );
    }
    expect(await readdir(root)).toEqual(["before", "out"]);
  }, 120_000);
});

describe("what did not come from this tool is refused, and told where it is", () => {
  const id = "0123456789abcdef";
  const journal = JSON.stringify([
    {
      path: "a-v1/index.ts",
      before: null,
      after: "sha256:0",
      staged: `${id}.0.new`,
      backup: `${id}.0.old`,
    },
  ]);
  const old = new Date(Date.now() - 3_600_000);
  const refused = async (): Promise<void> => {
    await utimes(join(out, staging), old, old);
    await expect(generate("new")).rejects.toThrow(
      /\.discovery-codegen.*delete /,
    );
    await rm(join(out, staging), { recursive: true });
    expect(await stateOf()).toBe("old");
  };
  beforeEach(() => mkdir(join(out, staging)));

  test.each([".gitkeep", "noDot", `${id}.txt`, "x.owner"])(
    "a file called %s",
    async (name) => {
      await writeFile(join(out, staging, name), "");
      await refused();
    },
  );

  test("a folder in the place of the owner's file", async () => {
    await mkdir(join(out, staging, `${id}.owner`));
    await refused();
  });

  test("a journal that is cut off", async () => {
    await writeFile(join(out, staging, `${id}.journal`), journal.slice(0, 20));
    await refused();
  });

  test("a staged file that is a link, or another text than the journal says", async () => {
    await writeFile(join(out, staging, `${id}.journal`), journal);
    await writeFile(join(out, staging, `${id}.0.new`), "export {};");
    await refused();
    await mkdir(join(out, staging));
    await writeFile(join(out, staging, `${id}.journal`), journal);
    await symlink(
      join(root, "before/a-v1/index.ts"),
      join(out, staging, `${id}.0.new`),
    );
    await refused();
  });
});

describe("a process that cannot write leaves the old files, says so, and leaves nothing of its own", () => {
  afterEach(async () => {
    expect(await stateOf()).toBe("old");
    expect(await readdir(out)).not.toContain(staging);
  });

  // As on a full disk, the system takes a part of a file and refuses the rest.
  test("where there is no room", async () => {
    const { code, stderr } = await regenerate({ before: "ulimit -f 4;" });
    expect(stderr).toMatch(
      /cannot be written to: EFBIG.*; nothing was changed/,
    );
    expect(code).toBe(1);
  });

  describe("where it has no right to", () => {
    const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
    const give = async (mode: number, path: string): Promise<void> => {
      if (nobody !== undefined) {
        await chmod(root, 0o755);
        for (const entry of ["", ...(await readdir(out, { recursive: true }))])
          await chown(join(out, entry), nobody, nobody);
      }
      await chmod(join(out, path), mode);
    };

    test("in the folder", async () => {
      await give(0o555, "");
      const { stderr } = await regenerate({ uid: nobody });
      expect(stderr).toMatch(/cannot be written to: EACCES.*; nothing was ch/);
      await chmod(out, 0o755);
    });

    test("in one below it, which is found among the renames", async () => {
      await give(0o555, "a-v1/resources");
      const { stderr } = await regenerate({ uid: nobody });
      expect(stderr).toMatch(/cannot be written to: EACCES.*; nothing was ch/);
      await chmod(join(out, "a-v1/resources"), 0o755);
    });
  });

  test("where it is asked to end", async () => {
    const signal = AbortSignal.abort();
    await expect(generate("new", { signal })).rejects.toThrow(Interrupted);
  });

  test("where a folder stands in the place of a file", async () => {
    await mkdir(join(out, "a-v1/b.ts"));
    await expect(generate("new")).rejects.toThrow(RefusedToWrite);
    await rm(join(out, "a-v1/b.ts"), { recursive: true });
  });
});

test("a folder that it had to make is gone with what could not be written", async () => {
  await rm(out, { recursive: true });
  await regenerate({ before: "ulimit -f 4;" });
  expect(await readdir(root)).toEqual(["before"]);
});

describe("two at once", () => {
  test("come one after the other, and the last one's files stand", async () => {
    const both = [regenerate({}, "new"), regenerate({}, "old")];
    const ended = await Promise.all(both);
    for (const { code, stderr } of ended)
      if (code !== 0) expect(stderr).toContain("was changed meanwhile");
    expect(ended.map(({ code }) => code)).toContain(0);
    expect(await stateOf()).not.toBe("mixed");
    expect(await readdir(out)).not.toContain(staging);
  });

  test("what changed between the look and the writing is not written over", async () => {
    const folder = new OutputFolder(out);
    const files = new Map(Object.entries(generationOf("new")));
    const comparison = compareOutput(folder, files, () => true);
    const path = join(out, "a-v1/index.ts");
    await writeFile(path, "// mine\n");
    const writing = writeOutput(folder, comparison, runOf("new"), {
      force: true,
      dryRun: false,
    });
    await expect(writing).rejects.toThrow(OutputChanged);
    expect(await readFile(path, "utf8")).toBe("// mine\n");
    await writeFile(path, trees.old["a-v1/index.ts"] ?? "");
    expect(await stateOf()).toBe("old");
  });

  test("a lock that changed is another's run", async () => {
    const folder = new OutputFolder(out);
    const files = new Map(Object.entries(generationOf("new")));
    const comparison = compareOutput(folder, files, () => true);
    await writeFile(join(out, lockFile), "{}");
    const writing = writeOutput(folder, comparison, runOf("new"), {
      force: false,
      dryRun: false,
    });
    await expect(writing).rejects.toThrow(OutputChanged);
  });

  test("that also holds for a run which has nothing to change in the lock, and may have seen files of two states", async () => {
    const folder = new OutputFolder(out);
    await rm(join(out, "a-v1/resources/shelves.ts"));
    const files = new Map(Object.entries(generationOf("old")));
    const comparison = compareOutput(folder, files, () => true);
    await writeFile(join(out, lockFile), trees.new[lockFile] ?? "");
    const writing = writeOutput(folder, comparison, runOf("old"), {
      force: false,
      dryRun: false,
    });
    await expect(writing).rejects.toThrow(OutputChanged);
    expect(existsSync(join(out, "a-v1/resources/shelves.ts"))).toBe(false);
  });

  test("what another run has just written does not pass for an edit", async () => {
    const folder = new OutputFolder(out);
    const index = "a-v1/index.ts";
    await writeFile(join(out, index), trees.new[index] ?? "");
    const files = new Map(Object.entries(generationOf("old")));
    const comparison = compareOutput(folder, files, () => true);
    const write = (): Promise<unknown> =>
      writeOutput(folder, comparison, runOf("old"), {
        force: false,
        dryRun: false,
      });
    await expect(write()).rejects.toThrow(RefusedToWrite);
    await writeFile(join(out, lockFile), trees.new[lockFile] ?? "");
    await expect(write()).rejects.toThrow(OutputChanged);
  });
});
