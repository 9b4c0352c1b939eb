/** What the README says a client can do is shown by tests that exist. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { repositoryRoot } from "../support/temporary.js";

const readme = readFileSync(join(repositoryRoot, "README.md"), "utf8");
const rows = [
  ...readme.matchAll(/^\| ([^|]+) \|.*\| `([\w/.]+\.test\.ts)`: ([^|]+)\|$/gm),
].map(([, capability = "", file = "", title = ""]) => ({
  capability: capability.trim(),
  file,
  title: title.trim(),
}));

test("the table has its rows", () => {
  expect(rows.length).toBeGreaterThanOrEqual(17);
});

test.each(rows)("$capability: $file", ({ file, title }) => {
  const source = readFileSync(join(repositoryRoot, "test", file), "utf8");
  const titles = [
    ...source.matchAll(
      /\b(?:test|describe)(?:\.each\(.*?\)|)\(\s*(["`])(.*?)\1/gs,
    ),
    ...source.matchAll(/\]\)\(\s*(["`])(.*?)\1/gs),
  ].map(([, , name]) => name ?? "");
  expect(titles.filter((name) => name.startsWith(title))).not.toEqual([]);
});
