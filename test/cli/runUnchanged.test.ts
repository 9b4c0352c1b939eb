/** The short way of a plain `check` or `generate`: it answers only where the long way would say just the same. */
import { cp, mkdir, rename, rm, stat, symlink, utimes } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  vi,
} from "vitest";
import { runUnchanged } from "../../generator/cli/runUnchanged.js";
import { OutputFolder } from "../../generator/write/outputFolder.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

const config = {
  apis: [
    { document: "discovery/library.json", overlay: "overlay.json" },
    { document: "discovery/museum.json", include: ["**.list"], out: "other" },
  ],
};

/** A project after `generate`. */
async function generated(names: readonly string[]): Promise<Workspace> {
  const more = names.map((name) => `discovery/${name}.json`);
  const project = await workspace({
    "discovery-codegen.json": json({
      apis: [...config.apis, ...more.map((document) => ({ document }))],
    }),
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
    ...Object.fromEntries(
      names.map((name, index) => [
        more[index],
        json(library({ name, id: `${name}:v1` })),
      ]),
    ),
    "overlay.json": json([{ op: "add", path: "/title", value: "T" }]),
  });
  const { code } = await project.run("generate");
  expect(code).toBe(0);
  return project;
}

let original: Workspace;
let here: Workspace;
beforeAll(async () => {
  original = await generated([]);
});
beforeEach(async () => {
  here = await workspace();
  await cp(original.folder, here.folder, { recursive: true });
});
afterEach(() => here.remove());
afterAll(() => original.remove());

/** What the short way says; undefined where it leaves all to the long one. */
async function short(...args: string[]): Promise<string | undefined> {
  const before = process.cwd();
  let said = "";
  process.chdir(here.folder);
  try {
    const code = await runUnchanged(args, {
      stdin: (async function* () {})(),
      stdout: (text) => (said += text),
      stderr: (text) => (said += text),
      isInteractive: false,
      hasColour: false,
      columns: 80,
    });
    if (code === undefined) expect(said).toBe("");
    return code === undefined ? undefined : said;
  } finally {
    process.chdir(before);
  }
}

test.each(["check", "generate"])(
  "of %s says what the long one does",
  async (name) => {
    const { stderr, code } = await here.run(name);
    expect(code).toBe(0);
    expect(stderr).not.toBe("");
    expect(await short(name)).toBe(stderr);
    const spawned = await here.spawn([name]);
    expect(spawned).toEqual({ code: 0, stdout: "", stderr });
  },
);

test("holds without a configuration, for all of discovery/", async () => {
  await rm(join(here.folder, "discovery-codegen.json"));
  await here.run("generate", "--out", "generated", "--force");
  const { stderr } = await here.run("check");
  expect(await short("check")).toBe(stderr);
});

test.each([[], ["check", "--json"], ["check", "discovery"], ["fetch"]])(
  "is not for other words: %j %j",
  async (...args) => {
    expect(await short(...args)).toBeUndefined();
  },
);

/** Each makes what was generated another than what would be generated now. */
const at = (path: string): string => join(here.folder, path);
const replace = async (
  path: string,
  from: string | RegExp,
  to: string,
): Promise<void> => {
  const text = here.read(path);
  expect(text.replace(from, to)).not.toBe(text);
  await here.write(path, text.replace(from, to));
};
const lock = "generated/discovery-codegen.lock";
const changes: Readonly<Record<string, () => Promise<unknown>>> = {
  "a document has another byte": () =>
    here.write("discovery/museum.json", `${json(museum())} `),
  "a document is gone": () => rm(at("discovery/museum.json")),
  "the overlay says something else": () => here.write("overlay.json", "[]"),
  "the overlay is gone": () => rm(at("overlay.json")),
  "the configuration wants other methods": () =>
    replace("discovery-codegen.json", "**.list", "**.get"),
  "the configuration has a key that there is not": () =>
    replace("discovery-codegen.json", '"include"', '"includes"'),
  "the configuration is no JSON": () =>
    here.write("discovery-codegen.json", "{"),
  "the configuration names one API less": () =>
    here.write(
      "discovery-codegen.json",
      json({ apis: config.apis.slice(0, 1), out: "other" }),
    ),
  "a file was edited": () =>
    here.write("generated/library-v1/index.ts", "// mine\n"),
  "a file of the runtime was": () =>
    here.write("generated/runtime/index.ts", "// mine\n"),
  "a file is missing": () => rm(at("other/museum-v2/index.ts")),
  "a link stands in the place of a file": async () => {
    await rename(at("generated/runtime/index.ts"), at("index.ts"));
    await symlink(at("index.ts"), at("generated/runtime/index.ts"));
  },
  "a link stands in the place of a folder": async () => {
    await rename(at("generated/runtime"), at("runtime"));
    await symlink(at("runtime"), at("generated/runtime"));
  },
  "a folder stands in the place of a file": async () => {
    await rm(at("generated/runtime/index.ts"));
    await mkdir(at("generated/runtime/index.ts"));
  },
  "the output is gone": () => rm(at("other"), { recursive: true }),
  "the lock is gone": () => rm(at(lock)),
  "the lock is no lock": () => here.write(lock, "<<<<<<<"),
  "the lock lacks a file of an API": () =>
    replace(lock, /^.*library-v1\/index\.ts.*\n/m, ""),
  "the lock lacks a file that all share": () =>
    replace(lock, /^.*runtime\/index\.ts.*\n/m, ""),
  "the lock has a file that is no longer wanted": async () => {
    await here.write("generated/old-v1/index.ts", "");
    const empty =
      "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    await replace(
      lock,
      '    "runtime/',
      `    "old-v1/index.ts": "${empty}",\n    "runtime/`,
    );
  },
  "the lock is of another state of the tool": () =>
    replace(lock, '"inputs":"sha256:', '"inputs":"sha256:0'),
  "the lock is of before there were digests": () =>
    replace(lock, /,"inputs":"[^}]*"\}/, "}"),
};

