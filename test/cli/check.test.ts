/** `check`: the gate of a build. */
import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { errorAnnotation } from "../../generator/cli/annotation.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
  });
  await here.run("generate");
});
afterEach(() => here.remove());

const remove = (path: string): Promise<void> =>
  rm(join(here.folder, path), { recursive: true });
/** What `check --json` finds that is not as it should be. */
async function differing(...args: string[]): Promise<Record<string, string>> {
  const { stdout } = await here.run("check", "--json", ...args);
  const { files } = JSON.parse(stdout) as {
    files: { path: string; state: string }[];
  };
  return Object.fromEntries(
    files
      .filter(({ state }) => state !== "same")
      .map(({ path, state }) => [path, state]),
  );
}

test("after generate, everything is fresh", async () => {
  const { code, stdout, stderr } = await here.run("check");
  expect(stderr).toMatch(/^fresh: \d+ files under generated\n$/);
  expect(stdout).toBe("");
  expect(code).toBe(0);
});

test("it writes nothing", async () => {
  await remove("generated");
  const { code } = await here.run("check");
  expect(code).toBe(4);
  expect(here.has("generated")).toBe(false);
});

describe("exit 4", () => {
  const lock = "discovery-codegen.lock";

  test("stale: the document has changed", async () => {
    await here.write(
      "discovery/library.json",
      json(library({ revision: "20250101" })),
    );
    const { code, stdout, stderr } = await here.run("check");
    expect(stderr).toContain("stale   generated/library-v1/index.ts ");
    expect(stderr).toMatch(
      /\n2 files of \d+ differ; run generate and commit what it writes\n$/,
    );
    expect(stdout).toBe("");
    expect(code).toBe(4);
    expect(await differing()).toEqual({
      "library-v1/index.ts": "stale",
      [lock]: "stale",
    });
  });

  test("edited: somebody changed a file", async () => {
    await here.write("generated/library-v1/schemas.ts", "// mine\n");
    const { code, stderr } = await here.run("check");
    expect(stderr).toContain(
      "edited  generated/library-v1/schemas.ts was edited by hand",
    );
    expect(stderr).toMatch(
      /\n1 file of \d+ differs; keep what was edited elsewhere, then run generate --force and commit what it writes\n$/,
    );
    expect(code).toBe(4);
    expect(await differing()).toEqual({ "library-v1/schemas.ts": "edited" });
  });

  test("edited and stale: the advice is that for edited files, and it helps", async () => {
    await here.write("generated/library-v1/schemas.ts", "// mine\n");
    await here.write(
      "discovery/museum.json",
      json({ ...museum(), revision: "20250101" }),
    );
    const { stderr } = await here.run("check");
    expect(stderr).toMatch(/ differ; keep what .* generate --force /);
    expect((await here.run("generate")).code).toBe(8);
    expect((await here.run("generate", "--force")).code).toBe(0);
    expect((await here.run("check")).code).toBe(0);
  });

  test("missing: nothing has been generated yet, in two lines", async () => {
    const { stderr, code } = await here.run("check", "--out", "elsewhere");
    expect(stderr).toMatch(
      /^elsewhere has not been generated yet\n(\d+) files of \1 differ; run generate and commit what it writes\n$/,
    );
    expect(code).toBe(4);
  });

  test("missing: a file is not there", async () => {
    await remove("generated/runtime/query.ts");
    const { code, stderr } = await here.run("check");
    expect(stderr).toContain("missing generated/runtime/query.ts is not there");
    expect(code).toBe(4);
  });

  test("orphan: a resource is no longer in the document", async () => {
    await here.write(
      "discovery/library.json",
      json(library({ resources: {} })),
    );
    const { code, stderr } = await here.run("check");
    expect(stderr).toContain(
      "orphan  generated/library-v1/resources/books.ts is no longer generated",
    );
    expect(code).toBe(4);
  });

  test("orphans: a document is gone, and generate then removes its client", async () => {
    await remove("discovery/museum.json");
    expect(await differing()).toEqual({
      "museum-v2/index.ts": "orphan",
      "museum-v2/parameters.ts": "orphan",
      "museum-v2/resources/books.ts": "orphan",
      "museum-v2/schemas.ts": "orphan",
      [lock]: "stale",
    });
    await here.run("generate");
    expect(await differing()).toEqual({});
    expect(here.has("generated/museum-v2")).toBe(false);
    expect(here.read(`generated/${lock}`)).not.toContain("museum");
  });

  test("an orphan that was edited is not removed without --force", async () => {
    await here.write("generated/museum-v2/schemas.ts", "// mine\n");
    await remove("discovery/museum.json");
    expect(await differing()).toMatchObject({
      "museum-v2/schemas.ts": "edited",
    });
    expect((await here.run("generate")).code).toBe(8);
    expect(here.read("generated/museum-v2/schemas.ts")).toBe("// mine\n");
    expect((await here.run("generate", "--force")).code).toBe(0);
    expect(here.has("generated/museum-v2")).toBe(false);
  });

  test("the lock is missing", async () => {
    await remove(`generated/${lock}`);
    expect(await differing()).toEqual({ [lock]: "missing" });
    await here.run("generate");
    expect(await differing()).toEqual({});
  });

  test("the lock knows a file that is neither there nor wanted", async () => {
    const text = here.read(`generated/${lock}`);
    await here.write(
      `generated/${lock}`,
      text.replace(
        '    "museum-v2/index.ts"',
        `    "museum-v2/gone.ts": "sha256:${"0".repeat(64)}",\n    "museum-v2/index.ts"`,
      ),
    );
    expect(await differing()).toEqual({ [lock]: "stale" });
    await here.run("generate");
    expect(here.read(`generated/${lock}`)).toBe(text);
  });
});

