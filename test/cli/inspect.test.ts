/** `inspect`: the surface of an API, for people and for programs. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { repositoryRoot } from "../support/temporary.js";
import { json, library } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

const pinned = join(repositoryRoot, "discovery/genomics-v1.json");

let here: Workspace;
beforeAll(async () => {
  here = await workspace({ "library.json": json(library()) });
});
afterAll(() => here.remove());

test("as text, on standard output", async () => {
  const { code, stdout, stderr } = await here.run("inspect", pinned);
  expect(stdout).toMatchInlineSnapshot(`
    "genomics:v1 revision 20210410: Genomics API
    class Genomics in genomics-v1/, 3 methods, 21 schemas

    operations
      cancel(name, body?)                         POST v1/{+name}:cancel
      get(name)                                   GET v1/{+name}
      list(name, filter?, pageSize?, pageToken?)  GET v1/{+name}
          list_next: pages; items in operations, the only array of the response
    "
  `);
  expect(stderr).not.toContain("operations");
  expect(code).toBe(0);
});

test("as JSON, alone on standard output", async () => {
  const { code, stdout } = await here.run("inspect", pinned, "--json");
  expect(code).toBe(0);
  const [report, ...others] = JSON.parse(stdout) as [
    { methods: { name: string }[]; schemas: unknown[] },
  ];
  expect(others).toEqual([]);
  expect(report).toMatchObject({
    format: 1,
    id: "genomics:v1",
    revision: "20210410",
    className: "Genomics",
    folder: "genomics-v1",
    rootUrl: "https://genomics.googleapis.com/",
    scopes: [
      "https://www.googleapis.com/auth/cloud-platform",
      "https://www.googleapis.com/auth/genomics",
    ],
  });
  expect(report.methods.map(({ name }) => name)).toEqual([
    "cancel",
    "get",
    "list",
  ]);
  expect(report.methods[2]).toMatchObject({
    id: "genomics.operations.list",
    accessor: ["operations"],
    verb: "GET",
    path: "v1/{+name}",
    response: "ListOperationsResponse",
    next: { name: "list_next", items: { field: "operations" } },
  });
  const { schemas } = JSON.parse(readFileSync(pinned, "utf8")) as {
    schemas: object;
  };
  expect(report.schemas.length).toBe(Object.keys(schemas).length);
});

test("of several documents: several reports", async () => {
  const { stdout } = await here.run(
    "inspect",
    pinned,
    "library.json",
    "--json",
  );
  const reports = JSON.parse(stdout) as { id: string }[];
  expect(reports.map(({ id }) => id)).toEqual(["genomics:v1", "library:v1"]);
});

test("it writes nothing and takes no --out", async () => {
  const { code, stderr } = await here.run("inspect", pinned, "--out=x");
  expect(stderr).toContain("unknown option --out");
  expect(code).toBe(2);
  expect(here.list(".")).toEqual(["library.json"]);
});