describe("is left", () => {
  test.each(Object.entries(changes))("where %s", async (_name, change) => {
    expect(await short("check")).toBeDefined();
    await change();
    expect(await short("check")).toBeUndefined();
    expect(await short("generate")).toBeUndefined();
  });
});

describe("with many files, whose states are kept,", () => {
  const cache = "node_modules/.cache/discovery-codegen";
  const hashed = vi.spyOn(OutputFolder.prototype, "hasAll");
  let large: Workspace;
  beforeAll(async () => {
    large = await generated(
      Array.from({ length: 40 }, (_, index) => `more${index}`),
    );
    await large.write("node_modules/.keep", "");
  });
  afterAll(async () => {
    hashed.mockRestore();
    await large.remove();
  });
  beforeEach(() => cp(large.folder, here.folder, { recursive: true }));
  /** A state is kept once files have been left alone for a while. */
  const keepStates = async (): Promise<void> => {
    await vi.waitFor(async () => {
      expect(await short("check")).toBeDefined();
      expect(here.list(cache)).toHaveLength(1);
    });
    hashed.mockClear();
  };

  test("no file is read again", async () => {
    await keepStates();
    const { stderr } = await here.run("check");
    hashed.mockClear();
    expect(await short("check")).toBe(stderr);
    expect(await short("generate")).toBeDefined();
    expect(hashed).not.toHaveBeenCalled();
  });

  test.each(Object.entries(changes))(
    "is left where %s",
    async (_name, change) => {
      await keepStates();
      await change();
      expect(await short("check")).toBeUndefined();
      expect(await short("generate")).toBeUndefined();
    },
  );

  test("an edit is seen that leaves a file's size and time as they were", async () => {
    await keepStates();
    const path = at("generated/library-v1/index.ts");
    const { atime, mtime, size } = await stat(path);
    await here.write(
      "generated/library-v1/index.ts",
      here.read("generated/library-v1/index.ts").replace("//", "/*"),
    );
    await utimes(path, atime, mtime);
    expect((await stat(path)).size).toBe(size);
    expect(await short("check")).toBeUndefined();
  });

  test("what has only been touched is read once more, and kept again", async () => {
    await keepStates();
    await utimes(at("discovery/museum.json"), new Date(), new Date());
    expect(await short("check")).toBeDefined();
    expect(hashed).toHaveBeenCalled();
    await setTimeout(150);
    await short("check");
    hashed.mockClear();
    await short("check");
    expect(hashed).not.toHaveBeenCalled();
  });

  test.each(["", "0".repeat(64), "\0\uffff"])(
    "a broken record of them is as none: %j",
    async (text) => {
      await keepStates();
      const [name = ""] = here.list(cache);
      const before = here.read(join(cache, name));
      await here.write(join(cache, name), text);
      expect(await short("check")).toBeDefined();
      expect(hashed).toHaveBeenCalled();
      expect(here.read(join(cache, name))).toBe(before);
    },
  );

  test("where they cannot be kept, the answer is the same", async () => {
    await keepStates();
    await rm(at("node_modules/.cache"), { recursive: true });
    await here.write("node_modules/.cache", "a file");
    expect(await short("check")).toBeDefined();
    expect(await short("check")).toBeDefined();
    expect(hashed).toHaveBeenCalledTimes(4);
  });
});
