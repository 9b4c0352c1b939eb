/** Pages of references in a headless Chromium, opened from disk as a reader does. */
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import {
  chromium,
  type Browser,
  type BrowserContextOptions,
  type Page,
} from "playwright-core";
import { chromiumPath } from "../platforms/chromium.js";
import { docsOf } from "./docsOf.js";

export { hasChromium } from "../platforms/chromium.js";

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"],
  });
}

/** Writes a document's web site. */
export async function writeSite(
  folder: string,
  document: unknown,
): Promise<void> {
  for (const [path, text] of (await docsOf(document, "html")) ?? []) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

export interface OpenPage {
  readonly page: Page;
  /** What the browser had to say: errors, and what the Content-Security-Policy kept out. */
  readonly complaints: readonly string[];
}

/** Opens a page of a site, without a network. */
export async function openPage(
  browser: Browser,
  folder: string,
  path: string,
  options: BrowserContextOptions = {},
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1400, height: 900 },
    ...options,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (!/^(?:file|data|blob):/.test(request.url()))
      complaints.push(`request: ${request.url()}`);
  });
  const [file = "", hash] = path.split("#");
  const url = pathToFileURL(join(folder, file));
  if (hash !== undefined) url.hash = hash;
  await page.goto(url.href);
  return { page, complaints };
}

/** What axe-core has against a page, rule by rule with the first elements. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const require = createRequire(import.meta.url);
  const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  // Evaluated by the debugger, which the page's policy does not bind.
  await page.evaluate(source);
  // What is not painted is not looked at.
  await page.evaluate(
    "document.querySelectorAll('section, .names li').forEach((one) => { one.style.contentVisibility = 'visible'; })",
  );
  const { violations } = (await page.evaluate(
    "axe.run({ resultTypes: ['violations'], preload: false })",
  )) as {
    readonly violations: readonly {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly html: string }[];
    }[];
  };
  return violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}: ${nodes.length}, such as ${nodes[0]?.html}`,
  );
}