test("one document, and the others left out of it", async () => {
  await here.write("generated/museum-v2/schemas.ts", "// mine\n");
  const library = await here.run("check", "discovery/library.json");
  expect(library.code).toBe(0);
  const museum = await here.run("check", "discovery/museum.json");
  expect(museum.code).toBe(4);
});

test("--out", async () => {
  await here.run("generate", "--out", "src/google");
  await remove("generated");
  expect((await here.run("check", "--out", "src/google")).code).toBe(0);
});

test("--json has every file, and is alone on standard output", async () => {
  const { code, stdout, stderr } = await here.run("check", "--json");
  const { files, ...rest } = JSON.parse(stdout) as {
    files: { path: string; state: string }[];
  };
  expect(rest).toEqual({ out: "generated", fresh: true });
  expect(files).toContainEqual({ path: "library-v1/index.ts", state: "same" });
  expect(stderr).toBe("");
  expect(code).toBe(0);
});

describe("shows what generate would change", () => {
  test("of a stale file and of an edited one, line by line", async () => {
    const path = "generated/library-v1/index.ts";
    await here.write(path, here.read(path).replace("20240101", "by hand"));
    const { stderr } = await here.run("check");
    expect(stderr).toMatch(
      /^edited {2}generated\/library-v1\/index\.ts .*\n@@ -\d+,7 \+\d+,7 @@\n/,
    );
    expect(stderr).toMatch(/\n-.*by hand.*\n\+.*20240101.*\n/);
  });

  test("and no more than one can read", async () => {
    const path = "generated/library-v1/schemas.ts";
    await here.write(path, "// mine\n".repeat(500));
    const { stderr } = await here.run("check");
    expect(stderr).toMatch(/\n\.\.\. \d+ lines more\n/);
    expect(stderr.split("\n").length).toBeLessThan(40);
  });

  test("of many files, the first ones only", async () => {
    for (const file of here.list("generated/runtime"))
      await here.write(`generated/runtime/${file}`, "// mine\n".repeat(40));
    const { stderr } = await here.run("check");
    expect(stderr.match(/^edited /gm)?.length).toBeGreaterThan(15);
    expect(stderr.match(/^-/gm)?.length).toBeLessThan(151);
  });

  test("in characters that can do nothing to a terminal", async () => {
    const path = "generated/library-v1/schemas.ts";
    await here.write(path, "\u001B[2J\u202E mine\n");
    const { stderr } = await here.run("check");
    expect(stderr).toContain("-\\u{1b}[2J\\u{202e} mine\n");
  });
});

describe("in GitHub Actions", () => {
  const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: "" };
  const path = "generated/library-v1/schemas.ts";

  test("a file that differs is an error at its first line that does", async () => {
    const text = here.read(path);
    const line = text.split("\n").indexOf("export interface Book {") + 1;
    await here.write(path, text.replace("interface Book {", "interface B {"));
    const { stdout, code } = await here.spawn(["check"], { env });
    expect(stdout).toMatch(
      new RegExp(
        `^::error file=${path},line=${line},title=edited::was edited by hand[^\n]*%0A-export interface B \\{%0A[^\n]*\n$`,
      ),
    );
    expect(code).toBe(4);
  });

  test("its name is that in the repository", async () => {
    await here.write(path, "");
    const { stdout } = await here.spawn(["check"], {
      env: { ...env, GITHUB_WORKSPACE: join(here.folder, "..") },
    });
    expect(stdout).toContain(`::error file=${basename(here.folder)}/${path},`);
  });

  test("nothing of a file is a command of its own", async () => {
    await here.write(
      path,
      "x\r::error::1\n::add-mask::2\n %0A::error::3\n##[error]4\n",
    );
    const { stdout, stderr } = await here.spawn(["check"], { env });
    const lines = `${stdout}${stderr}`.split(/[\r\n]+/);
    expect(lines.filter((line) => line.trim().startsWith("::")).length).toBe(1);
    expect(stdout).toContain("%0A- %250A::error::3%0A");
    expect(stderr).not.toContain("##[error]");
  });

  test("there are ten at most, and none with --json", async () => {
    await remove("generated");
    const { stdout } = await here.spawn(["check"], { env });
    expect(stdout.match(/^::error /gm)).toHaveLength(10);
    const data = await here.spawn(["check", "--json"], { env });
    expect(JSON.parse(data.stdout)).toMatchObject({ fresh: false });
  });
});

test("an annotation is one line, whatever is in it", () => {
  expect(errorAnnotation("a,b:c%\r\n.ts", 3, "x,y::", "%0A\r\n::z")).toBe(
    "::error file=a%2Cb%3Ac%25%0D%0A.ts,line=3,title=x%2Cy%3A%3A::%250A%0D%0A::z",
  );
});

test("an invalid document is neither fresh nor stale", async () => {
  await here.write("discovery/library.json", "{");
  const { code, stdout, stderr } = await here.run("check", "--json");
  expect(stderr).toContain("discovery/library.json:");
  expect(JSON.parse(stdout)).toMatchObject({
    diagnostics: [{ code: "json-syntax", severity: "error" }],
  });
  expect(code).toBe(6);
});
