/** `diff`: what changed between two revisions, for people, pull requests and programs. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DiffReport } from "../../generator/index.js";
import { runProgram } from "../support/commandLine.js";
import { loopback } from "../support/loopback.js";
import { json, library } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

/** A revision that takes a method away, and lets a title come. */
function nextRevision(): Record<string, unknown> {
  const { resources, schemas, ...rest } = library() as {
    resources: { books: { methods: { list: object } } };
    schemas: { Book: { properties: object } };
  };
  const { list } = resources.books.methods;
  const properties = {
    ...schemas.Book.properties,
    title: { type: "string" },
  };
  return {
    ...rest,
    revision: "20250101",
    resources: { books: { methods: { list } } },
    schemas: { ...schemas, Book: { ...schemas.Book, properties } },
  };
}

/** Runs git without what a user or a system has set. */
async function git(folder: string, ...args: string[]): Promise<void> {
  const identity = ["-c", "user.name=test", "-c", "user.email=test@localhost"];
  const { code, stderr } = await runProgram("git", [...identity, ...args], {
    cwd: folder,
    env: { GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
  });
  if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
}

let here: Workspace;
beforeAll(async () => {
  here = await workspace({
    "old.json": json(library()),
    "new.json": json(nextRevision()),
    "discovery/library.json": json(library()),
  });
  await git(here.folder, "init", "--quiet");
  await git(here.folder, "add", "discovery");
  await git(here.folder, "commit", "--quiet", "--message", "old");
  await here.write("discovery/library.json", json(nextRevision()));
});
afterAll(() => here.remove());

const diff = (...args: string[]) => here.run("diff", ...args);

/** What `--format json` says of the two documents. */
async function report(...args: string[]): Promise<DiffReport> {
  const { stdout } = await diff(...args, "--format", "json");
  return JSON.parse(stdout) as DiffReport;
}

test("as text, on standard output", async () => {
  const { code, stdout } = await diff("old.json", "new.json");
  expect(stdout).toMatchInlineSnapshot(`
    "library:v1, revision 20240101 to 20250101
    1 breaking, 1 compatible, 0 docs; suggested version bump: major

    Breaking: 1

      Method removed [method-removed]
      wire: The server no longer knows the method.
      TypeScript: Calls do not compile.
        library.books.get  - GET v1/{+name}

    Compatible: 1

      Property added [property-added]
        Book.title  + string  in library.books.get, library.books.list
    "
  `);
  expect(code).toBe(0);
});

test("as JSON, alone on standard output", async () => {
  const found = await report("old.json", "new.json");
  expect(found).toMatchObject({
    format: 1,
    old: { id: "library:v1", revision: "20240101" },
    new: { id: "library:v1", revision: "20250101" },
    notes: [],
    bump: "major",
    counts: { breaking: 1, compatible: 1, docs: 0 },
  });
  expect(found.changes).toEqual([
    {
      code: "method-removed",
      level: "breaking",
      breaks: ["wire", "typescript"],
      where: { kind: "method", method: "library.books.get" },
      old: "GET v1/{+name}",
      new: "",
      why: "The server no longer knows the method. Calls do not compile.",
      methods: null,
    },
    {
      code: "property-added",
      level: "compatible",
      breaks: [],
      where: { kind: "property", schema: "Book", property: "title" },
      old: "",
      new: "string",
      why: "",
      methods: {
        count: 2,
        some: ["library.books.get", "library.books.list"],
      },
    },
  ]);
});

test("as Markdown, for a pull request", async () => {
  const { stdout } = await diff("old.json", "new.json", "--format", "md");
  expect(stdout).toContain("## library:v1, revision 20240101 to 20250101\n");
  expect(stdout).toContain("| library.books.get | GET v1/\\{\\+name\\} |  |\n");
  expect(stdout).toContain("<details><summary>Compatible (1)</summary>\n");
});

describe("the exit code", () => {
  test("is 5 with --fail-on breaking where something breaks, and the report is the same", async () => {
    const { stdout } = await diff("old.json", "new.json");
    const failed = await diff("old.json", "new.json", "--fail-on", "breaking");
    expect(failed.code).toBe(5);
    expect(failed.stdout).toBe(stdout);
    expect(failed.stderr).toBe("1 breaking change\n");
  });

  test("is 0 where nothing breaks", async () => {
    const same = await diff("old.json", "old.json", "--fail-on", "breaking");
    expect(same.stdout).toBe(
      "library:v1, revision 20240101 to 20240101\nno changes; suggested version bump: none\n",
    );
    expect(same.code).toBe(0);
    const narrow = ["--include", "books.list", "--fail-on", "breaking"];
    expect((await diff("old.json", "new.json", ...narrow)).code).toBe(0);
  });

  test("is 2 for wrong words", async () => {
    for (const args of [
      ["old.json"],
      ["old.json", "new.json", "old.json"],
      ["old.json", "new.json", "--format", "xml"],
      ["old.json", "new.json", "--fail-on", "docs"],
      ["-", "-"],
    ])
      expect({ args, code: (await diff(...args)).code }).toEqual({
        args,
        code: 2,
      });
  });

  test("is 6 for a document that is none, whose problems are told", async () => {
    await here.write("broken.json", "{}");
    const { code, stderr } = await diff("old.json", "broken.json");
    expect(stderr).toContain("broken.json:1:1: error");
    expect(code).toBe(6);
  });
});

describe("a document in git", () => {
  test("is REV:PATH, from the repository's root or the current folder", async () => {
    const file = "discovery/library.json";
    for (const old of [`HEAD:${file}`, `HEAD:./${file}`, `:${file}`]) {
      const { changes } = await report(old, file);
      expect(changes.map(({ code }) => code)).toEqual([
        "method-removed",
        "property-added",
      ]);
    }
  });

  test("that is not there is told in git's words", async () => {
    for (const [input, reason] of [
      ["HEAD:discovery/none.json", "does not exist in 'HEAD'"],
      ["nowhere:discovery/library.json", "invalid object name 'nowhere'"],
      ["HEAD:discovery/", "there is no file"],
    ] as const) {
      const { code, stderr } = await diff(input, "new.json");
      expect(stderr).toContain(`error: there is no file "${input}", and git`);
      expect(stderr).toContain(reason);
      expect(code).toBe(2);
    }
  });

  test("is never an option or a command", async () => {
    for (const input of [
      "--output=evil:x.json",
      "HEAD:$(touch evil).json",
      "HEAD:x.json;touch evil.json",
      "--upload-pack=touch evil:x.json",
    ])
      expect((await diff("old.json", "--", input)).code).toBe(2);
    expect(here.list(".").filter((path) => path.includes("evil"))).toEqual([]);
  });

  test("goes behind a file of that name", async () => {
    await here.write("HEAD:discovery/library.json", json(nextRevision()));
    const { changes } = await report("HEAD:discovery/library.json", "new.json");
    expect(changes).toEqual([]);
    await here.write("HEAD:discovery/library.json", "");
  });

  test("is told plainly where there is no git", async () => {
    const { code, stderr } = await here.spawn(
      ["diff", "HEAD:discovery/other.json", "new.json"],
      { env: { PATH: here.folder } },
    );
    expect(stderr).toContain("git cannot be run");
    expect(code).toBe(2);
  });
});

describe("a document from elsewhere", () => {
  test("is standard input", async () => {
    const { code, stdout } = await here.spawn(
      ["diff", "-", "new.json", "--format", "json"],
      { stdin: json(library()) },
    );
    expect((JSON.parse(stdout) as DiffReport).counts.breaking).toBe(1);
    expect(code).toBe(0);
  });

  test("is at a URL", async () => {
    const server = await loopback(() => ({ body: nextRevision() }));
    try {
      const { counts } = await report("old.json", `${server.url}rest`);
      expect(counts.breaking).toBe(1);
    } finally {
      await server.close();
    }
  });
});

test("a folder of several documents is none", async () => {
  await here.write("several/a.json", json(library()));
  await here.write("several/b.json", json(library()));
  const { code, stderr } = await diff("several", "new.json");
  expect(stderr).toContain("diff compares two documents");
  expect(code).toBe(2);
});

test("an overlay mends both", async () => {
  const patch = [{ op: "remove", path: "/resources/books/methods/get" }];
  await here.write("overlay.json", json(patch));
  const { code, stderr } = await diff(
    "old.json",
    "new.json",
    "--overlay",
    "overlay.json",
  );
  expect(stderr).toContain("new.json");
  expect(stderr).toContain("no longer applies");
  expect(code).toBe(6);
  const same = ["old.json", "discovery/../old.json"] as const;
  expect((await report(...same, "--overlay", "overlay.json")).counts).toEqual({
    breaking: 0,
    compatible: 0,
    docs: 0,
  });
});

test("as a page of its own, which a browser opens", async () => {
  const { code, stdout } = await here.run(
    "diff",
    "old.json",
    "new.json",
    "--format",
    "html",
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(/^<!doctype html>\n[^]*<\/html>\n$/);
  expect(stdout).toContain("Method removed");
});
