/** `--include`, `--exclude` and `--schema`. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { json, library, museum } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
beforeEach(async () => {
  here = await workspace({
    "discovery/library.json": json(library()),
    "discovery/museum.json": json(museum()),
  });
});
afterEach(() => here.remove());

const books = (folder: string): string =>
  here.read(`generated/${folder}/resources/books.ts`);
const schemas = (folder: string): string =>
  here.read(`generated/${folder}/schemas.ts`);

describe("two APIs", () => {
  const args = ["--include=library.books.get", "--include=museum.books.list"];

  test("each has the methods of its own patterns", async () => {
    expect(await here.run("generate", ...args)).toMatchObject({ code: 0 });
    expect(books("library-v1")).toContain("  get(params: BooksGetParams");
    expect(books("library-v1")).not.toContain("list(");
    expect(books("museum-v2")).toContain("  list(");
    expect(books("museum-v2")).not.toContain("get(");
    expect(schemas("library-v1")).not.toContain("ListBooksResponse");
    expect(schemas("museum-v2")).toContain("ListBooksResponse");
  });

  test("check and inspect take the same patterns", async () => {
    await here.run("generate", ...args);
    expect(await here.run("check", ...args)).toMatchObject({ code: 0 });
    expect(await here.run("check")).toMatchObject({ code: 4 });
    const { code, stdout } = await here.run("inspect", "discovery", ...args);
    expect(code).toBe(0);
    expect(stdout).toMatch(/class Library in library-v1\/, 1 method, /);
    expect(stdout).toMatch(/class Museum in museum-v2\/, 1 method, /);
  });

  test("one without a pattern stays whole", async () => {
    const all = await here.run("generate", "--out", "whole");
    expect(all.code).toBe(0);
    await here.run("generate", "--exclude", "library.books.list");
    for (const file of ["index.ts", "resources/books.ts", "schemas.ts"]) {
      expect(here.read(`generated/museum-v2/${file}`)).toBe(
        here.read(`whole/museum-v2/${file}`),
      );
    }
    expect(books("library-v1")).not.toContain("list(");
  });
});

test("--schema adds to what is included", async () => {
  const { code } = await here.run(
    "generate",
    "discovery/library.json",
    "--include=books.get",
    "--schema=List*",
  );
  expect(code).toBe(0);
  expect(schemas("library-v1")).toContain(
    "export interface ListBooksResponse {",
  );
  expect(books("library-v1")).not.toContain("list(");
});

test("a smaller selection removes files, a larger one brings them back", async () => {
  await here.write(
    "shelves.json",
    json(
      library({
        resources: {
          books: { methods: { get: method("books") } },
          shelves: { methods: { get: method("shelves") } },
        },
      }),
    ),
  );
  const file = "generated/library-v1/resources/shelves.ts";
  await here.run("generate", "shelves.json");
  expect(here.has(file)).toBe(true);
  const { stderr } = await here.run(
    "generate",
    "shelves.json",
    "--exclude=shelves",
  );
  expect(stderr).toContain("removed 1 file no longer generated\n");
  expect(here.has(file)).toBe(false);
  await here.run("generate", "shelves.json");
  expect(here.has(file)).toBe(true);
});

function method(resource: string): object {
  return {
    id: `library.${resource}.get`,
    httpMethod: "GET",
    path: `v1/${resource}`,
    response: { $ref: "Book" },
  };
}

describe("exit 2, and nothing is written", () => {
  test.each<[name: string, args: readonly string[], message: string]>([
    [
      "a pattern that fits nothing",
      ["--include", "library.boks.get"],
      'no method fits "library.boks.get"; did you mean "library.books.get"?',
    ],
    [
      "a schema that is not there",
      ["--include", "books", "--schema", "Bok"],
      'no schema fits "Bok"; did you mean "Book"?',
    ],
    [
      "nothing left",
      ["--exclude", "museum.*"],
      "the selection leaves no method of museum:v2",
    ],
    [
      "--schema alone",
      ["--schema", "Book"],
      "--schema goes with --include or --exclude: without them all schemas are written",
    ],
  ])("%s", async (_name, args, message) => {
    for (const command of [["generate"], ["check"], ["inspect", "discovery"]]) {
      const { code, stdout, stderr } = await here.run(...command, ...args);
      expect(stderr).toContain(message);
      expect(stdout).toBe("");
      expect(code).toBe(2);
      expect(here.has("generated")).toBe(false);
    }
  });
});
