/** The short way of a plain `check` or `generate`: it answers only where the long way would say just the same. */
import { mkdir, rename, rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { configSchema } from "../../generator/project/configSchema.js";
import { fits } from "../../generator/project/fits.js";
import { runUnchanged } from "../../generator/cli/runUnchanged.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

const config = {
  apis: [
    { document: "discovery/library.json", overlay: "overlay.json" },
    { document: "discovery/museum.json", include: ["**.list"], out: "other" },
  ],
};

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "discovery-codegen.json": json(config),
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
    "overlay.json": json([{ op: "add", path: "/title", value: "T" }]),
  });
  await here.run("generate");
});
afterEach(() => here.remove());

/** What the short way says; undefined where it leaves all to the long one. */
async function short(...args: string[]): Promise<string | undefined> {
  const before = process.cwd();
  let said = "";
  process.chdir(here.folder);
  try {
    const code = await runUnchanged(args, {
      stdin: (async function* () {})(),
      stdout: (text) => (said += text),
      stderr: (text) => (said += text),
      isInteractive: false,
      hasColour: false,
      columns: 80,
    });
    if (code === undefined) expect(said).toBe("");
    return code === undefined ? undefined : said;
  } finally {
    process.chdir(before);
  }
}

test.each(["check", "generate"])(
  "of %s says what the long one does",
  async (name) => {
    const { stderr, code } = await here.run(name);
    expect(code).toBe(0);
    expect(stderr).not.toBe("");
    expect(await short(name)).toBe(stderr);
    const spawned = await here.spawn([name]);
    expect(spawned).toEqual({ code: 0, stdout: "", stderr });
  },
);

test("holds without a configuration, for all of discovery/", async () => {
  await rm(join(here.folder, "discovery-codegen.json"));
  await here.run("generate", "--out", "generated", "--force");
  const { stderr } = await here.run("check");
  expect(await short("check")).toBe(stderr);
});

test.each([[], ["check", "--json"], ["check", "discovery"], ["fetch"]])(
  "is not for other words: %j %j",
  async (...args) => {
    expect(await short(...args)).toBeUndefined();
  },
);

describe("is left", () => {
  const at = (path: string): string => join(here.folder, path);
  const replace = async (
    path: string,
    from: string | RegExp,
    to: string,
  ): Promise<void> => {
    const text = here.read(path);
    expect(text.replace(from, to)).not.toBe(text);
    await here.write(path, text.replace(from, to));
  };
  const lock = "generated/discovery-codegen.lock";
  const changes: Readonly<Record<string, () => Promise<unknown>>> = {
    "a document has another byte": () =>
      here.write("discovery/museum.json", `${json(museum())} `),
    "a document is gone": () => rm(at("discovery/museum.json")),
    "the overlay says something else": () => here.write("overlay.json", "[]"),
    "the overlay is gone": () => rm(at("overlay.json")),
    "the configuration wants other methods": () =>
      replace("discovery-codegen.json", "**.list", "**.get"),
    "the configuration has a key that there is not": () =>
      replace("discovery-codegen.json", '"include"', '"includes"'),
    "the configuration is no JSON": () =>
      here.write("discovery-codegen.json", "{"),
    "the configuration names one API less": () =>
      here.write(
        "discovery-codegen.json",
        json({ apis: config.apis.slice(0, 1), out: "other" }),
      ),
    "a file was edited": () =>
      here.write("generated/library-v1/index.ts", "// mine\n"),
    "a file of the runtime was": () =>
      here.write("generated/runtime/index.ts", "// mine\n"),
    "a file is missing": () => rm(at("other/museum-v2/index.ts")),
    "a link stands in the place of a file": async () => {
      await rename(at("generated/runtime/index.ts"), at("index.ts"));
      await symlink(at("index.ts"), at("generated/runtime/index.ts"));
    },
    "a link stands in the place of a folder": async () => {
      await rename(at("generated/runtime"), at("runtime"));
      await symlink(at("runtime"), at("generated/runtime"));
    },
    "a folder stands in the place of a file": async () => {
      await rm(at("generated/runtime/index.ts"));
      await mkdir(at("generated/runtime/index.ts"));
    },
    "the output is gone": () => rm(at("other"), { recursive: true }),
    "the lock is gone": () => rm(at(lock)),
    "the lock is no lock": () => here.write(lock, "<<<<<<<"),
    "the lock lacks a file of an API": () =>
      replace(lock, /^.*library-v1\/index\.ts.*\n/m, ""),
    "the lock lacks a file that all share": () =>
      replace(lock, /^.*runtime\/index\.ts.*\n/m, ""),
    "the lock has a file that is no longer wanted": async () => {
      await here.write("generated/old-v1/index.ts", "");
      const empty =
        "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
      await replace(
        lock,
        '    "runtime/',
        `    "old-v1/index.ts": "${empty}",\n    "runtime/`,
      );
    },
    "the lock is of another state of the tool": () =>
      replace(lock, '"inputs":"sha256:', '"inputs":"sha256:0'),
    "the lock is of before there were digests": () =>
      replace(lock, /,"inputs":"[^}]*"\}/, "}"),
  };
  test.each(Object.entries(changes))("where %s", async (_name, change) => {
    expect(await short("check")).toBeDefined();
    await change();
    expect(await short("check")).toBeUndefined();
    expect(await short("generate")).toBeUndefined();
  });
});

describe("a configuration is judged as ajv judges it", () => {
  const api = { document: "a.json" };
  test.each([
    {},
    [],
    null,
    "",
    { apis: [] },
    { apis: [api] },
    { apis: [api, 1] },
    { apis: [{}] },
    { apis: [{ document: "" }] },
    { apis: [{ document: 1 }] },
    { apis: [{ ...api, more: "" }] },
    { apis: [{ ...api, source: "drive:v3" }] },
    { apis: [{ ...api, source: "drive" }] },
    { apis: [{ ...api, include: "a" }] },
    { apis: [{ ...api, include: ["a", ""] }] },
    { apis: [{ ...api, include: ["a"], schemas: [] }] },
    { apis: [{ ...api, headers: { A: "${B}" } }] },
    { apis: [{ ...api, headers: { "A B": "${B}" } }] },
    { apis: [{ ...api, headers: { A: "B" } }] },
    { apis: [api], allowHosts: ["a"] },
    { apis: [api], allowHosts: {} },
    { apis: [api], out: "" },
    { apis: [api], $schema: "x" },
    { apis: [api], constructor: "x" },
    JSON.parse('{"apis":[{"document":"a"}],"__proto__":1}') as unknown,
  ])("%j", (value) => {
    const validate = new Ajv().compile(configSchema);
    expect(fits(value, configSchema)).toBe(validate(value));
  });

  test("with every rule that its schema has", () => {
    const known =
      /^(?:type|required|properties|patternProperties|additionalProperties|items|minItems|minLength|pattern|description|title|\$schema)$/;
    const rules = (schema: object): string[] =>
      Object.entries(schema).flatMap(([rule, value]: [string, unknown]) => {
        if (rule === "items") return [rule, ...rules(value as object)];
        return rule.endsWith("roperties") && typeof value === "object" && value
          ? [rule, ...Object.values(value).flatMap(rules)]
          : [rule];
      });
    const found = rules(configSchema);
    expect(found).toContain("patternProperties");
    expect(found.filter((rule) => !known.test(rule))).toEqual([]);
  });
});
