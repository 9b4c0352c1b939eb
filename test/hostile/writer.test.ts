/** The writer under attack: nothing is written, read or deleted outside of the output folder, and nothing of somebody else's in it. */
import { execFileSync } from "node:child_process";
import {
  chmod,
  lstat,
  mkdir,
  readFile,
  rm,
  stat,
  symlink,
  writeFile,
} from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../generator/model/canonicalJson.js";
import { lockFile } from "../../generator/write/lock.js";
import { library } from "../cli/library.js";
import { workspace, type Workspace } from "../cli/workspace.js";
import { OutputFolder } from "../../generator/write/outputFolder.js";
import {
  OutputChanged,
  replaceFiles,
} from "../../generator/write/replaceFiles.js";

let project: Workspace;
const at = (path: string): string => join(project.folder, path);

beforeEach(async () => {
  project = await workspace({
    "discovery/library-v1.json": JSON.stringify(library()),
    "outside/mine.ts": "mine",
  });
});
afterEach(() => project.remove());

describe("a symbolic link", () => {
  const generate = (): ReturnType<Workspace["run"]> =>
    project.run("generate", "--force");

  test.each([
    ["in place of a file", "generated/library-v1/index.ts", "outside/mine.ts"],
    ["in place of a folder", "generated/library-v1", "outside"],
    ["in place of the runtime", "generated/runtime", "outside"],
    ["in place of the lock", `generated/${lockFile}`, "outside/mine.ts"],
    [
      "in place of the staging folder",
      "generated/.discovery-codegen",
      "outside",
    ],
  ])("%s is refused", async (_where, path, target) => {
    await generate();
    const before = project.list("generated");
    await rm(at(path), { recursive: true, force: true });
    await symlink(at(target), at(path));
    const { code, stderr } = await generate();
    expect(code).toBe(8);
    expect(stderr).toMatch(/is a symbolic link/);
    expect(project.list("outside")).toEqual(["outside/mine.ts".slice(8)]);
    expect(project.read("outside/mine.ts")).toBe("mine");
    expect(before.length).toBeGreaterThan(10);
  });

  /** Does something between the last look at the files and the first rename: the signal is asked then. */
  const whenAsked = (times: number, work: () => Promise<void>): AbortSignal => {
    let asked = 0;
    const done: { work?: Promise<void> } = {};
    return {
      get aborted() {
        if (++asked === times) done.work = work();
        return false;
      },
    } as unknown as AbortSignal;
  };

  test.each([1, 2, 3])(
    "that is planted between check and write is refused (at the %s. chance)",
    async (times) => {
      const out = at("out");
      await mkdir(join(out, "a-v1"), { recursive: true });
      await writeFile(join(out, "a-v1/x.ts"), "old");
      await writeFile(join(out, "a-v1/y.ts"), "old");
      // The same files, so that their hashes are no help.
      await mkdir(at("outside/a-v1"));
      await writeFile(at("outside/a-v1/x.ts"), "old");
      await writeFile(at("outside/a-v1/y.ts"), "old");
      const { renameSync, symlinkSync } = await import("node:fs");
      const plant = (): Promise<void> => {
        renameSync(join(out, "a-v1"), at("moved"));
        symlinkSync(at("outside/a-v1"), join(out, "a-v1"));
        return Promise.resolve();
      };
      const files = ["a-v1/x.ts", "a-v1/y.ts"].map((path) => ({
        path,
        actual: "old",
        expected: "new",
      }));
      await expect(
        replaceFiles(new OutputFolder(out), files, {
          signal: whenAsked(times, plant),
        }),
      ).rejects.toThrow(/a-v1 is a symbolic link/);
      for (const name of ["x.ts", "y.ts"])
        expect(await readFile(at(`outside/a-v1/${name}`), "utf8")).toBe("old");
      expect((await lstat(join(out, "a-v1"))).isSymbolicLink()).toBe(true);
    },
  );

  test("that is planted in place of a file is replaced, not followed, or told", async () => {
    const out = at("out");
    await mkdir(join(out, "a-v1"), { recursive: true });
    await writeFile(join(out, "a-v1/x.ts"), "mine");
    const { unlinkSync, symlinkSync } = await import("node:fs");
    const plant = (): Promise<void> => {
      unlinkSync(join(out, "a-v1/x.ts"));
      symlinkSync(at("outside/mine.ts"), join(out, "a-v1/x.ts"));
      return Promise.resolve();
    };
    await replaceFiles(
      new OutputFolder(out),
      [{ path: "a-v1/x.ts", actual: "mine", expected: "new" }],
      { signal: whenAsked(2, plant) },
    ).catch((error: unknown) => {
      expect(error).toBeInstanceOf(OutputChanged);
    });
    expect(project.read("outside/mine.ts")).toBe("mine");
  });
});

describe("a lock that was edited", () => {
  test.each(["../outside/mine.ts", "../../x", "/etc/hosts", "a\\..\\..\\x"])(
    "to name %s deletes nothing, and is refused",
    async (path) => {
      await project.run("generate");
      const lock = JSON.parse(project.read(`generated/${lockFile}`)) as {
        files: Record<string, string>;
      };
      lock.files[path] = sha256("mine");
      await project.write(`generated/${lockFile}`, JSON.stringify(lock));
      for (const args of [["generate"], ["generate", "--force"], ["check"]]) {
        const { code, stderr } = await project.run(...args);
        expect(code).toBe(8);
        expect(stderr).toMatch(/leads out of the output folder/);
      }
      expect(project.read("outside/mine.ts")).toBe("mine");
    },
  );

  test.each(["__proto__", "constructor/x.ts"])(
    "to name %s is no more than a file that is not there",
    async (path) => {
      await project.run("generate");
      const text = project.read(`generated/${lockFile}`);
      await project.write(
        `generated/${lockFile}`,
        text.replace('"files": {', `"files": {\n"${path}": "sha256:0",`),
      );
      expect((await project.run("generate")).code).toBe(0);
      expect(project.read(`generated/${lockFile}`)).toBe(text);
    },
  );
});

