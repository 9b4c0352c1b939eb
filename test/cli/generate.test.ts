/** `generate`: inputs, output, what it says and how it ends. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../../generator/model/canonicalJson.js";
import { loopback } from "../support/loopback.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "library.json": json(library()),
    "museum.json": json(museum()),
  });
});
afterEach(() => here.remove());

/** What every output has, without the runtime. */
const own = (...folders: string[]): string[] =>
  [
    ".gitattributes",
    "discovery-codegen.lock",
    ...folders.flatMap((folder) =>
      ["index.ts", "parameters.ts", "resources/books.ts", "schemas.ts"].map(
        (file) => `${folder}/${file}`,
      ),
    ),
  ].sort();
const written = (out: string): string[] =>
  here.list(out).filter((path) => !path.startsWith("runtime/"));

describe("inputs", () => {
  test("a file", async () => {
    const { code, stdout, stderr } = await here.run("generate", "library.json");
    expect(stderr).toMatch(
      /^library:v1 revision 20240101 -> generated\/library-v1: 4 files\nruntime -> generated\/runtime: \d+ files\n$/,
    );
    expect(stdout).toBe("");
    expect(code).toBe(0);
    expect(written("generated")).toEqual(own("library-v1"));
    expect(here.list("generated/runtime")).toContain("index.ts");
    expect(here.read("generated/library-v1/index.ts")).toContain(
      "export class Library {",
    );
  });

  test("a file, for the user's compiler to check", async () => {
    await here.run("generate", "library.json");
    const path = "generated/library-v1/schemas.ts";
    const unchecked = here.read(path);
    expect(unchecked.split("\n")[2]).toMatch(/^\/\/ @ts-nocheck: /);
    const options = ["library.json", "--type-check"];
    expect(await here.run("check", ...options)).toMatchObject({ code: 4 });
    expect(await here.run("generate", ...options)).toMatchObject({ code: 0 });
    expect(here.read(path)).toBe(unchecked.replace(/\/\/ @ts-.*\n/, ""));
    expect(await here.run("check", ...options)).toMatchObject({ code: 0 });
    expect(await here.run("check", "library.json")).toMatchObject({ code: 4 });
  });

  test("several files", async () => {
    const { code } = await here.run("generate", "museum.json", "library.json");
    expect(code).toBe(0);
    expect(written("generated")).toEqual(own("library-v1", "museum-v2"));
  });

  test("a folder: every JSON file below", async () => {
    await here.write("docs/a/library.json", json(library()));
    await here.write("docs/museum.json", json(museum()));
    await here.write("docs/README.md", "no document");
    const { code } = await here.run("generate", "docs");
    expect(code).toBe(0);
    expect(written("generated")).toEqual(own("library-v1", "museum-v2"));
  });

  test("standard input", async () => {
    const { code, stderr } = await here.spawn(
      ["generate", "-", "--out", "src/google"],
      { stdin: json(library()) },
    );
    expect(stderr).toMatch(
      /^library:v1 revision 20240101 -> src\/google\/library-v1: 4 files\nruntime -> src\/google\/runtime: \d+ files\n$/,
    );
    expect(code).toBe(0);
    expect(written("src/google")).toEqual(own("library-v1"));
  });

  test("a URL", async () => {
    const server = await loopback(() => ({ body: library() }));
    const { code, stderr } = await here.run("generate", server.url);
    await server.close();
    expect(stderr).toContain("library:v1");
    expect(code).toBe(0);
    expect(written("generated")).toEqual(own("library-v1"));
    expect(server.received.map(({ headers }) => headers.accept)).toEqual([
      "application/json",
    ]);
  });

  test("a URL that is not found", async () => {
    const server = await loopback(() => ({ status: 404, body: "none" }));
    const { code, stderr } = await here.run("generate", server.url);
    await server.close();
    expect(stderr).toContain(`${server.url}: error[http-status]`);
    expect(code).toBe(7);
    expect(here.has("generated")).toBe(false);
  });

  test("a file that is not there", async () => {
    const { code, stderr } = await here.run("generate", "nowhere.json");
    expect(stderr).toContain("nowhere.json: error[input-not-found]");
    expect(stderr).toContain("1 error; nothing was written");
    expect(code).toBe(2);
  });

  test("none: the documents under discovery/", async () => {
    await here.write("discovery/museum.json", json(museum()));
    const { code } = await here.run("generate");
    expect(code).toBe(0);
    expect(written("generated")).toEqual(own("museum-v2"));
  });

  test("none, and no discovery/", async () => {
    const { code, stderr } = await here.run("generate");
    expect(stderr).toMatch(/name a document: .* discovery\/ /);
    expect(code).toBe(2);
    expect(here.has("generated")).toBe(false);
  });

  test("an option of many values does not take the inputs", async () => {
    const { code } = await here.run(
      "generate",
      "--allow-host",
      "example.com",
      "library.json",
    );
    expect(code).toBe(0);
    expect(written("generated")).toEqual(own("library-v1"));
  });

  test("two documents of one API", async () => {
    await here.write("newer.json", json(library({ revision: "20250101" })));
    const { code, stderr } = await here.run(
      "generate",
      "library.json",
      "newer.json",
    );
    expect(stderr).toContain("two documents describe library-v1");
    expect(code).toBe(2);
    expect(here.has("generated")).toBe(false);
  });
});

