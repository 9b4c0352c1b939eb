/** The command line as a process of its own: exit codes, and what goes to which stream. */
import { spawn } from "node:child_process";
import { afterEach, beforeEach, expect, test } from "vitest";
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
