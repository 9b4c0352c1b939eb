/** `init` writes a configuration that the other commands take, from flags or from answers. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configFile } from "../../generator/project/config.js";
import { main, type Outcome } from "../support/commandLine.js";
import { describeIf } from "../support/describeIf.js";
import { discoveryServer } from "../support/discoveryServer.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace();
});
afterEach(() => here.remove());

const written = (): unknown => JSON.parse(here.read(configFile)) as unknown;
const $schema = "./node_modules/discovery-codegen/docs/config.schema.json";

describe("with flags", () => {
  test("writes what is said, and says what is next", async () => {
    const { code, stdout, stderr } = await here.run(
      "init",
      "--api",
      "drive:v3",
      "--out",
      "src/google",
      "--include",
      "files.*",
      "--include",
      "about",
    );
    expect(here.read(configFile)).toBe(`{
  "$schema": "${$schema}",
  "out": "src/google",
  "apis": [
    {
      "document": "discovery/drive-v3.json",
      "source": "drive:v3",
      "include": ["files.*", "about"]
    }
  ]
}
`);
    expect(stdout).toBe("");
    expect(stderr).toBe(`discovery-codegen.json written

Add to package.json, if you like:

  "scripts": {
    "generate": "discovery-codegen generate",
    "check": "discovery-codegen check"
  }

Next: npx discovery-codegen fetch, then npx discovery-codegen generate
`);
    expect(code).toBe(0);
    expect(here.list(".")).toEqual([configFile]);
  });

  test.each([
    [
      "https://genomics.googleapis.com/$discovery/rest?version=v2alpha1",
      "genomics-v2alpha1",
    ],
    [
      "https://www.googleapis.com/discovery/v1/apis/admin/directory_v1/rest",
      "admin-directory_v1",
    ],
    ["https://example.com/apis/private.json", "private"],
    ["https://example.com/", "example"],
    ["https://example.com/..%2f..%2fx", "2f..-2fx"],
  ])("a URL gets a document's name: %s", async (source, name) => {
    await here.run("init", "--api", source);
    expect(written()).toMatchObject({
      apis: [{ document: `discovery/${name}.json`, source }],
    });
  });

  test("of several APIs, a pattern is for the one that it begins with", async () => {
    await here.run(
      "init",
      "--api",
      "drive:v3",
      "--api",
      "gmail:v1",
      "--include",
      "gmail.users.messages.*",
    );
    expect(written()).toMatchObject({
      out: "generated",
      apis: [
        { document: "discovery/drive-v3.json", source: "drive:v3" },
        { source: "gmail:v1", include: ["gmail.users.messages.*"] },
      ],
    });
  });

  test("a document that is here needs no fetch", async () => {
    await here.write("apis/library.json", json(library()));
    const { stderr } = await here.run("init", "--api", "apis/library.json");
    expect(stderr).toContain("\nNext: npx discovery-codegen generate\n");
    expect(await here.run("generate")).toMatchObject({ code: 0 });
  });

  test("--yes takes the documents that are here", async () => {
    await here.write("discovery/library.json", json(library()));
    await here.run("init", "--yes");
    expect(written()).toMatchObject({ apis: [{ document: "discovery" }] });
    expect(await here.run("generate")).toMatchObject({ code: 0 });
  });

  test.each([
    [[], "there is nobody to ask: name an API with --api"],
    [["--yes"], "there is nobody to ask: name an API with --api"],
    [["--api", "drive"], "drive is an API's name without a version"],
    [["--api", "apis/none.json"], "apis/none.json is no API id"],
    [["--api", "https://["], "https://[ is no URL"],
    [["--api", "a:v1", "--out="], "--out takes one folder"],
    [
      ["--api", "drive:v3", "--api", "gmail:v1", "--include", "files.*"],
      "begin with the name of the one that is meant",
    ],
  ])("%j is wrong usage", async (args, message) => {
    const { code, stderr } = await here.run("init", ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(here.list(".")).toEqual([]);
  });

  test("never overwrites a configuration, but may stand below another", async () => {
    await here.write(configFile, "mine");
    const { code, stderr } = await here.run("init", "--api", "drive:v3", "-y");
    expect(stderr).toContain("there is a discovery-codegen.json here already");
    expect(code).toBe(8);
    expect(here.read(configFile)).toBe("mine");
    await here.write("package/x", "");
    const below = await here.spawn(["init", "--api", "drive:v3"], {
      cwd: `${here.folder}/package`,
    });
    expect(below.code).toBe(0);
    expect(here.has(`package/${configFile}`)).toBe(true);
  });
});

describe("with a person who answers", () => {
  test("asks for APIs, a folder and methods", async () => {
    const { code, questions } = await here.answer(
      ["drive:v3", "", "files.*, about"],
      "init",
    );
    expect(questions).toEqual([
      "APIs, such as drive:v3 or the URL of a document: ",
      "Folder for the clients (generated): ",
      "Only some methods? Such as files.* or operations (all): ",
    ]);
    expect(code).toBe(0);
    expect(written()).toEqual({
      $schema,
      out: "generated",
      apis: [
        {
          document: "discovery/drive-v3.json",
          source: "drive:v3",
          include: ["files.*", "about"],
        },
      ],
    });
  });

  test("asks again where an answer will not do", async () => {
    const { stderr, questions } = await here.answer(
      ["", "drive", "drive:v3 gmail:v1", "src"],
      "init",
    );
    expect(stderr).toContain("drive is an API's name without a version");
    expect(questions).toHaveLength(4);
    expect(written()).toMatchObject({
      out: "src",
      apis: [{ source: "drive:v3" }, { source: "gmail:v1" }],
    });
  });

  test("offers the documents that are here", async () => {
    await here.write("discovery/library.json", json(library()));
    const { questions } = await here.answer(["", "", ""], "init");
    expect(questions[0]).toContain("(the documents in discovery/)");
    expect(written()).toMatchObject({ apis: [{ document: "discovery" }] });
  });

  test("asks only for what the flags leave open, and with --yes for nothing", async () => {
    const asked = await here.answer(
      ["src"],
      "init",
      "--api=a:v1",
      "--include=x",
    );
    expect(asked.questions).toEqual(["Folder for the clients (generated): "]);
    const other = await workspace();
    const silent = await other.answer([], "init", "--api=drive:v3", "--yes");
    expect(silent).toMatchObject({ code: 0, questions: [] });
    await other.remove();
  });

  test("who goes away leaves nothing behind", async () => {
    const { code, stderr } = await here.answer(["drive:v3"], "init");
    expect(stderr).toContain("nothing was written");
    expect(code).toBe(130);
    expect(here.list(".")).toEqual([]);
  });
});

const script = "/usr/bin/script";
describeIf(
  existsSync(script),
  "at a terminal",
  `there is no ${script} to make one`,
  () => {
    /** Runs `init` in a terminal, and types each of the keys when it is asked something again. */
    const typing = (...keys: readonly string[]) =>
      new Promise<Outcome>((resolve) => {
        const child = spawn(
          script,
          ["-qec", `${process.execPath} ${main} init`, "/dev/null"],
          {
            cwd: here.folder,
            env: { ...process.env, TERM: "xterm", NO_COLOR: "1" },
          },
        );
        let stdout = "";
        let typed = 0;
        child.stdout.on("data", (chunk) => {
          stdout += String(chunk);
          const asked = stdout.match(/\): |document: /g)?.length ?? 0;
          const next = keys[typed];
          if (asked <= typed || next === undefined) return;
          typed++;
          child.stdin.write(next);
        });
        child.on("close", (code) => resolve({ code, stdout, stderr: "" }));
      });

    test.each([
      ["one at a time", ["drive:v3\r", "src\r", "\r"]],
      ["pasted at once", ["drive:v3\rsrc\r\r"]],
    ])("lines that are typed are answers: %s", async (_name, keys) => {
      const { code, stdout } = await typing(...keys);
      expect(stdout).toContain("discovery-codegen.json written");
      expect(code).toBe(0);
      expect(written()).toMatchObject({
        out: "src",
        apis: [{ source: "drive:v3" }],
      });
    });

    test.each([
      ["Ctrl-C", "\u0003"],
      ["Ctrl-D", "\u0004"],
    ])("%s ends it", async (_name, key) => {
      const { code, stdout } = await typing("drive:v3\r", key);
      expect(stdout).toContain("nothing was answered; nothing was written");
      expect(code).toBe(130);
      expect(here.list(".")).toEqual([]);
    });
  },
);

test("from nothing to a client that is checked: init, fetch, generate, check", async () => {
  const server = await discoveryServer([library(), museum()]);
  const env = { DISCOVERY_DIRECTORY: server.directory, NO_PROXY: "127.0.0.1" };
  for (const args of [
    ["init", "--api", "library:v1", "--api", "museum:v2", "--out", "src"],
    ["fetch"],
    ["generate"],
    ["check"],
  ])
    expect(await here.spawn(args, { env })).toMatchObject({ code: 0 });
  expect(here.has("src/museum-v2/index.ts")).toBe(true);
  await server.close();
});
