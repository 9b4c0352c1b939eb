/** Documents with mistakes: all are told, and nothing is written. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace();
});
afterEach(() => here.remove());

/** Three mistakes, in lines of their own. */
const wrong = `{
  "id": "wrong:v1",
  "name": "wrong",
  "version": "v1",
  "rootUrl": "https://wrong.googleapis.com/",
  "servicePath": "",
  "resources": {
    "things": {
      "methods": {
        "get": {
          "id": "wrong.things.get",
          "httpMethod": "GET",
          "path": "v1/{thing}",
          "response": { "$ref": "Thnig" }
        }
      }
    }
  },
  "schemas": {
    "Thing": {
      "type": "object",
      "properties": {
        "size": { "type": 7 }
      }
    }
  }
}
`;

test("three mistakes: three reports with their places, exit 6, and nothing is written", async () => {
  await here.write("wrong.json", wrong);
  await here.write("library.json", json(library()));
  const { code, stdout, stderr } = await here.run(
    "generate",
    "library.json",
    "wrong.json",
    "--out",
    "src/google",
  );
  expect(stdout).toBe("");
  expect(stderr).toMatch(
    /^wrong\.json:13:\d+: error\[undeclared-path-variable\] .*\n {4}at #\/resources\/things\/methods\/get\/path /m,
  );
  expect(stderr).toMatch(
    /^wrong\.json:14:\d+: error\[dangling-ref\] .*\n {4}at #\/resources\/things\/methods\/get\/response\/\$ref .*\n {4}fix: .*"Thing"/m,
  );
  expect(stderr).toMatch(
    /^wrong\.json:23:\d+: error\[wrong-type\] .*\n {4}at #\/schemas\/Thing\/properties\/size\/type /m,
  );
  expect(stderr.match(/: error\[/g)?.length).toBe(3);
  expect(stderr).toMatch(/\n3 errors; nothing was written\n$/);
  expect(code).toBe(6);
  expect(here.has("src")).toBe(false);
});

test("mistakes of several documents are told together", async () => {
  await here.write("wrong.json", wrong);
  await here.write("broken.json", "{");
  const { code, stderr } = await here.run(
    "generate",
    "nothing.json",
    "broken.json",
    "wrong.json",
  );
  for (const name of ["nothing.json: error", "broken.json:", "wrong.json:13:"])
    expect(stderr).toContain(name);
  expect(stderr).toMatch(/5 errors; nothing was written/);
  expect(code).toBe(6);
});

test("output that is there stays as it is", async () => {
  await here.write("discovery/library.json", json(library()));
  await here.run("generate");
  const before = here.read("generated/discovery-codegen.lock");
  await here.write("discovery/museum.json", json(museum()));
  await here.write("discovery/wrong.json", wrong);
  const { code } = await here.run("generate", "--force");
  expect(code).toBe(6);
  expect(here.read("generated/discovery-codegen.lock")).toBe(before);
  expect(here.has("generated/museum-v2")).toBe(false);
});

describe("what is no Discovery document", () => {
  test.each([
    ["nothing", "", "document-empty"],
    ["a page of HTML", "<!DOCTYPE html><p>Sign in", "html-page"],
    ["broken JSON", '{"id": ', "json-syntax"],
    ["an OpenAPI document", '{"openapi": "3.1.0"}', "openapi-document"],
    [
      "a directory of APIs",
      '{"kind": "discovery#directoryList", "items": []}',
      "directory-list",
    ],
    ["an error", '{"error": {"code": 404}}', "error-response"],
    ["a list", "[]", "not-an-object"],
  ])("%s", async (_name, text, diagnostic) => {
    await here.write("document.json", text);
    const { code, stderr } = await here.run("generate", "document.json");
    expect(stderr).toMatch(
      new RegExp(
        `^document\\.json:\\d+:\\d+: error\\[${diagnostic}\\] .+\\n.*\\n {4}fix: \\w`,
      ),
    );
    expect(code).toBe(6);
    expect(here.has("generated")).toBe(false);
  });
});

describe("quirks", () => {
  const quirky = json(library({ surprise: true }));
  beforeEach(() => here.write("quirky.json", quirky));

  test("are counted, and told with --verbose", async () => {
    const { code, stderr } = await here.run("generate", "quirky.json");
    expect(stderr).toContain("1 note on quirks of the documents; --verbose");
    expect(stderr).not.toContain("surprise");
    expect(code).toBe(0);
    const verbose = await here.run("generate", "quirky.json", "--verbose");
    expect(verbose.stderr).toMatch(/note\[unknown-key\].*surprise/);
    expect(verbose.code).toBe(0);
  });

  test("are errors with --strict", async () => {
    const { code, stderr } = await here.run(
      "generate",
      "quirky.json",
      "--strict",
    );
    expect(stderr).toMatch(/error\[unknown-key\].*surprise/);
    expect(code).toBe(6);
    expect(here.has("generated")).toBe(false);
  });
});

test("an API on a host that is not Google's wants --allow-host", async () => {
  await here.write(
    "own.json",
    json(library({ rootUrl: "https://api.example.com/" })),
  );
  const refused = await here.run("generate", "own.json");
  expect(refused.stderr).toContain("error[host-not-allowed]");
  expect(refused.code).toBe(6);
  const allowed = await here.run(
    "generate",
    "own.json",
    "--allow-host",
    "api.example.com",
  );
  expect(allowed.code).toBe(0);
});