test.each(["afile", "afile/below"])(
  "an output folder that cannot be one, %s, is told of by the file that is there",
  async (out) => {
    await here.write("afile", "mine");
    const { code, stderr } = await here.run(
      "generate",
      "library.json",
      "--out",
      out,
    );
    expect(stderr).toContain("afile is a file, where a folder is to be");
    expect(code).toBe(8);
    expect(here.read("afile")).toBe("mine");
  },
);

describe("--dry-run", () => {
  test("tells what it would write, and writes nothing", async () => {
    const { code, stdout, stderr } = await here.run(
      "generate",
      "library.json",
      "--dry-run",
    );
    expect(stderr).toMatch(
      /^library:v1 revision 20240101 -> generated\/library-v1: would write 4 files\nruntime -> generated\/runtime: would write \d+ files\n$/,
    );
    expect(stdout).toBe("");
    expect(code).toBe(0);
    expect(here.has("generated")).toBe(false);
  });

  test("of what is there already", async () => {
    await here.run("generate", "library.json");
    const { stderr } = await here.run("generate", "library.json", "--dry-run");
    expect(stderr).toMatch(/: unchanged\n$/);
  });
});

describe("--json", () => {
  test("standard output is JSON and nothing else, standard error is silent", async () => {
    const { code, stdout, stderr } = await here.run(
      "generate",
      "library.json",
      "--json",
      "--out",
      "src/google",
    );
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const result = JSON.parse(stdout) as { written: string[] };
    expect(result).toMatchObject({
      out: "src/google",
      dryRun: false,
      apis: [{ id: "library:v1", revision: "20240101", folder: "library-v1" }],
      removed: [],
      unchanged: [],
    });
    expect([...result.written, "discovery-codegen.lock"].sort()).toEqual(
      here.list("src/google"),
    );
  });

  test("what was refused is data as well", async () => {
    await here.write("generated/library-v1/index.ts", "// mine\n");
    const { code, stdout } = await here.run(
      "generate",
      "library.json",
      "--json",
    );
    expect(code).toBe(8);
    expect(JSON.parse(stdout)).toEqual({
      error: {
        exitCode: 8,
        message: expect.stringContaining("generated/library-v1/index.ts"),
      },
    });
  });

  test("with --dry-run", async () => {
    await here.run("generate", "library.json");
    await here.write("library.json", json(library({ revision: "20250101" })));
    const { stdout } = await here.run(
      "generate",
      "library.json",
      "--json",
      "--dry-run",
    );
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: true,
      written: ["library-v1/index.ts"],
    });
    expect(here.read("generated/library-v1/index.ts")).toContain("20240101");
  });
});

