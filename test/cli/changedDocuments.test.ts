/** Documents are held against the lock: one that somebody changed is not what the service said. */
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  discoveryServer,
  type DiscoveryServer,
} from "../support/discoveryServer.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

const path = "discovery/library-v1.json";
let server: DiscoveryServer;
let here: Workspace;
beforeEach(async () => {
  server = await discoveryServer([library(), museum()]);
  const apis = ["library:v1", "museum:v2"].map((source) => ({
    document: `discovery/${source.replace(":", "-")}.json`,
    source: server.urlOf(source),
  }));
  here = await workspace({ "discovery-codegen.json": json({ apis }) });
  await here.run("fetch");
  await here.run("generate");
});
afterEach(async () => {
  await here.remove();
  await server.close();
});

test("as it was fetched, it is fresh, and nothing is read for it", async () => {
  const spawned = await here.spawn(["check"]);
  expect(spawned.stderr).toMatch(/^fresh: /);
  expect(spawned.code).toBe(0);
});

test("formatted anew, it still is what was fetched", async () => {
  await here.write(path, JSON.stringify(JSON.parse(here.read(path))));
  expect(await here.run("check")).toMatchObject({ code: 0 });
});

test("changed by hand, check fails, also when its client was generated from that", async () => {
  const text = here.read(path);
  await here.write(path, text.replace("20240101", "20990101"));
  const generated = await here.run("generate");
  expect(generated.stderr).toMatch(
    /^warning: discovery\/library-v1\.json is not what was fetched; put changes into an overlay/,
  );
  expect(generated.code).toBe(0);
  for (const run of [here.run("check"), here.spawn(["check"])]) {
    const { stderr, code } = await run;
    expect(stderr).toMatch(
      /^fresh: .*\nedited {2}discovery\/library-v1\.json is not what was fetched;/,
    );
    expect(code).toBe(4);
  }
  const { stdout } = await here.run("check", "--json");
  expect(JSON.parse(stdout)).toMatchObject({
    fresh: false,
    changedDocuments: [path],
  });
  await here.run("fetch", "--force");
  await here.run("generate");
  expect(here.read(path)).toBe(text);
  expect(await here.run("check")).toMatchObject({ code: 0 });
});

test("changed back, it needs no more than generate", async () => {
  const text = here.read(path);
  await here.write(path, text.replace("Library", "My"));
  await here.run("generate");
  await here.write(path, text);
  await here.run("generate");
  expect(await here.run("check")).toMatchObject({ code: 0 });
});

test("a lock of another document, such as after a merge, is noticed by hashes", async () => {
  const lock = "discovery-codegen.lock";
  const text = here.read(lock);
  await here.write(lock, text.replace(/("document":"sha256:)..../, "$1ffff"));
  const { code, stderr } = await here.spawn(["check"]);
  expect(stderr).toContain("is not what was fetched");
  expect(code).toBe(4);
});

test("that is one's own from now on has no line in the lock", async () => {
  await here.write(path, here.read(path).replace("Library", "My"));
  await here.run("generate");
  const lock = "discovery-codegen.lock";
  const lines = here.read(lock).split("\n");
  const kept = lines.filter((line) => !line.includes("library-v1.json"));
  await here.write(lock, kept.join("\n"));
  await here.run("generate");
  expect(await here.run("check")).toMatchObject({ code: 0 });
});

test("in GitHub Actions it is an error at the document", async () => {
  await here.write(path, here.read(path).replace("Library", "My"));
  await here.run("generate");
  const env = { GITHUB_ACTIONS: "true", GITHUB_WORKSPACE: "" };
  const { stdout } = await here.spawn(["check"], { env });
  expect(stdout).toMatch(
    /^::error file=discovery\/library-v1\.json,line=1,title=edited::is not/,
  );
});
