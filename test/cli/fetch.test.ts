/** `fetch` against a Discovery service: what it asks, what it writes, and what it says. */
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { configFile } from "../../generator/project/config.js";
import { parseLock } from "../../generator/write/parseLock.js";
import type { Outcome } from "../support/commandLine.js";
import {
  discoveryServer,
  serving,
  type DiscoveryServer,
} from "../support/discoveryServer.js";
import { loopback, type Answer, type Handler } from "../support/loopback.js";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
let server: DiscoveryServer;

beforeEach(async () => {
  here = await workspace();
  server = await discoveryServer([library(), museum()]);
  vi.stubEnv("DISCOVERY_DIRECTORY", server.directory);
  // Nobody's proxy is in the way of the loopback interface.
  for (const name of ["http_proxy", "https_proxy", "no_proxy"])
    for (const variable of [name, name.toUpperCase()])
      vi.stubEnv(variable, undefined);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  await here.remove();
});

const lock = (): ReturnType<typeof parseLock> =>
  parseLock(here.read("discovery-codegen.lock"));
const document = "discovery/library-v1.json";
const list = "/discovery/v1/apis";
const libraryPath = "/discovery/v1/apis/library/v1/rest";

/** A configuration of two APIs, one by id and one by URL. */
function configured(): Promise<void> {
  return here.write(
    configFile,
    json({
      apis: [
        { document, source: "library:v1" },
        { document: "apis/museum.json", source: server.urlOf("museum:v2") },
      ],
    }),
  );
}

/** What `fetch --json` says. */
function report({ stdout }: Outcome): unknown {
  return JSON.parse(stdout) as unknown;
}