describe("what all clients share", () => {
  const unchanged =
    "library:v1 revision 20240101 -> generated/library-v1: unchanged\n";
  beforeEach(() => here.run("generate", "library.json"));

  test("is told of when nothing else has changed", async () => {
    await rm(join(here.folder, "generated/runtime/query.ts"));
    expect(await here.run("generate", "library.json", "--dry-run")).toEqual({
      code: 0,
      stdout: "",
      stderr: `${unchanged}runtime -> generated/runtime: would write 1 file\n`,
    });
    expect(await here.run("generate", "library.json")).toEqual({
      code: 0,
      stdout: "",
      stderr: `${unchanged}runtime -> generated/runtime: 1 file\n`,
    });
    expect(await here.run("generate", "library.json")).toMatchObject({
      stderr: unchanged,
    });
  });

  test("of an older version of the tool gives way without --force", async () => {
    const lock = "generated/discovery-codegen.lock";
    const path = "generated/runtime/query.ts";
    const now = here.read(path);
    const old = "// as it once was\n";
    await here.write(path, old);
    await here.write(lock, here.read(lock).replace(sha256(now), sha256(old)));
    expect(await here.run("generate", "library.json")).toMatchObject({
      code: 0,
      stderr: `${unchanged}runtime -> generated/runtime: 1 file\n`,
    });
    expect(here.read(path)).toBe(now);
  });
});

describe("again", () => {
  test("nothing changes, not even the times", async () => {
    await here.run("generate", "library.json");
    const before = here.read("generated/discovery-codegen.lock");
    const { stderr } = await here.run("generate", "library.json");
    expect(stderr).toMatch(/: unchanged\n$/);
    expect(here.read("generated/discovery-codegen.lock")).toBe(before);
  });

  test("a new revision changes index.ts and the lock only", async () => {
    await here.run("generate", "library.json");
    const before = here.read("generated/library-v1/schemas.ts");
    await here.write("library.json", json(library({ revision: "20250101" })));
    const { stderr } = await here.run("generate", "library.json");
    expect(stderr).toBe(
      "library:v1 revision 20250101 -> generated/library-v1: 1 file\n",
    );
    expect(here.read("generated/library-v1/schemas.ts")).toBe(before);
    expect(here.read("generated/discovery-codegen.lock")).toContain("20250101");
  });

  test("one API leaves the others alone", async () => {
    await here.run("generate", "library.json", "museum.json");
    const { code } = await here.run("generate", "library.json");
    expect(code).toBe(0);
    expect(written("generated")).toEqual(own("library-v1", "museum-v2"));
  });

  test("a resource that is gone takes its file with it", async () => {
    await here.run("generate", "library.json");
    await here.write("library.json", json(library({ resources: {} })));
    const { stderr } = await here.run("generate", "library.json");
    expect(stderr).toContain("removed 1 file no longer generated");
    expect(written("generated")).not.toContain("library-v1/resources/books.ts");
    expect(here.has("generated/library-v1/resources")).toBe(false);
  });
});

describe("a file that was edited by hand", () => {
  const path = "generated/library-v1/schemas.ts";
  const edited = "// mine\n";
  beforeEach(async () => {
    await here.run("generate", "library.json");
    await here.write(path, edited);
  });

  test("is kept, and nothing else is written either", async () => {
    await here.write("library.json", json(library({ revision: "20250101" })));
    const { code, stdout, stderr } = await here.run("generate", "library.json");
    expect(stderr).toContain("library-v1/schemas.ts");
    expect(stderr).toContain("--force");
    expect(stdout).toBe("");
    expect(code).toBe(8);
    expect(here.read(path)).toBe(edited);
    expect(here.read("generated/library-v1/index.ts")).toContain("20240101");
  });

  test("is overwritten with --force", async () => {
    const { code } = await here.run("generate", "library.json", "--force");
    expect(code).toBe(0);
    expect(here.read(path)).toContain("export interface Book {");
  });

  test("so is a file that was never the tool's", async () => {
    await here.write("other/library-v1/index.ts", edited);
    const { code, stderr } = await here.run(
      "generate",
      "library.json",
      "--out",
      "other",
    );
    expect(stderr).toContain("library-v1/index.ts");
    expect(code).toBe(8);
    expect(here.list("other")).toEqual(["library-v1/index.ts"]);
  });

  test("others in the folder are nobody's business", async () => {
    await here.write("generated/library-v1/mine.ts", edited);
    await here.write(path, "");
    await here.run("generate", "library.json", "--force");
    expect(here.read("generated/library-v1/mine.ts")).toBe(edited);
  });
});

test("a lock that cannot be read", async () => {
  await here.write("generated/discovery-codegen.lock", "<<<<<<< HEAD\n");
  const { code, stderr } = await here.run("generate", "library.json");
  expect(stderr).toContain(
    "error: generated/discovery-codegen.lock:1: there are the conflict markers",
  );
  expect(code).toBe(2);
  expect(here.list("generated")).toEqual(["discovery-codegen.lock"]);
});
