/** What a page's visitors pay: the vendored client in a bundle, minified and compressed. */
import { resolve } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

async function bundle(program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  return outputFiles[0]?.text ?? "";
}

const program = `
  import { Genomics } from "./generated/genomics-v1/index.ts";
  for await (const { name } of new Genomics({ auth: "T" }).operations.list({ name: "operations" })) console.log(name);
`;

// With paging, errors, retries, timeouts, middleware and credentials. Before a change that needs more: is it worth it to everybody?
test("a call with all that every call has is at most 5,900 bytes", async () => {
  const size = gzipSync(await bundle(program), { level: 9 }).length;
  expect(size).toBeLessThanOrEqual(5900);
});

test("what is not used is not in it", async () => {
  const text = await bundle(program);
  expect(text).toContain("retry-after");
  expect(text).not.toContain("multipart");
  expect(text).not.toContain('alt:"media"');
  const withLogging = await bundle(
    `import { logging } from "./generated/runtime/index.ts"; console.log(logging);${program}`,
  );
  expect(withLogging.length).toBeGreaterThan(text.length + 100);
});
