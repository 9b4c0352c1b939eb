/** `diff` without names: what the documents of the configuration changed since a git revision. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DiffReport } from "../../generator/index.js";
import { runProgram } from "../support/commandLine.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "apis/discovery-codegen.json": json({
      apis: [
        { document: "library.json", include: ["books.list"] },
        { document: "museum.json" },
      ],
    }),
    "apis/library.json": json(library()),
    "apis/museum.json": json(museum()),
  });
  await git("init", "--quiet");
  await commit();
});
afterEach(() => here.remove());

async function git(...args: string[]): Promise<void> {
  const identity = ["-c", "user.name=A", "-c", "user.email=a@example.com"];
  const { code, stderr } = await runProgram("git", [...identity, ...args], {
    cwd: here.folder,
    env: { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
  });
  if (code !== 0) throw new Error(stderr);
}
async function commit(): Promise<void> {
  await git("add", "--all");
  await git("commit", "--quiet", "--message", "x");
}

const configure = (...documents: string[]): Promise<void> =>
  here.write(
    "apis/discovery-codegen.json",
    json({ apis: documents.map((document) => ({ document })) }),
  );
const drop = (path: string): Promise<void> =>
  rm(join(here.folder, path), { recursive: true });

/** From a folder below the repository's root, as in a monorepo. */
const diff = (...args: string[]) =>
  here.spawn(["diff", ...args], { cwd: `${here.folder}/apis` });
async function reports(...args: string[]): Promise<readonly DiffReport[]> {
  const { stdout } = await diff("--format", "json", ...args);
  return JSON.parse(stdout) as readonly DiffReport[];
}

/** Without one of its methods. */
function without(
  document: Record<string, unknown>,
  name: "get" | "list",
): Record<string, unknown> {
  const { resources } = structuredClone(document) as {
    resources: { books: { methods: Record<string, unknown> } };
  };
  delete resources.books.methods[name];
  return { ...document, resources, revision: "20990101" };
}

test("nothing where nothing has changed", async () => {
  expect(await diff()).toEqual({
    code: 0,
    stdout: "",
    stderr: "no document has changed since HEAD\n",
  });
  expect(await reports()).toEqual([]);
});

test("of each API what is vendored, and what breaks by exit code", async () => {
  await here.write("apis/library.json", json(without(library(), "get")));
  const spared = await diff("--fail-on", "breaking");
  expect(spared.stdout).toContain("library:v1, revision 20240101 to 20990101");
  expect(spared.code).toBe(0);

  await here.write("apis/museum.json", json(without(museum(), "get")));
  const { code, stdout } = await diff(
    "--fail-on",
    "breaking",
    "--format",
    "md",
  );
  expect(stdout).toMatch(
    /^## library:v1[^]*\n## museum:v2[^]*museum\.books\.get/m,
  );
  expect(code).toBe(5);
  const found = await reports();
  expect(found.map(({ counts: { breaking } }) => breaking > 0)).toEqual([
    false,
    true,
  ]);
});

test("since another revision", async () => {
  await here.write("apis/library.json", json(without(library(), "list")));
  await here.write(
    "apis/discovery-codegen.json",
    json({ apis: [{ document: "library.json" }] }),
  );
  await commit();
  expect(await reports()).toEqual([]);
  const [report] = await reports("--since", "HEAD~1");
  expect(report?.bump).toBe("major");
});

test("each side is mended by its own overlay", async () => {
  const config = (overlay: string): Promise<void> =>
    here.write(
      "apis/discovery-codegen.json",
      json({ apis: [{ document: "library.json", overlay }] }),
    );
  const patch = (text: string): string =>
    json([
      { op: "test", path: "/title", value: "Library API" },
      { op: "add", path: "/description", value: text },
    ]);
  await config("patch.json");
  await here.write("apis/patch.json", patch("One"));
  await commit();
  // It no longer fits the document, and the new one does not fit the old.
  await here.write("apis/library.json", json(library({ title: "Books" })));
  await here.write(
    "apis/patch.json",
    patch("Two").replace("Library API", "Books"),
  );
  const [report] = await reports();
  expect(report?.counts.breaking).toBe(0);
  expect(report?.changes.length).toBeGreaterThan(0);
});

test("an overlay that no longer applies is named with its side", async () => {
  await here.write(
    "apis/discovery-codegen.json",
    json({ apis: [{ document: "library.json", overlay: "patch.json" }] }),
  );
  await here.write(
    "apis/patch.json",
    json([{ op: "remove", path: "/nothing" }]),
  );
  await commit();
  await here.write("apis/library.json", json(library({ title: "Books" })));
  const { code, stderr } = await diff();
  expect(stderr).toContain(
    'operation 0 (remove "/nothing") of HEAD:patch.json no longer applies',
  );
  expect(stderr).toContain(
    'operation 0 (remove "/nothing") of patch.json no longer applies',
  );
  expect(code).toBe(6);
});

test("a document that is new has nothing to be compared with", async () => {
  await here.write(
    "apis/new.json",
    json(library({ id: "new:v1", name: "new" })),
  );
  await configure("library.json", "museum.json", "new.json");
  const { code, stderr, stdout } = await diff();
  expect(stderr).toBe("new: new.json\nno document has changed since HEAD\n");
  expect(stdout).toBe("");
  expect(code).toBe(0);
});