describe("an output folder that is somebody's home, or the repository itself", () => {
  const own = {
    ".gitattributes": "* text=auto\n",
    ".ssh/id": "secret",
    "package.json": "{}",
    "runtime/own.ts": "own",
    "library-v1/own.ts": "own",
  };
  const unchanged = (): void => {
    for (const [path, text] of Object.entries(own))
      expect(project.read(path)).toBe(text);
  };

  test("keeps every file, and says which it would have to write over", async () => {
    for (const [path, text] of Object.entries(own))
      await project.write(path, text);
    const { code, stderr } = await project.run("generate", "--out", ".");
    expect(code).toBe(8);
    expect(stderr).toMatch(/nothing was changed:\n.*\.gitattributes/);
    unchanged();
    expect(project.list("library-v1")).toEqual(["own.ts"]);
  });

  test("keeps them when an API comes and goes", async () => {
    for (const [path, text] of Object.entries(own))
      if (path !== ".gitattributes") await project.write(path, text);
    expect((await project.run("generate", "--out", ".")).code).toBe(0);
    expect(project.has("library-v1/index.ts")).toBe(true);
    await project.write(
      "discovery/library-v1.json",
      JSON.stringify(library({ id: "shelf:v1", name: "shelf" })),
    );
    expect((await project.run("generate", "--out", ".")).code).toBe(0);
    expect(project.list("library-v1")).toEqual(["own.ts"]);
    expect(project.has("shelf-v1/index.ts")).toBe(true);
    await rm(at(".gitattributes"));
    for (const [path, text] of Object.entries(own))
      if (path !== ".gitattributes") expect(project.read(path)).toBe(text);
  });
});

test("files that are read-only are replaced as others are", async () => {
  await project.run("generate");
  const path = at("generated/library-v1/index.ts");
  await chmod(path, 0o444);
  await project.write(
    "discovery/library-v1.json",
    JSON.stringify(library({ title: "Another API" })),
  );
  expect((await project.run("generate")).code).toBe(0);
  expect(await readFile(path, "utf8")).toMatch("Another API");
});

test("a full disk leaves the old files, and says so", async ({ skip }) => {
  const out = at("small");
  await mkdir(out);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=640k", "tmpfs", out], {
      stdio: "ignore",
    });
  } catch {
    skip("only root can mount a small disk");
  }
  try {
    const { code } = await project.run("generate", "--out", "small");
    expect(code).toBe(0);
    const before = project.list("small");
    await writeFile(join(out, "ballast"), Buffer.alloc(1 << 20)).catch(
      (error: unknown) => {
        expect(error).toMatchObject({ code: "ENOSPC" });
      },
    );
    await project.write(
      "discovery/library-v1.json",
      JSON.stringify(library({ title: "Another API" })),
    );
    const full = await project.run("generate", "--out", "small");
    expect(full.code).toBe(8);
    expect(full.stderr).toMatch(/ENOSPC.*nothing was changed/);
    expect(project.list("small").filter((path) => path !== "ballast")).toEqual(
      before,
    );
    expect(project.read("small/library-v1/index.ts")).not.toMatch("Another");
    await rm(join(out, "ballast"));
    expect((await project.run("generate", "--out", "small")).code).toBe(0);
  } finally {
    execFileSync("umount", [out]);
  }
});

test("a pipe in place of a file is not waited for", async () => {
  await project.run("generate");
  const path = at("generated/library-v1/index.ts");
  await rm(path);
  execFileSync("mkfifo", [path]);
  for (const command of ["generate", "check"]) {
    const { code, stderr } = await project.run(command);
    expect(stderr).toMatch(/index\.ts is neither a file nor a folder/);
    expect(code).toBe(8);
  }
  expect((await stat(path)).isFIFO()).toBe(true);
}, 20_000);

test.each([
  [
    '{"__proto__": {"out": "x"}, "apis": []}',
    /there is no setting "__proto__"/,
  ],
  [
    '{"apis": [{"document": "discovery/library-v1.json", "source": "https://x.example/", "headers": {"a": "${constructor}"}}]}',
    /need the environment variable constructor/,
  ],
  [
    '{"apis": [{"document": "../../x.json", "source": "https://x.example/"}]}',
    /is outside of its folder/,
  ],
  ['{"apis": [{"document": "\\u001b[31m", "source": 1}]}', /must be a string/],
])("a hostile configuration is refused: %s", async (text, message) => {
  await project.write("discovery-codegen.json", text);
  const { code, stderr } = await project.run("fetch");
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/(?!\n)\p{C}/u);
  expect(code).toBe(2);
});

test.each([
  "-x:a/b.json",
  "--upload-pack=touch:a/b.json",
  "ext::sh -c touch:a/b.json",
])("git takes the revision %s for no option and no address", async (input) => {
  const { code, stderr } = await project.run(
    "diff",
    "--",
    input,
    "discovery/library-v1.json",
  );
  expect(code).toBe(2);
  expect(stderr).toMatch(/there is no file|no file or directory/);
  expect(project.list(".")).toHaveLength(2);
});
