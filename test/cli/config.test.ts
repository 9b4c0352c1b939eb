/** What a project's `discovery-codegen.json` says is done from anywhere below it, and its mistakes are told. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configFile, parseConfig } from "../../generator/project/config.js";
import { configSchema } from "../../generator/project/configSchema.js";
import { repositoryRoot } from "../support/temporary.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;

beforeEach(async () => {
  here = await workspace({
    "apis/library.json": json(library()),
    "apis/museum.json": json(museum()),
  });
});
afterEach(() => here.remove());

const write = (config: unknown): Promise<void> =>
  here.write(configFile, json(config));

describe("a configuration", () => {
  test("says which APIs go where", async () => {
    await write({
      out: "src/google",
      apis: [
        { document: "apis/library.json" },
        { document: "apis/museum.json" },
      ],
    });
    expect(await here.run("generate")).toMatchObject({ code: 0 });
    expect(here.has("src/google/library-v1/index.ts")).toBe(true);
    expect(here.has("src/google/museum-v2/index.ts")).toBe(true);
    expect(await here.run("check")).toMatchObject({ code: 0 });
  });

  test("an API that it no longer names is removed", async () => {
    const apis = [
      { document: "apis/library.json" },
      { document: "apis/museum.json" },
    ];
    await write({ apis });
    await here.run("generate");
    await write({ apis: apis.slice(0, 1) });
    expect(await here.run("check")).toMatchObject({ code: 4 });
    await here.run("generate");
    expect(here.has("generated/museum-v2")).toBe(false);
    expect(await here.run("check")).toMatchObject({ code: 0 });
  });

  test("counts for folders below it, and its paths are its own", async () => {
    await write({ out: "out", apis: [{ document: "apis" }] });
    await here.write("deep/down/x.txt", "");
    const process = await here.spawn(["generate"], {
      cwd: join(here.folder, "deep/down"),
    });
    expect(process).toMatchObject({ code: 0 });
    expect(here.has("out/library-v1/index.ts")).toBe(true);
  });

  test("may begin with a byte order mark", async () => {
    const text = json({ out: "out", apis: [{ document: "apis" }] });
    await here.write("discovery-codegen.json", `\uFEFF${text}`);
    expect(await here.spawn(["generate"])).toMatchObject({ code: 0 });
    expect(await here.spawn(["check"])).toMatchObject({ code: 0 });
  });

  test("may name places with absolute paths", async () => {
    const out = join(here.folder, "out");
    const document = join(here.folder, "apis/library.json");
    await write({ out, apis: [{ document }] });
    await here.write("deep/down/x.txt", "");
    const cwd = join(here.folder, "deep/down");
    expect(await here.spawn(["generate"], { cwd })).toMatchObject({ code: 0 });
    expect(here.has("out/library-v1/index.ts")).toBe(true);
    expect(await here.spawn(["check"], { cwd })).toMatchObject({ code: 0 });
  });

  test("mends a document with an overlay", async () => {
    await here.write(
      "mend.json",
      json([{ op: "replace", path: "/revision", value: "mended" }]),
    );
    await write({
      apis: [
        { document: "apis/library.json", overlay: "mend.json" },
        { document: "apis/museum.json" },
      ],
    });
    expect(await here.run("generate")).toMatchObject({ code: 0 });
    expect(here.read("generated/library-v1/index.ts")).toContain(
      'export const revision = "mended";',
    );
  });

  test("selects for each API", async () => {
    await write({
      apis: [
        { document: "apis/library.json", include: ["**.noSuch"] },
        { document: "apis/museum.json" },
      ],
    });
    const { code, stderr } = await here.run("generate");
    expect(stderr).toContain('no method fits "**.noSuch"');
    expect(code).toBe(2);
  });

  test("gives an API an output of its own", async () => {
    await write({
      out: "src/google",
      apis: [
        { document: "apis/library.json" },
        { document: "apis/museum.json", out: "packages/museum" },
      ],
    });
    const { code, stderr } = await here.run("generate");
    expect(stderr).toContain("-> packages/museum/museum-v2: 4 files");
    expect(code).toBe(0);
    expect(here.has("src/google/museum-v2")).toBe(false);
    expect(here.has("packages/museum/runtime/index.ts")).toBe(true);
    expect(await here.run("check")).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(
        /^fresh: .* under src\/google\nfresh: .* under packages\/museum\n$/,
      ) as string,
    });

    await here.write("packages/museum/museum-v2/schemas.ts", "// mine\n");
    const { stdout } = await here.run("check", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      fresh: false,
      outputs: [
        { out: "src/google", fresh: true },
        { out: "packages/museum", fresh: false },
      ],
    });
  });

  test("an edited file in one output keeps all of them from being written", async () => {
    const apis = [
      { document: "apis/library.json", out: "a" },
      { document: "apis/museum.json", out: "b" },
    ];
    await write({ apis });
    await here.run("generate");
    await here.write("b/museum-v2/index.ts", "// mine\n");
    await here.write("apis/library.json", json(library({ revision: "2" })));
    const before = here.read("a/library-v1/index.ts");
    expect(await here.run("generate")).toMatchObject({ code: 8 });
    expect(here.read("a/library-v1/index.ts")).toBe(before);
    const { code, stdout } = await here.run("generate", "--force", "--json");
    expect(JSON.parse(stdout)).toMatchObject({
      dryRun: false,
      outputs: [
        { out: "a", apis: [{ id: "library:v1", revision: "2" }] },
        { out: "b", written: ["museum-v2/index.ts"] },
      ],
    });
    expect(code).toBe(0);
  });

  test("one output under two spellings is one", async () => {
    await write({
      out: "src",
      apis: [
        { document: "apis/library.json" },
        { document: "apis/museum.json", out: "./src/" },
      ],
    });
    await here.run("generate");
    expect(await here.run("check")).toMatchObject({ code: 0 });
    expect(here.has("src/library-v1")).toBe(true);
    expect(here.has("src/museum-v2")).toBe(true);
  });

  test("says where a document comes from that is not there yet", async () => {
    await write({
      apis: [{ document: "discovery/drive-v3.json", source: "drive:v3" }],
    });
    const { code, stderr } = await here.run("generate");
    expect(stderr).toContain("Run discovery-codegen fetch: it is at drive:v3.");
    expect(code).toBe(2);
  });

  test("is not for documents that are named", async () => {
    await write({ out: "elsewhere", apis: [{ document: "apis/museum.json" }] });
    await here.run("generate", "apis/library.json");
    expect(here.has("generated/library-v1/index.ts")).toBe(true);
    expect(here.has("elsewhere")).toBe(false);
  });

  test("says whether the user's compiler checks the inside of files", async () => {
    const apis = [{ document: "apis/library.json" }];
    const files = ["library-v1/index.ts", "library-v1/resources/books.ts"];
    const isChecked = (): readonly boolean[] =>
      [...files, "runtime/client.ts"].map(
        (file) => !/^\/\/ @ts-nocheck: /m.test(here.read(`generated/${file}`)),
      );
    await write({ apis });
    await here.run("generate");
    expect(isChecked()).toEqual([false, false, false]);
    await write({ apis, typeCheck: true });
    expect(await here.run("check")).toMatchObject({ code: 4 });
    await here.run("generate");
    expect(isChecked()).toEqual([true, true, true]);
    expect(await here.spawn(["check"])).toMatchObject({ code: 0 });
    await write({ apis, typeCheck: false });
    expect(await here.spawn(["check"])).toMatchObject({ code: 4 });
  });

  test.each([
    "include=x",
    "exclude=x",
    "schema=x",
    "overlay=x",
    "type-check",
    "no-type-check",
  ])("leaves no room for --%s", async (option) => {
    await write({ apis: [{ document: "apis/museum.json" }] });
    const { code, stderr } = await here.run("generate", `--${option}`);
    const [name] = option.replace("no-", "").split("=");
    expect(stderr).toContain(`--${name} is for documents that are named`);
    expect(code).toBe(2);
  });
});

describe("a mistake in it", () => {
  test.each([
    ["{", "discovery-codegen.json:1:2: expected"],
    [
      '{\n  "apis": [{ "document": "x", "inclde": [] }]\n}',
      'discovery-codegen.json:2:31: there is no setting "inclde"; did you mean "include"?\n    at #/apis/0',
    ],
    [
      '{ "apis": [{ "document": 3 }], "outt": "x" }',
      'there is no setting "outt"; did you mean "out"?',
    ],
    ['{ "apis": [{ "document": 3 }] }', "at #/apis/0/document"],
    [
      '{ "apis": [{ "document": "x", "source": "drive" }] }',
      "must be an API id such as drive:v3, or an http(s) URL\n    at #/apis/0/source",
    ],
    [
      '{ "apis": [{ "document": "x", "headers": { "Authorization": "Bearer ya29.secret" } }] }',
      'must come from an environment variable: "${NAME}", or "Bearer ${NAME}"; the file is no place for secrets\n    at #/apis/0/headers/Authorization',
    ],
    [
      '{ "apis": [{ "document": "x", "headers": { "a b": "${X}" } }] }',
      '"a b" is no name of a header',
    ],
    [
      '{ "apis": [{ "document": "x" }], "typeCheck": "yes" }',
      '"typeCheck" must be a boolean\n    at #/typeCheck',
    ],
    ['{ "apis": [] }', '"apis" is empty; it needs at least one entry'],
    ['{ "apis": [{}] }', 'entry 0 of "apis" has no "document"'],
    ['{ "apis": [{ "document": "" }] }', '"document" is empty'],
    ["{}", 'the configuration has no "apis"'],
    ["[]", "the configuration must be an object"],
  ])("%j", async (text, message) => {
    await here.write(configFile, text);
    const { code, stderr } = await here.run("check");
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

test("its JSON Schema is published as it is used", async () => {
  const path = join(repositoryRoot, "docs/config.schema.json");
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual(configSchema);
  await expect(
    parseConfig("x", '{ "$schema": "y", "apis": [{ "document": "z" }] }'),
  ).resolves.toMatchObject({ apis: [{ document: "z" }] });
});

describe("what is wrong in it is told where it stands", () => {
  const run = async (text: string): Promise<string> => {
    await here.write(configFile, text);
    const { code, stderr } = await here.run("generate");
    expect(code).toBe(2);
    return stderr;
  };

  test("a key that an object has twice, of which JSON.parse keeps the last", async () => {
    const text =
      '{ "apis": [\n  { "document": "apis/library.json", "out": "a:b", "out": "b" }\n] }';
    expect(await run(text)).toContain(
      `${configFile}:2:52: the key "out" is in this object already\n    at #/apis/0/out`,
    );
  });

  test("colons in strings are none of keys", async () => {
    await write({
      apis: [{ document: "apis/library.json", out: 'a":b:' }],
    });
    expect(await here.run("check")).not.toMatchObject({ code: 2 });
  });

  test("a pattern that fits nothing", async () => {
    const apis = [
      { document: "apis/museum.json" },
      { document: "apis/library.json", include: ["bookz.*"] },
    ];
    expect(await run(json({ apis }))).toMatch(
      new RegExp(
        `${configFile}: no method fits "bookz.\\*".*\n    at #/apis/1\n`,
      ),
    );
  });
});