describe("a document that is gone", () => {
  const gone = "removed, which breaks its users: museum.json\n";
  test("from the disk", async () => {
    await drop("apis/museum.json");
    expect(await diff()).toEqual({ code: 0, stdout: "", stderr: gone });
    expect(await diff("--fail-on", "breaking")).toEqual({
      code: 5,
      stdout: "",
      stderr: `${gone}1 breaking change\n`,
    });
  });

  test("from the configuration", async () => {
    await configure("library.json");
    expect(await diff()).toEqual({ code: 0, stdout: "", stderr: gone });
    expect((await diff("--fail-on", "breaking")).code).toBe(5);
  });

  test("from a folder of the configuration, which has others that are none of its documents", async () => {
    await configure("all");
    for (const name of ["a.json", "b/c.json", ".d.json", "node_modules/e.json"])
      await here.write(
        `apis/all/${name}`,
        json(library({ id: `${name.at(-6)}:v1`, name: name.at(-6) })),
      );
    await here.write("apis/all/notes.md", "x");
    await commit();
    for (const name of [
      "b/c.json",
      ".d.json",
      "node_modules/e.json",
      "notes.md",
    ])
      await drop(`apis/all/${name}`);
    const { stderr } = await diff();
    expect(stderr).toBe("removed, which breaks its users: all/b/c.json\n");
  });

  test("and has another name is compared with what it was", async () => {
    await here.write("apis/elsewhere/m.json", json(without(museum(), "get")));
    await drop("apis/museum.json");
    await configure("library.json", "elsewhere/m.json");
    const { stdout, stderr } = await diff();
    expect(stderr).toBe("");
    expect(stdout).toContain("museum.books.get");
  });

  test("and never was in git is an input that is not found", async () => {
    await configure("library.json", "museum.json", "nope.json");
    const { code, stderr } = await diff();
    expect(stderr).toContain('there is no file or directory "nope.json"');
    expect(code).toBe(2);
  });
});

describe("what stands where it was is not gone", () => {
  test("under a path that is named in another way", async () => {
    await configure(`${here.folder}/apis/museum.json`, "./library.json");
    await commit();
    await configure("museum.json", "../apis/library.json");
    expect((await diff()).stderr).toBe("no document has changed since HEAD\n");
  });

  test("when two entries name it, each with its overlay", async () => {
    for (const name of ["one", "two"])
      await here.write(
        `apis/${name}.patch.json`,
        json([{ op: "add", path: "/description", value: name }]),
      );
    const entry = (name: string) => ({
      document: "library.json",
      overlay: `${name}.patch.json`,
      out: name,
    });
    const write = (...names: string[]): Promise<void> =>
      here.write(
        "apis/discovery-codegen.json",
        json({ apis: names.map(entry) }),
      );
    await write("one", "two");
    await commit();
    await write("two", "one");
    expect((await diff()).stderr).toBe("no document has changed since HEAD\n");
  });

  test("when it lies outside of the repository", async () => {
    const outside = await workspace({ "x.json": json(library()) });
    await configure("museum.json", `${outside.folder}/x.json`);
    await commit();
    await configure("museum.json");
    expect((await diff()).stderr).toBe("no document has changed since HEAD\n");
    await outside.remove();
  });
});

test("a folder that is gone is so with all its documents", async () => {
  await configure("all");
  await here.write("apis/all/a.json", json(library()));
  await here.write("apis/all/b.json", json(museum()));
  await commit();
  await drop("apis/all");
  const { stderr, code } = await diff("--fail-on", "breaking");
  expect(stderr).toBe(
    "removed, which breaks its users: all/a.json\nremoved, which breaks its users: all/b.json\n2 breaking changes\n",
  );
  expect(code).toBe(5);
});

test("a configuration that was broken in the revision is told of, and documents are compared", async () => {
  await here.write("apis/discovery-codegen.json", '{ "apis": [] }');
  await commit();
  await configure("museum.json");
  await here.write("apis/museum.json", json(without(museum(), "get")));
  const { stdout, stderr } = await diff();
  expect(stderr).toContain(
    'it is not known which documents are gone: HEAD:discovery-codegen.json:1:3: "apis" is empty',
  );
  expect(stdout).toContain("museum.books.get");
});

test("where the revision has no configuration, its documents are those of today", async () => {
  await drop("apis/discovery-codegen.json");
  await commit();
  await configure("museum.json");
  await here.write("apis/museum.json", json(without(museum(), "get")));
  const { stdout, stderr } = await diff();
  expect(stdout).toContain("museum.books.get");
  expect(stderr).toBe("");
});

describe("is refused", () => {
  test.each<[string[], string]>([
    [["one.json"], "diff takes two revisions, or none"],
    [["a.json", "b.json", "--since", "HEAD"], "diff takes two revisions"],
    [["--since", "nope"], "git knows no revision nope"],
    [["--since=--all"], "--all is no revision"],
    [["--include", "books.*"], "--include is for documents that are named"],
  ])("%j", async (args, said) => {
    const { code, stderr } = await diff(...args);
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });

  test("without a configuration", async () => {
    const { code, stderr } = await here.spawn(["diff"]);
    expect(stderr).toContain("there is no discovery-codegen.json");
    expect(code).toBe(2);
  });

  test("outside of a repository", async () => {
    const alone = await workspace({
      "discovery-codegen.json": json({ apis: [{ document: "a.json" }] }),
      "a.json": json(library()),
    });
    const env = { GIT_CEILING_DIRECTORIES: alone.folder };
    const { code, stderr } = await alone.spawn(["diff"], { env });
    expect(stderr).toMatch(/git knows no revision HEAD|not a git repository/);
    expect(code).toBe(2);
    await alone.remove();
  });
});

test("a document with errors is told with the side that has them", async () => {
  await here.write("apis/library.json", "{}");
  const { code, stderr } = await diff();
  expect(stderr).toMatch(/^library\.json:1:1: error\[/m);
  expect(code).toBe(6);
});
