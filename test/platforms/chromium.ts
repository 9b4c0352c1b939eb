/** A page on localhost that runs a module in a headless Chromium, or has a worker run it. */
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { loopback } from "../support/loopback.js";

export const chromiumPath: string =
  process.env["CHROMIUM"] || "/usr/bin/chromium";

export const hasChromium: boolean = existsSync(chromiumPath);

/** What a page left behind. */
export interface PageOutcome<T> {
  /** `globalThis.told`, once it is there. */
  readonly told: T;
  /** Errors that nobody caught. */
  readonly faults: readonly string[];
  /** Of the page: `http://localhost:PORT` */
  readonly origin: string;
}

const scripts = {
  page: `import "/bundle.js";`,
  worker: `const worker = new Worker("/bundle.js" + location.search, { type: "module" });
    worker.onmessage = ({ data }) => { globalThis.told = data; };`,
};

/**
 * @param where who runs the module
 * @param query what the page's address says, and the worker's
 */
export async function runInChromium<T>(
  where: keyof typeof scripts,
  script: string,
  query: Readonly<Record<string, string>>,
): Promise<PageOutcome<T>> {
  const site = await loopback(({ url }) =>
    url.startsWith("/bundle.js")
      ? { headers: { "content-type": "text/javascript" }, body: script }
      : {
          headers: { "content-type": "text/html" },
          body: `<!DOCTYPE html><title>Page</title><link rel="icon" href="data:,"><script type="module">${scripts[where]}</script>`,
        },
  );
  const browser = await chromium.launch({
    executablePath: chromiumPath,
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
    const origin = site.origin.replace("127.0.0.1", "localhost");
    await page.goto(`${origin}/?${new URLSearchParams(query).toString()}`);
    const told = await page.waitForFunction<unknown>(
      "globalThis.told",
      undefined,
      { timeout: 50_000 },
    );
    return {
      told: (await told.jsonValue()) as T,
      faults,
      origin,
    };
  } finally {
    await browser.close();
    await site.close();
  }
}
