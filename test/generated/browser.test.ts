/** The client in a browser: a page on localhost that uses a bundle, against a server of another origin. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { expect, test } from "vitest";
import { describeIf } from "../support/describeIf.js";
import { loopback } from "../support/loopback.js";
import { operationsServer, told } from "./operationsServer.js";

const executablePath = process.env["CHROMIUM"] || "/usr/bin/chromium";

describeIf(
  existsSync(executablePath),
  "Chromium",
  `there is none at ${executablePath}, set CHROMIUM`,
  () => {
    test("a page uses the client", useInPage);
  },
);

async function useInPage(): Promise<void> {
  const bundle = await bundleForPages();
  const api = await operationsServer();
  const site = await loopback(({ url }) =>
    url === "/bundle.js"
      ? { headers: { "content-type": "text/javascript" }, body: bundle }
      : {
          headers: { "content-type": "text/html" },
          body: `<!DOCTYPE html><title>waiting</title><script type="module">
            import { useOperations } from "/bundle.js";
            useOperations(new URLSearchParams(location.search).get("api")).then(
              (lines) => { globalThis.told = lines; },
              (error) => { globalThis.told = [String(error)]; });
            </script>`,
        },
  );
  const browser = await chromium.launch({
    executablePath,
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    const host = site.origin.replace("127.0.0.1", "localhost");
    await page.goto(`${host}/?api=${encodeURIComponent(api.url)}`);
    const result = await page.waitForFunction<unknown>("globalThis.told");
    expect(await result.jsonValue()).toEqual(told);
    expect(faults).toEqual([]);
    // The page is of another origin, so that the browser asked first.
    expect(api.received.map(({ method }) => method)).toContain("OPTIONS");
    const origins = api.received.map(({ headers }) => headers.origin);
    expect(new Set(origins)).toEqual(new Set([host]));
  } finally {
    await browser.close();
    await Promise.all([site.close(), api.close()]);
  }
}

/** The program and the client in one module, without anything that only Node has. */
async function bundleForPages(): Promise<string> {
  const { outputFiles, warnings } = await build({
    entryPoints: [join(import.meta.dirname, "program/useOperations.ts")],
    bundle: true,
    write: false,
    format: "esm",
    platform: "browser",
    logLevel: "silent",
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text ?? "";
}
