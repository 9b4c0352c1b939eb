/** Each attack and each promise of docs/security.md has a test that exists, and the figures there are those of the code. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { attacks } from "../hostile/attacks.js";
import { hostileStrings } from "../hostile/strings.js";
import { repositoryRoot } from "../support/temporary.js";

const page = readFileSync(join(repositoryRoot, "docs/security.md"), "utf8");
const rows = [
  ...page.matchAll(/^\| (.+?) +\|(?:.*\|)? `([\w/]+\.test\.ts)`: (.+?) +\|$/gm),
].map(([, what = "", file = "", title = ""]) => ({ what, file, title }));

/** A test, and where its cases stand beside it. */
function sourcesOf(file: string): string {
  const cases = "test/hostile/sabotages";
  const paths =
    file === "hostile/sabotage.test.ts"
      ? readdirSync(join(repositoryRoot, cases)).map(
          (name) => `${cases}/${name}`,
        )
      : [];
  return [`test/${file}`, ...paths]
    .map((path) => readFileSync(join(repositoryRoot, path), "utf8"))
    .join("\n");
}

test("the tables have their rows", () => {
  expect(rows.length).toBeGreaterThanOrEqual(50);
  expect(new Set(rows.map(({ file }) => file)).size).toBeGreaterThan(15);
});

test.each(rows)("$what: $file", ({ file, title }) => {
  const source = sourcesOf(file);
  // A title, or the name of one of a test's cases.
  const begin = title.replaceAll("\\|", "|").replaceAll("`", "");
  const isThere = ['"', "'", "`"].some((quote) =>
    source.includes(`${quote}${begin}`),
  );
  expect(isThere || source.includes(` ${begin}\``)).toBe(true);
});

test("every attack has its figures", () => {
  // Formatters choose fences of their own.
  const bare = (text: string): string => text.replaceAll(/[`\\\s]/g, "");
  const cells = page
    .split("\n")
    .map((line) => bare(line.split(" | ")[0] ?? ""));
  for (const { name } of attacks) expect(cells).toContain(`|${bare(name)}`);
});

test("the number of strings is that of the list", () => {
  expect(page).toContain(`puts ${hostileStrings.length} strings`);
});

test("SECURITY.md leads there", () => {
  const text = readFileSync(join(repositoryRoot, "SECURITY.md"), "utf8");
  expect(text).toContain("docs/security.md");
});
