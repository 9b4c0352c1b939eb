/** The command line as a process of its own: exit codes, and what goes to which stream. */
import { spawn } from "node:child_process";
import { readFile, utimes } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../generator/model/canonicalJson.js";
import { main } from "../support/commandLine.js";
import { json, library } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({ "library.json": json(library()) });
});
afterEach(() => here.remove());

test("from generate to check, by exit codes", async () => {
  const generated = await here.spawn(["generate", "library.json"]);
  expect(generated).toEqual({
    code: 0,
    stdout: "",
    stderr: expect.stringMatching(
      /^library:v1 revision 20240101 -> generated\/library-v1: 4 files\nruntime -> generated\/runtime: \d+ files\n$/,
    ) as string,
  });
  const fresh = await here.spawn(["check", "library.json"]);
  expect(fresh).toMatchObject({ code: 0, stdout: "" });

  await here.write("generated/library-v1/schemas.ts", "// mine\n");
  const edited = await here.spawn(["check", "library.json", "--json"]);
  expect(edited).toMatchObject({ code: 4, stderr: "" });
  expect(JSON.parse(edited.stdout)).toMatchObject({ fresh: false });

  const refused = await here.spawn(["generate", "library.json"]);
  expect(refused).toMatchObject({ code: 8, stdout: "" });
  expect(here.read("generated/library-v1/schemas.ts")).toBe("// mine\n");

  await here.write("library.json", "{}");
  const invalid = await here.spawn(["generate", "library.json", "--json"]);
  expect(invalid.code).toBe(6);
  expect(JSON.parse(invalid.stdout)).toMatchObject({
    diagnostics: expect.arrayContaining([
      expect.objectContaining({ code: "missing-key", severity: "error" }),
    ]) as unknown,
  });
  expect(invalid.stderr).toMatch(/library\.json:1:1: error\[/);
});

test("what is run first is one file, which loads of Node what it uses", async () => {
  const text = await readFile(main, "utf8");
  const loaded = [...text.matchAll(/^import .*|\bimport\("([^"]+)"\)/gm)];
  expect(loaded.map(([, path]) => path)).toEqual([
    "../project/configProblems.js",
    "./converse.js",
    "./run.js",
  ]);
});

test("wrong words: exit 2, and all on standard error", async () => {
  const { code, stdout, stderr } = await here.spawn(["genrate"]);
  expect(stderr).toContain("did you mean generate?");
  expect(stdout).toBe("");
  expect(code).toBe(2);
});

test("help is data: it can be piped", async () => {
  const { code, stdout, stderr } = await here.spawn(["--help"]);
  expect(stdout).toContain("Examples:");
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

test("standard input, among other inputs", async () => {
  const museum = { ...library(), id: "museum:v2", name: "museum" };
  const { stdout, code } = await here.spawn(
    ["inspect", "library.json", "-", "--json"],
    { stdin: json({ ...museum, version: "v2" }) },
  );
  const reports = JSON.parse(stdout) as { id: string }[];
  expect(reports.map(({ id }) => id)).toEqual(["library:v1", "museum:v2"]);
  expect(code).toBe(0);
});

test("standard input that ends at once", async () => {
  const { code, stderr } = await here.spawn(["generate", "-"]);
  expect(stderr).toContain("<stdin>:1:1: error[document-empty]");
  expect(code).toBe(6);
});

test("a file whose name begins with a dash", async () => {
  await here.write("-x.json", json(library()));
  const { code } = await here.run("inspect", "--", "-x.json");
  expect(code).toBe(0);
});

test("a reader of standard output may leave early", async () => {
  const child = spawn(
    process.execPath,
    [main, "inspect", "library.json", "--json"],
    { cwd: here.folder },
  );
  child.stdout.destroy();
  let stderr = "";
  child.stderr.on("data", (chunk) => (stderr += String(chunk)));
  const code = await new Promise((resolve) => child.on("close", resolve));
  expect(stderr).not.toContain("EPIPE");
  expect(code).toBe(0);
});

test.each(["stdout", "stderr"] as const)(
  "a reader of %s who leaves early does not make a check pass, or fail in another way",
  async (left) => {
    const child = spawn(
      process.execPath,
      [main, "check", "library.json", "--json", "--out", "nowhere"],
      { cwd: here.folder },
    );
    child[left].destroy();
    const other = left === "stdout" ? child.stderr : child.stdout;
    other.resume();
    const code = await new Promise((resolve) => child.on("close", resolve));
    expect(code).toBe(4);
  },
);

describe("several at once, in one folder,", () => {
  test("write one after the other, and none loses what another has written", async () => {
    const ids = ["a", "b", "c"];
    for (const name of ids)
      await here.write(
        `${name}.json`,
        json(library({ id: `${name}:v1`, name })),
      );
    const ended = await Promise.all(
      ids.map((name) => here.spawn(["generate", `${name}.json`])),
    );
    expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(
      ids.map(() => [0, expect.any(String)]),
    );
    const { stderr, code } = await here.spawn([
      "check",
      ...ids.map((name) => `${name}.json`),
    ]);
    expect(stderr).toMatch(/^fresh: /);
    expect(code).toBe(0);
  });
});

test("killed among the renames: check tells, and generate finishes", async () => {
  await here.spawn(["generate", "library.json"]);
  await here.write("library.json", json(library({ revision: "20250101" })));
  await here.spawn(["generate", "library.json", "--out", "new"]);
  const staging = "generated/.discovery-codegen";
  const id = "0123456789abcdef";
  const changed = here
    .list("new")
    .filter(
      (path) => here.read(`new/${path}`) !== here.read(`generated/${path}`),
    );
  expect(changed).toEqual(["discovery-codegen.lock", "library-v1/index.ts"]);
  const entries = changed.map((path, index) => ({
    path,
    before: sha256(here.read(`generated/${path}`)),
    after: sha256(here.read(`new/${path}`)),
    staged: `${id}.${index}.new`,
    backup: `${id}.${index}.old`,
  }));
  for (const { path, staged } of entries)
    await here.write(`${staging}/${staged}`, here.read(`new/${path}`));
  await here.write(`${staging}/${id}.journal`, JSON.stringify(entries));
  // Whoever left it without a name is gone when it is no longer new.
  const old = new Date(Date.now() - 10_000);
  await utimes(join(here.folder, staging), old, old);

  const args = ["check", "library.json"];
  const told = await here.spawn(args);
  expect(told.stderr).toMatch(/^interrupted: .* run generate/);
  expect(told.code).toBe(4);
  const { stdout } = await here.spawn([...args, "--json"]);
  expect(JSON.parse(stdout)).toMatchObject({ fresh: false, interrupted: true });

  expect(await here.spawn(["generate", "library.json"])).toMatchObject({
    code: 0,
    stderr: "library:v1 revision 20250101 -> generated/library-v1: unchanged\n",
  });
  expect(here.has(staging)).toBe(false);
  for (const path of here.list("new"))
    expect(here.read(`generated/${path}`), path).toBe(here.read(`new/${path}`));
});
