/** What a page's visitors pay: the vendored client in a bundle, minified and compressed. */
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { renderOutput } from "../../generator/renderOutput.js";
import type { RestDescription } from "../../generator/read/restDescription.js";
import { describeCorpus, readCorpus } from "../support/corpus.js";
import {
  inTemporaryFolder,
  repositoryRoot as root,
  writeFiles,
} from "../support/temporary.js";

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

/** Bytes after gzip. */
async function size(program: string): Promise<number> {
  return gzipSync(await bundle(program), { level: 9 }).length;
}

// With paging, errors, retries, timeouts, middleware and credentials. Before a change that needs more: is it worth it to everybody?
test("a call with all that every call has is at most 5,000 bytes", async () => {
  expect(await size(program)).toBeLessThanOrEqual(5000);
});

describeCorpus("a whole API", () => {
  test("drive v3 with its uploads and downloads is at most 12,000 bytes", async () => {
    const document = readCorpus("drive.v3") as RestDescription;
    const { files } = await renderOutput([document]);
    await inTemporaryFolder(async (folder) => {
      await writeFiles(folder, files);
      const index = JSON.stringify(join(folder, "drive-v3/index.ts"));
      const all = `import { Drive } from ${index}; console.log(new Drive({ auth: "T" }));`;
      expect(await size(all)).toBeLessThanOrEqual(12_000);
    });
  });
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
