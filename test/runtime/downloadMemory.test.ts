/** How much memory a stream takes, in a process of its own. */
import { spawn } from "node:child_process";
import { createServer } from "node:http";

import type { AddressInfo } from "node:net";
import { resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { crc32c } from "../../templates/runtime/crc32c.js";
import { checksumText } from "../../templates/runtime/storedChecksum.js";
import { someBytes } from "./mediaServer.js";

const megabyte = 2 ** 20;

const program = `
  import { ApiClient, download } from "./templates/runtime/index.ts";
  const rootUrl = process.argv.at(-1);
  const service = { id: "library:v1", rootUrl, servicePath: "" };
  const client = new ApiClient(service, { rootUrl, retry: { initialDelay: 1 } });
  const get = { id: "library.books.get", verb: "GET", path: "v1/{+name}" };
  let received = 0;
  for await (const chunk of await download(client, get, { name: "b" }).stream()) received += chunk.length;
  console.log(JSON.stringify({ received, peak: process.resourceUsage().maxRSS * 1024 }));
`;

/** Downloads a number of megabytes, over connections that break after 50, and gives the most memory that it took, in bytes. */
async function peakOf(megabytes: number): Promise<number> {
  const block = someBytes(megabyte);
  const length = megabytes * megabyte;
  let checksum = 0;
  for (let sent = 0; sent < megabytes; sent++)
    checksum = crc32c(block, checksum);
  const server = createServer((request, response) => {
    const begin = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
    response.writeHead(begin ? 206 : 200, {
      etag: '"1"',
      "content-length": length - begin,
      "x-goog-hash": `crc32c=${checksumText(checksum)}`,
      ...(begin && {
        "content-range": `bytes ${begin}-${length - 1}/${length}`,
      }),
    });
    const end = Math.min(length, begin + 50 * megabyte);
    const pieces = piecesOf(block, begin, end);
    pipeline(pieces, response, { end: end === length }).then(
      () => end === length || response.destroy(),
      (error) => response.destroy(error),
    );
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  const { outputFiles } = await build({
    stdin: {
      contents: program,
      resolveDir: resolve(import.meta.dirname, "../.."),
      loader: "ts",
    },
    bundle: true,
    format: "esm",
    target: "es2022",
    write: false,
  });
  const child = spawn(
    process.execPath,
    ["--input-type=module", "-", `http://127.0.0.1:${port}/`],
    { stdio: ["pipe", "pipe", "inherit"] },
  );
  child.stdin.end(outputFiles[0]?.text);
  let output = "";
  for await (const text of child.stdout.setEncoding("utf8")) output += text;
  server.closeAllConnections();
  server.close();
  const { received, peak } = JSON.parse(output) as {
    received: number;
    peak: number;
  };
  expect(received).toBe(length);
  return peak;
}

/** The bytes of a block that is repeated. */
function* piecesOf(block: Buffer, begin: number, end: number) {
  for (let at = begin; at < end;) {
    const offset = at % block.length;
    const piece = block.subarray(offset, offset + end - at);
    at += piece.length;
    yield piece;
  }
}

test("a stream of 256 MiB takes no more memory than one of 32", async () => {
  const [small, big] = [await peakOf(32), await peakOf(256)];
  expect(big - small).toBeLessThan(64 * megabyte);
}, 120_000);