describe("without a configuration", () => {
  test("an API id goes into discovery/, and can be generated then", async () => {
    expect(await here.run("fetch", "library:v1")).toEqual({
      code: 0,
      stdout: "",
      stderr: `library:v1 new 20240101: ${document}\nnext: npx discovery-codegen generate ${document}\n`,
    });
    expect(await here.run("generate")).toMatchObject({ code: 0 });
    expect(here.list(".").filter((path) => path.endsWith(".tmp"))).toEqual([]);
  });

  test("a name is that of its preferred version", async () => {
    server.serve("library:v2", library({ id: "library:v2", version: "v2" }));
    const { stderr } = await here.run("fetch", "library");
    expect(stderr).toContain("library:v2 new");
    expect(here.list("discovery")).toEqual(["library-v2.json"]);
  });

  test("a URL is asked directly, and its document goes by its own name", async () => {
    const url = server.urlOf("library:v1");
    expect(await here.run("fetch", url)).toMatchObject({ code: 0 });
    expect(here.list("discovery")).toEqual(["library-v1.json"]);
    expect(server.asked()).toEqual([libraryPath]);
    expect((await here.run("fetch", url)).stderr).toContain("unchanged");
    expect(server.received.at(-1)?.headers["if-none-match"]).toBeDefined();
  });

  test.each(["apis", "../elsewhere", "."])("--out %s", async (out) => {
    await here.write("project/x", "");
    const inProject = await here.spawn(["fetch", "library:v1", "--out", out], {
      cwd: join(here.folder, "project"),
    });
    expect(inProject).toMatchObject({ code: 0 });
    expect(here.has(join("project", out, "library-v1.json"))).toBe(true);
    const lockFolder = out.startsWith("..") ? out : ".";
    const { sources } = parseLock(
      here.read(join("project", lockFolder, "discovery-codegen.lock")),
    );
    expect([...sources.keys()]).toEqual([
      out === "apis" ? "apis/library-v1.json" : "library-v1.json",
    ]);
  });

  test.each([
    [[], "name an API, such as drive:v3"],
    [["apis/x.json"], "apis/x.json is no API id such as drive:v3, no URL"],
    [["-"], "is no API id"],
    [["a:v1", "--timeout", "0"], "--timeout takes seconds"],
    [["a:v1", "--out="], "--out takes one folder"],
  ])("%j is wrong usage", async (args, message) => {
    const { code, stderr } = await here.run("fetch", ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(server.received).toEqual([]);
  });
});

describe("an id that the directory does not have", () => {
  test.each([
    ["libary:v1", "Did you mean library:v1?"],
    ["libary", "Did you mean library:v1?"],
    ["library:v9", "Of this API there are library:v1."],
    [
      "frobnicator:v1",
      "such as https://frobnicator.googleapis.com/$discovery/rest?version=v1.",
    ],
    ["frobnicator", "give the document's URL"],
  ])("%s: %s", async (id, fix) => {
    const { code, stderr } = await here.run("fetch", id);
    expect(stderr).toContain(
      `error[api-unknown] the directory has no API "${id}"`,
    );
    expect(stderr).toContain(fix);
    expect(code).toBe(7);
    expect(here.list(".")).toEqual([]);
  });
});

describe("with a configuration", () => {
  beforeEach(configured);

  test("every source is fetched, the directory asked for once", async () => {
    const { code, stderr } = await here.run("fetch");
    expect(stderr).toBe(
      `library:v1 new 20240101: ${document}\nmuseum:v2 new 20240101: apis/museum.json\n`,
    );
    expect(code).toBe(0);
    expect(server.asked().toSorted()).toEqual([
      list,
      libraryPath,
      "/discovery/v1/apis/museum/v2/rest",
    ]);
  });

  test.each([
    "library:v1",
    "library",
    "discovery/library-v1.json",
    "./discovery/library-v1.json",
  ])("%s names one of them", async (name) => {
    await here.run("fetch", name);
    expect(here.list("discovery")).toEqual(["library-v1.json"]);
    expect(here.has("apis")).toBe(false);
  });

  test("one with a URL has the name of its document, once that is known", async () => {
    await here.run("fetch");
    server.asked();
    await here.run("fetch", "museum:v2");
    expect(server.asked()).toEqual(["/discovery/v1/apis/museum/v2/rest"]);
    expect(here.has("discovery/museum-v2.json")).toBe(false);
  });

  test("an API that it does not know is fetched beside the others, and what to add is said", async () => {
    await here.write(
      configFile,
      json({ apis: [{ document: "apis/x.json", source: "museum:v2" }] }),
    );
    const { stderr } = await here.run("fetch", "library");
    expect(stderr).toContain(
      `to generate it, add to "apis" in discovery-codegen.json: {"document":"${document}","source":"library:v1"}`,
    );
  });

  test("counts for folders below it", async () => {
    await here.write("deep/down/x", "");
    const { code, stderr } = await here.spawn(["fetch"], {
      cwd: join(here.folder, "deep/down"),
    });
    expect(stderr).toContain(`library:v1 new 20240101: ../../${document}`);
    expect(code).toBe(0);
    expect([...lock().sources.keys()]).toEqual(["apis/museum.json", document]);
  });

  test.each([
    [{ document }, [], 'no API of discovery-codegen.json has a "source"'],
    [{ document }, [document], 'has no "source"'],
    [
      { document: "../library.json", source: "library:v1" },
      [],
      "../library.json is outside of its folder",
    ],
    [{ document, source: "library:v1" }, ["--out", "x"], "--out is for APIs"],
    [
      { document, source: "library:v1" },
      ["discovery/libary-v1.json"],
      `did you mean ${document}?`,
    ],
  ])("%j with %j is wrong usage", async (api, args, message) => {
    await here.write(configFile, json({ apis: [api] }));
    const { code, stderr } = await here.run("fetch", ...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
    expect(server.received).toEqual([]);
  });

  test("a document for two outputs is fetched once; from two sources it is a contradiction", async () => {
    const both = (source: string): string =>
      json({
        apis: [
          { document, source: "library:v1", out: "a" },
          { document, source, out: "b" },
        ],
      });
    await here.write(configFile, both("library:v1"));
    await here.run("fetch");
    expect(server.asked()).toEqual([list, libraryPath]);
    await here.write(configFile, both("museum:v2"));
    const { code, stderr } = await here.run("fetch");
    expect(stderr).toContain("from library:v1 and from museum:v2");
    expect(code).toBe(2);
  });
});

describe("a document that is there already", () => {
  const fetchLibrary = (...args: readonly string[]): Promise<Outcome> =>
    here.run("fetch", "library:v1", ...args);
  const newer = library({ revision: "20240202", title: "Newer" });
  const older = library({ revision: "20231231", title: "Older" });

  beforeEach(async () => {
    await fetchLibrary();
    server.asked();
  });

  test("is asked for with its ETag, and left alone where the server says 304", async () => {
    const before = [here.read(document), here.read("discovery-codegen.lock")];
    expect(await fetchLibrary()).toMatchObject({
      code: 0,
      stderr: "library:v1 unchanged 20240101\n",
    });
    expect(server.received.at(-1)?.headers["if-none-match"]).toBe(
      lock().sources.get(document)?.etag,
    );
    expect([here.read(document), here.read("discovery-codegen.lock")]).toEqual(
      before,
    );
  });

  test("is left alone where only its form is another: keys, white space, line ends, the answer's etag", async () => {
    const value = Object.entries({ ...library(), etag: '"mine"' }).reverse();
    const text = JSON.stringify(Object.fromEntries(value), null, "\t");
    await here.write(document, text.replaceAll("\n", "\r\n"));
    server.answer("library:v1", { body: { etag: '"other"', ...library() } });
    expect((await fetchLibrary()).stderr).toContain("unchanged");
    expect(here.read(document)).toContain("\r\n");
  });

  test("changes nothing, nor its lock, where the server has a new ETag for the same", async () => {
    const before = here.read("discovery-codegen.lock");
    server.answer("library:v1", {
      headers: { etag: '"other"' },
      body: library(),
    });
    expect((await fetchLibrary()).stderr).toContain("unchanged");
    expect(here.read("discovery-codegen.lock")).toBe(before);
  });

  test("is replaced by a newer revision", async () => {
    server.serve("library:v1", newer);
    expect(await fetchLibrary()).toMatchObject({
      code: 0,
      stderr: `library:v1 20240101 -> 20240202: ${document}\n`,
    });
    expect(JSON.parse(here.read(document))).toEqual(newer);
    expect(lock().sources.get(document)).toMatchObject({
      id: "library:v1",
      revision: "20240202",
    });
  });

  test("is replaced where it says something else in the same revision", async () => {
    server.serve("library:v1", library({ title: "Other" }));
    expect((await fetchLibrary()).stderr).toBe(
      `library:v1 20240101 changed without a new revision: ${document}\n`,
    );
  });

  test("is not replaced by an older revision, but by force", async () => {
    const before = here.read(document);
    server.serve("library:v1", older);
    expect(await fetchLibrary()).toMatchObject({
      code: 0,
      stderr:
        "library:v1 20240101 kept: the server gave an older revision, 20231231; --force takes it\n",
    });
    expect(here.read(document)).toBe(before);
    expect(lock().sources.get(document)?.revision).toBe("20240101");
    expect(await fetchLibrary("--force")).toMatchObject({
      code: 0,
      stderr: `library:v1 20240101 -> 20231231: ${document}\n`,
    });
  });

  test.each([undefined, "0"])(
    "is replaced by one of revision %j, which is no date",
    async (revision) => {
      server.serve("library:v1", library({ revision, title: "Other" }));
      expect((await fetchLibrary()).stderr).toContain(
        `20240101 -> ${revision ?? "(no revision)"}`,
      );
    },
  );

  test("is not replaced where it was changed since, but by force", async () => {
    const mine = json(library({ title: "Mine" }));
    await here.write(document, mine);
    server.serve("library:v1", newer);
    const { code, stderr } = await fetchLibrary();
    expect(stderr).toContain("was changed since it was fetched");
    expect(code).toBe(8);
    expect(here.read(document)).toBe(mine);
    expect(server.received.at(-1)?.headers).not.toHaveProperty("if-none-match");
    expect(await fetchLibrary("--force")).toMatchObject({ code: 0 });
  });

  test("is fetched again where it is gone", async () => {
    const other = await workspace({
      "discovery-codegen.lock": here.read("discovery-codegen.lock"),
    });
    expect((await other.run("fetch", "library:v1")).stderr).toContain("new");
    expect(server.received.at(-1)?.headers).not.toHaveProperty("if-none-match");
    await other.remove();
  });

  test("whose lock was lost, as one that is killed between the two leaves it, gets it again", async () => {
    server.serve("library:v1", newer);
    await here.write(document, json(newer));
    expect((await fetchLibrary()).stderr).toContain("unchanged");
    expect(lock().sources.get(document)?.revision).toBe("20240202");
  });

  test("is forgotten in the lock when it is gone and nobody fetches it", async () => {
    await here.run("fetch", "museum:v2");
    const other = await workspace({
      "discovery-codegen.lock": here.read("discovery-codegen.lock"),
    });
    await other.run("fetch", "museum:v2");
    const { sources } = parseLock(other.read("discovery-codegen.lock"));
    expect([...sources.keys()]).toEqual(["discovery/museum-v2.json"]);
    await other.remove();
  });

  test("stays as it is in a dry run, which says what would be", async () => {
    server.serve("library:v1", newer);
    const before = [here.read(document), here.read("discovery-codegen.lock")];
    const dry = await fetchLibrary("--dry-run");
    expect(dry).toMatchObject({
      code: 0,
      stderr: `library:v1 20240101 -> 20240202: would be written to ${document}\n`,
    });
    expect([here.read(document), here.read("discovery-codegen.lock")]).toEqual(
      before,
    );
  });
});

describe("never writes", () => {
  const refused = async (args: readonly string[]): Promise<string> => {
    const before = here.list(".");
    const { code, stderr } = await here.run("fetch", ...args);
    expect(code).toBe(8);
    expect(here.list(".")).toEqual(before);
    return stderr;
  };

  test("over a file that is no Discovery document", async () => {
    const manifest = json({ name: "library", version: "v1" });
    await here.write("package.json", manifest);
    await here.write(
      configFile,
      json({ apis: [{ document: "package.json", source: "library:v1" }] }),
    );
    expect(await refused([])).toContain(
      "package.json is no Discovery document; --force",
    );
    expect(here.read("package.json")).toBe(manifest);
  });

  test("over the document of another API", async () => {
    await here.write(document, json(museum()));
    expect(await refused(["library:v1"])).toContain(
      "is the document of museum:v2, and this is that of library:v1",
    );
  });

  test("through a symbolic link", async () => {
    await mkdir(join(here.folder, "elsewhere"));
    await symlink("elsewhere", join(here.folder, "discovery"));
    expect(await refused(["library:v1"])).toContain(
      "discovery is a symbolic link",
    );
  });

  test("a document that is another API's", async () => {
    server.serve("library:v1", museum());
    const { code, stderr } = await here.run("fetch", "library:v1");
    expect(stderr).toContain(
      'error[wrong-api] this is the document of "museum:v2", not of "library:v1"',
    );
    expect(code).toBe(6);
    expect(here.list(".")).toEqual([]);
  });

  test("a document with errors, all of which are told", async () => {
    server.serve(
      "library:v1",
      library({ rootUrl: "https://evil.example/", resources: 3 }),
    );
    const { code, stderr } = await here.run("fetch", "library:v1");
    expect(stderr).toContain("error[wrong-type]");
    expect(stderr).toContain("2 errors in library:v1; nothing was written");
    expect(code).toBe(6);
    expect(here.list(".")).toEqual([]);
  });

  test("a document on a host that nobody allowed", async () => {
    const elsewhere = library({ rootUrl: "https://library.example/" });
    server.serve("library:v1", elsewhere);
    expect(await here.run("fetch", "library:v1")).toMatchObject({ code: 6 });
    expect(
      await here.run("fetch", "library:v1", "--allow-host", "library.example"),
    ).toMatchObject({ code: 0 });
  });
});

test("a document with errors that its overlay mends is written as it is", async () => {
  await here.write(
    configFile,
    json({ apis: [{ document, source: "library:v1", overlay: "mend.json" }] }),
  );
  await here.write(
    "mend.json",
    json([{ op: "replace", path: "/servicePath", value: "" }]),
  );
  server.serve("library:v1", library({ servicePath: 3 }));
  expect(await here.run("fetch")).toMatchObject({ code: 0 });
  expect(JSON.parse(here.read(document))).toHaveProperty("servicePath", 3);
  expect(await here.run("generate")).toMatchObject({ code: 0 });
});

test("what is written is canonical: sorted keys, arrays as they were, two spaces, LF, nothing invisible", async () => {
  server.serve("library:v1", {
    ...library({ title: "a\u202Eb\u200B\u{E0001}" }),
    labels: ["b", "a"],
  });
  await here.run("fetch", "library:v1");
  const text = here.read(document);
  expect(text).toContain('"title": "a\\u202eb\\u200b\\udb40\\udc01"');
  expect(text).toContain('  "labels": [\n    "b",\n    "a"\n  ],\n');
  expect(text).not.toMatch(/[^\P{C}\n]/u);
  expect(text.endsWith("\n}\n")).toBe(true);
  const keys = [...text.matchAll(/^ {2}"(\w+)"/gm)].map(([, key]) => key);
  expect(keys).toEqual(keys.toSorted());
  // Pinned again from what was written, nothing changes.
  server.serve("library:v1", JSON.parse(text) as Record<string, unknown>);
  const again = await workspace();
  await again.run("fetch", "library:v1");
  expect(again.read(document)).toBe(text);
  await again.remove();
});

describe("--json", () => {
  test("says whether anything changed, for CI", async () => {
    await configured();
    await here.run("fetch");
    expect(report(await here.run("fetch", "--json"))).toMatchObject({
      dryRun: false,
      changed: false,
    });
    server.serve("library:v1", library({ revision: "20250101" }));
    const dry = await here.run("fetch", "--dry-run", "--json");
    expect(report(dry)).toEqual({
      dryRun: true,
      changed: true,
      apis: [
        {
          source: "library:v1",
          status: "updated",
          id: "library:v1",
          document,
          from: "20240101",
          to: "20250101",
        },
        {
          source: server.urlOf("museum:v2"),
          status: "unchanged",
          id: "museum:v2",
          document: "apis/museum.json",
          from: "20240101",
          to: "20240101",
        },
      ],
    });
    expect(dry.stderr).toContain("20240101 -> 20250101");
  });

  test("one API that fails does not stop the others", async () => {
    await configured();
    server.answer("library:v1", { status: 404, body: "gone" });
    const outcome = await here.run("fetch", "--json");
    expect(outcome.code).toBe(7);
    expect(report(outcome)).toMatchObject({
      changed: true,
      apis: [
        {
          source: "library:v1",
          status: "failed",
          diagnostics: [{ code: "http-status" }],
        },
        { id: "museum:v2", status: "new" },
      ],
    });
    expect(here.list(".")).toEqual([
      "apis/museum.json",
      "discovery-codegen.json",
      "discovery-codegen.lock",
    ]);
    expect([...lock().sources.keys()]).toEqual(["apis/museum.json"]);
  });
});

describe("headers", () => {
  const source = (): string => server.urlOf("library:v1");
  const withHeaders = (
    headers: Readonly<Record<string, string>>,
    from = source(),
  ): Promise<void> =>
    here.write(
      configFile,
      json({ apis: [{ document, source: from, headers }] }),
    );

  test("come from the environment, and nothing shows them", async () => {
    await withHeaders({ Authorization: "Bearer ${TOKEN}", "X-Key": "${KEY}" });
    vi.stubEnv("TOKEN", "secret-$&-token\n");
    vi.stubEnv("KEY", "secret-key");
    const { code, stdout, stderr } = await here.run("fetch", "--json");
    expect(code).toBe(0);
    expect(server.received.at(-1)?.headers).toMatchObject({
      authorization: "Bearer secret-$&-token",
      "x-key": "secret-key",
    });
    expect(stdout + stderr + here.read("discovery-codegen.lock")).not.toContain(
      "secret",
    );
  });

  test.each([
    [undefined, "need the environment variable TOKEN for Authorization"],
    ["", "it is not set"],
    ["secret\r\nx: y", "has characters that no header can hold"],
  ])("from a variable that is %j are an error", async (value, message) => {
    await withHeaders({ Authorization: "Bearer ${TOKEN}" });
    vi.stubEnv("TOKEN", value);
    const { code, stderr } = await here.run("fetch");
    expect(stderr).toContain(message);
    expect(stderr).not.toContain("secret");
    expect(code).toBe(2);
    expect(server.received).toEqual([]);
  });

  test.each([
    ["library:v1", 'go with a URL as "source"'],
    ["http://library.example/rest.json", "are not sent over plain http"],
    ["http://127.0.0.1.example/rest.json", "are not sent over plain http"],
  ])("are not for %s", async (from, message) => {
    await withHeaders({ Authorization: "${TOKEN}" }, from);
    vi.stubEnv("TOKEN", "secret");
    const { code, stderr } = await here.run("fetch");
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test("stay at their origin when it redirects elsewhere", async () => {
    const other = await discoveryServer([library()]);
    server.answer("library:v1", {
      status: 302,
      headers: { location: other.urlOf("library:v1") },
    });
    await withHeaders({ Authorization: "Bearer ${TOKEN}" });
    vi.stubEnv("TOKEN", "secret");
    expect(await here.run("fetch")).toMatchObject({ code: 0 });
    expect(server.received.at(-1)?.headers.authorization).toBe("Bearer secret");
    expect(other.received.at(-1)?.headers).not.toHaveProperty("authorization");
    await other.close();
  });

  test("a key in a URL is in no message and not in the lock", async () => {
    const url = `${source()}?key=secret`;
    const { stderr } = await here.run("fetch", url);
    expect(stderr + here.read("discovery-codegen.lock")).not.toContain(
      "secret",
    );
    expect(server.received.at(-1)?.url).toContain("key=secret");
    server.answer("library:v1", { status: 404 });
    const failed = await here.run("fetch", url, "--json");
    expect(failed.stderr).toContain("key=REDACTED");
    expect(failed.stderr + failed.stdout).not.toContain("secret");
  });
});

test("two at once leave whole files, and the next puts right what their locks say", async () => {
  const env = { DISCOVERY_DIRECTORY: server.directory };
  const apis = ["library:v1", "museum:v2"];
  const outcomes = await Promise.all(
    apis.map((api) => here.spawn(["fetch", api], { env })),
  );
  expect(outcomes.map(({ code }) => code)).toEqual([0, 0]);
  expect(await here.run("fetch", ...apis)).toMatchObject({
    code: 0,
    stderr: "library:v1 unchanged 20240101\nmuseum:v2 unchanged 20240101\n",
  });
  expect([...lock().sources.keys()]).toEqual([
    document,
    "discovery/museum-v2.json",
  ]);
  expect(here.list(".")).toEqual([
    "discovery-codegen.lock",
    document,
    "discovery/museum-v2.json",
  ]);
});

describe("what a server does wrong leaves nothing behind", () => {
  test.each<[string, Answer | Handler, string, number]>([
    ["an HTML page", { body: "<html><title>Sign in" }, "html-page", 6],
    ["no JSON", { body: "{" }, "json-syntax", 6],
    ["nothing", { body: "" }, "document-empty", 6],
    [
      "an error as 200",
      { body: { error: { code: 500 } } },
      "error-response",
      6,
    ],
    [
      "a list of APIs",
      { body: { kind: "discovery#directoryList" } },
      "directory-list",
      6,
    ],
    ["404", { status: 404 }, "http-status", 7],
    ["500 for ever", { status: 500 }, "http-status", 7],
    [
      "a redirect to a file",
      { status: 302, headers: { location: "file:///etc/passwd" } },
      "http-redirect",
      7,
    ],
    [
      "a redirect to the cloud's metadata",
      { status: 302, headers: { location: "http://169.254.169.254/" } },
      "http-redirect",
      7,
    ],
    [
      "gzip that is none",
      { headers: { "content-encoding": "gzip" }, body: "{}" },
      "http-failed",
      7,
    ],
    [
      "a body that stops",
      (_request, response) => void response.write("{"),
      "http-timeout",
      7,
    ],
  ])("%s", async (_name, answer, code, exitCode) => {
    server.answer("library:v1", answer);
    const outcome = await here.run("fetch", "library:v1", "--timeout", "2");
    expect(outcome.stderr).toContain(`error[${code}]`);
    expect(outcome.code).toBe(exitCode);
    expect(here.list(".")).toEqual([]);
  });

  test.each<[string, Answer | Handler, string]>([
    ["a document", { body: library() }, "directory-invalid"],
    ["an HTML page", { body: "<html>" }, "directory-invalid"],
    ["nothing", { body: "" }, "directory-invalid"],
    ["a deep list", { body: "[".repeat(1e6) }, "directory-invalid"],
    ["404", { status: 404 }, "http-status"],
    [
      "items that are none",
      { body: { items: [1, null, { id: "a" }] } },
      "api-unknown",
    ],
    [
      "an item that leads into the network",
      { body: { items: [item("http://169.254.169.254/")] } },
      "http-redirect",
    ],
    [
      "an item that is a file",
      { body: { items: [item("file:///etc/passwd")] } },
      "http-redirect",
    ],
    [
      "an item whose URL is none",
      { body: { items: [item("no")] } },
      "input-url-invalid",
    ],
  ])("in the directory's place %s", async (_name, answer, code) => {
    const directory = await loopback(
      typeof answer === "function" ? answer : () => answer,
    );
    const outcome = await here.run(
      "fetch",
      "library:v1",
      "--directory",
      directory.url,
    );
    expect(outcome.stderr).toContain(`error[${code}]`);
    expect(outcome.code).toBe(7);
    await directory.close();
  });
});

function item(discoveryRestUrl: string): unknown {
  return { id: "library:v1", name: "library", version: "v1", discoveryRestUrl };
}

test("a document counts by what it is, whatever type the server says it has", async () => {
  server.answer("library:v1", {
    headers: { "content-type": "text/html" },
    body: JSON.stringify(library()),
  });
  expect(await here.run("fetch", "library:v1")).toMatchObject({ code: 0 });
});

test("a directory that is elsewhere is named by --directory", async () => {
  vi.stubEnv("DISCOVERY_DIRECTORY", "http://127.0.0.1:1/");
  const run = await here.run(
    "fetch",
    "library:v1",
    "--directory",
    server.directory,
  );
  expect(run).toMatchObject({ code: 0 });
});

test("a lock that cannot be read stops everything before anything is asked", async () => {
  await here.write("discovery-codegen.lock", "<<<<<<< HEAD");
  const { code, stderr } = await here.run("fetch", "library:v1");
  expect(stderr).toContain(
    "error: discovery-codegen.lock:1: there are the conflict markers",
  );
  expect(code).toBe(2);
  expect(server.received).toEqual([]);
});

test("where configuration and output share a folder they share the lock", async () => {
  await here.write(
    configFile,
    json({ out: ".", apis: [{ document, source: "library:v1" }] }),
  );
  await here.run("fetch");
  await here.run("generate");
  await here.run("fetch");
  const { sources, apis, files } = lock();
  expect([...sources.keys()]).toEqual([document]);
  expect([...apis.keys()]).toEqual(["library-v1"]);
  expect(files.has("library-v1/index.ts")).toBe(true);
  expect(await here.run("check")).toMatchObject({ code: 0 });
});

test.each(["inspect", "generate"])("%s takes an API id", async (command) => {
  expect(await here.run(command, "library:v1")).toMatchObject({ code: 0 });
  const { code, stderr } = await here.run(command, "libary:v1");
  expect(stderr).toContain("Did you mean library:v1?");
  expect(code).toBe(7);
});

test("without a network an API id says what can be done", async () => {
  vi.stubEnv("DISCOVERY_DIRECTORY", "http://no-such-host.invalid/apis");
  const { code, stderr } = await here.run("inspect", "library:v1");
  expect(stderr).toContain("Without a network, give a file");
  expect(code).toBe(7);
});

test("a server that comes back is asked again; one that does not is given up", async () => {
  server.answer("library:v1", { status: 503 }, serving(library()));
  expect(await here.run("fetch", "library:v1")).toMatchObject({ code: 0 });
  server.answer("museum:v2", {
    status: 429,
    headers: { "retry-after": "3600" },
  });
  const { code, stderr } = await here.run("fetch", "museum:v2");
  expect(stderr).toContain(
    'the server answered 429 "Too Many Requests"; it may be asked again in 3600 s, which is too late',
  );
  expect(code).toBe(7);
});
