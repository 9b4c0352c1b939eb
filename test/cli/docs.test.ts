/** `docs`: an API's reference as files. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { DocsReport } from "../../generator/project/docs.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "library.json": json(library()),
    "discovery/museum.json": json(museum()),
  });
});
afterEach(() => here.remove());

test("writes a web site into a folder of the API", async () => {
  const { code, stdout, stderr } = await here.run("docs", "library.json");
  expect(code).toBe(0);
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /^library:v1 revision \d+ -> reference\/library-v1\/index\.html: \d+ files\n$/,
  );
  const files = here.list("reference/library-v1");
  for (const name of ["index.html", "assets/app.js", "assets/search.js"])
    expect(files).toContain(name);
  expect(files.filter((file) => file.endsWith(".md"))).toEqual([]);
});

test("writes Markdown where it is told to", async () => {
  const { code, stderr } = await here.run(
    "docs",
    "library.json",
    "--format",
    "md",
    "--out",
    "docs/api",
  );
  expect(code).toBe(0);
  expect(stderr).toContain("-> docs/api/library-v1/README.md: ");
  expect(here.read("docs/api/library-v1/README.md")).toMatch(/^# /);
});

test("without inputs takes the documents of the folder", async () => {
  const { code } = await here.run("docs", "--format", "md");
  expect(code).toBe(0);
  expect(here.has("reference/museum-v2/README.md")).toBe(true);
});

test("--dry-run tells what it would write and remove, and writes nothing", async () => {
  const would = await here.run("docs", "library.json", "--dry-run");
  expect(would.code).toBe(0);
  expect(would.stderr).toMatch(/index\.html: would write \d+ files\n$/);
  expect(here.has("reference")).toBe(false);
  await here.run("docs", "library.json");
  const before = here.list("reference");
  const { stderr } = await here.run(
    "docs",
    "library.json",
    "--format",
    "md",
    "--dry-run",
  );
  expect(stderr).toContain("README.md: would write ");
  expect(stderr).toMatch(/^would remove \d+ files that this/m);
  expect(here.list("reference")).toEqual(before);
  await here.write("reference/library-v1/index.html", "mine");
  expect((await here.run("docs", "library.json", "--dry-run")).code).toBe(8);
});

describe("--json", () => {
  const run = async (...args: readonly string[]) => {
    const { code, stdout, stderr } = await here.run(
      "docs",
      "library.json",
      "--json",
      ...args,
    );
    expect([code, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout) as DocsReport;
  };

  test("is what was written", async () => {
    const report = await run("--out", "site");
    expect(report).toMatchObject({
      out: "site",
      dryRun: false,
      apis: [
        {
          id: "library:v1",
          folder: "library-v1",
          start: "library-v1/index.html",
        },
      ],
      removed: [],
      unchanged: [],
    });
    expect(report.written.map((path) => `site/${path}`).sort()).toEqual(
      here
        .list("site")
        .filter((path) => !path.endsWith(".lock"))
        .map((path) => `site/${path}`)
        .sort(),
    );
  });

  test("is what would be, with --dry-run", async () => {
    const would = await run("--dry-run");
    expect(would.dryRun).toBe(true);
    expect(here.has("reference")).toBe(false);
    expect(await run()).toEqual({ ...would, dryRun: false });
    const again = await run("--dry-run");
    expect(again.written).toEqual([]);
    expect(again.unchanged).toEqual(would.written);
  });

  test("has the diagnostics of a document that is wrong", async () => {
    await here.write("bad.json", "{}");
    const { code, stdout } = await here.run("docs", "bad.json", "--json");
    expect(code).toBe(6);
    const { diagnostics } = JSON.parse(stdout) as {
      readonly diagnostics: readonly unknown[];
    };
    expect(diagnostics.length).toBeGreaterThan(0);
  });
});

test("says when nothing changed, and touches nothing", async () => {
  await here.run("docs", "library.json");
  const { stderr } = await here.run("docs", "library.json");
  expect(stderr).toContain("index.html: unchanged");
});

test("tells of pages that it removes: those of the other form", async () => {
  await here.run("docs", "library.json");
  const pages = here.list("reference/library-v1").length;
  const { code, stderr } = await here.run(
    "docs",
    "library.json",
    "--format",
    "md",
  );
  expect(code).toBe(0);
  expect(stderr).toContain(
    `removed ${pages} files that this reference does not have\n`,
  );
  expect(here.has("reference/library-v1/index.html")).toBe(false);
});

test("is the reference of what is chosen", async () => {
  await here.run("docs", "library.json", "--format", "md");
  const all = here.list("reference/library-v1").length;
  const { code } = await here.run(
    "docs",
    "library.json",
    "--format",
    "md",
    "--include",
    "**.list",
  );
  expect(code).toBe(0);
  expect(here.list("reference/library-v1").length).toBeLessThanOrEqual(all);
  const text = here
    .list("reference/library-v1")
    .map((file) => here.read(`reference/library-v1/${file}`))
    .join("\n");
  expect(text).toContain("### list");
  expect(text).not.toContain("### get");
});

describe("leaves alone", () => {
  test("what another API's reference is", async () => {
    await here.run("docs", "library.json");
    await here.run("docs");
    expect(here.has("reference/library-v1/index.html")).toBe(true);
    expect(here.has("reference/museum-v2/index.html")).toBe(true);
  });

  test("a page that was edited, unless it is forced", async () => {
    await here.run("docs", "library.json");
    await here.write("reference/library-v1/index.html", "mine");
    const { code, stderr } = await here.run("docs", "library.json");
    expect(code).toBe(8);
    expect(stderr).toContain("library-v1/index.html");
    expect(here.read("reference/library-v1/index.html")).toBe("mine");
    await here.run("docs", "library.json", "--force");
    expect(here.read("reference/library-v1/index.html")).not.toBe("mine");
  });
});

test("of a document that is wrong writes nothing", async () => {
  await here.write("bad.json", "{}");
  const { code } = await here.run("docs", "bad.json");
  expect(code).toBe(6);
  expect(here.has("reference")).toBe(false);
});

test("does not know other formats", async () => {
  const { code, stderr } = await here.run(
    "docs",
    "library.json",
    "--format",
    "pdf",
  );
  expect(code).toBe(2);
  expect(stderr).toContain("format");
});

describe("with docs in the configuration", () => {
  const configure = (docs: unknown, own: object = {}): Promise<void> =>
    here.write(
      "discovery-codegen.json",
      json({
        docs,
        apis: [
          { document: "library.json", ...own },
          { document: "discovery/museum.json" },
        ],
      }),
    );
  const page = "generated/library-v1/docs/README.md";
  const site = "generated/library-v1/docs/index.html";

  test("generate writes references beside the clients, and check looks at them", async () => {
    await configure(["md"]);
    await here.run("generate");
    expect(here.has(page)).toBe(true);
    expect(here.has("generated/museum-v2/docs/README.md")).toBe(true);
    expect(here.has(site)).toBe(false);
    expect((await here.run("check")).code).toBe(0);
    await here.write(page, "mine");
    const { code, stderr } = await here.run("check");
    expect(code).toBe(4);
    expect(stderr).toContain("library-v1/docs/README.md");
    expect((await here.run("generate")).code).toBe(8);
    expect((await here.run("generate", "--force")).code).toBe(0);
  });

  test("another revision makes them stale, and generate writes what differs", async () => {
    await configure(["md", "html"]);
    await here.run("generate");
    const changed = { ...library(), title: "Another title" };
    await here.write("library.json", json(changed));
    const { code, stderr } = await here.run("check");
    expect(code).toBe(4);
    expect(stderr).toContain("docs/index.html");
    await here.run("generate");
    expect(here.read(page)).toContain("# Another title");
    expect(here.read(site)).toContain("<title>Another title</title>");
    expect((await here.run("check")).code).toBe(0);
  });

  test("an API may want others, or none", async () => {
    await configure(["md"], { docs: ["html"] });
    await here.run("generate");
    expect(here.has(page)).toBe(false);
    expect(here.has(site)).toBe(true);
    await configure(["md"], { docs: [] });
    expect((await here.run("check")).code).toBe(4);
    await here.run("generate");
    expect(here.list("generated/library-v1/docs")).toEqual([]);
    expect(here.has("generated/museum-v2/docs/README.md")).toBe(true);
    expect((await here.run("check")).code).toBe(0);
  });

  test("what has not changed is not rendered again", async () => {
    await configure(["md"]);
    await here.run("generate");
    const { stderr } = await here.run("generate");
    expect(stderr.match(/unchanged/g)).toHaveLength(2);
    const { code } = await here.spawn(["check"]);
    expect(code).toBe(0);
  });

  test.each([["pdf"], "md"])("%j is none", async (docs) => {
    await configure(docs);
    const { code, stderr } = await here.run("generate");
    expect(code).toBe(2);
    expect(stderr).toMatch(/html or md|must be an array/);
  });
});
