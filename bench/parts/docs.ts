/** What the reference of the largest API takes: to write, to open, to search. */
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium, type Page } from "playwright-core";
import { measure } from "../measure.js";
import { median } from "../paired.js";
import { budget, note, table } from "../report.js";
import {
  document as documentOf,
  emptyFolder,
  node,
  sizes,
  tool,
} from "../workspace.js";

const chromiumPath = process.env["CHROMIUM"] || "/usr/bin/chromium";

/** A reader types them bit by bit. */
const queries = ["i", "in", "ins", "inst", "instance", "instances insert", "e"];

export async function run(): Promise<void> {
  const compute = documentOf("compute.v1");
  if (!compute) return note("skipped: compute v1 is not in the corpus");
  const out = join(emptyFolder("docs"), "out");
  const write = (format: string): readonly string[] => [
    tool,
    "docs",
    compute,
    "--format",
    format,
    "--out",
    out,
  ];
  const samples = await measure(
    ["html", "md"].map((format) => ({
      name: `docs --format ${format}`,
      args: write(format),
      prepare: () => rmSync(out, { recursive: true, force: true }),
    })),
    5,
  );
  table(
    ["compute v1", "least s", "median s", "CPU s", "MB"],
    [...samples].map(([name, { least, wall, cpu, memory }]) => [
      name,
      least.wall.toFixed(2),
      wall.toFixed(2),
      cpu.toFixed(2),
      memory.toFixed(0),
    ]),
  );
  const html = samples.get("docs --format html")?.least.wall ?? NaN;
  budget("compute v1 as HTML, seconds", html, "less than", 3);
  rmSync(out, { recursive: true, force: true });
  node(write("html"));
  const site = join(out, "compute-v1");
  const files = sizes(site);
  note(
    `${files.length} files, ${(files.reduce((sum, [, size]) => sum + size, 0) / 1e6).toFixed(1)} MB`,
  );
  if (!existsSync(chromiumPath))
    return note(`skipped: there is no Chromium at ${chromiumPath}`);
  await inBrowser(site);
}

async function inBrowser(site: string): Promise<void> {
  const browser = await chromium.launch({
    executablePath: chromiumPath,
    args: ["--headless", "--no-sandbox", "--disable-gpu"],
  });
  const page = await browser.newPage();
  const rows: (readonly [string, string, string])[] = [];
  let slowest = 0;
  for (const path of [
    "index.html",
    "schemas.html",
    largestIn(site, "resources"),
    largestIn(site, "schemas"),
  ]) {
    const times: number[] = [];
    for (let turn = 0; turn < 5; turn++)
      times.push(await open(page, site, path));
    const size = statSync(join(site, path)).size / 1000;
    const typical = median(times);
    rows.push([path, size.toFixed(0), typical.toFixed(0)]);
    slowest = Math.max(slowest, typical);
  }
  table(["opened in Chromium", "kB", "ms"], rows);
  budget("the slowest page to open, seconds", slowest / 1000, "less than", 2);
  const answers = await search(page);
  table(
    ["search", "ms"],
    [...answers].map(([query, time]) => [query, time.toFixed(1)]),
  );
  budget(
    "the slowest answer of the search, milliseconds",
    Math.max(...answers.values()),
    "less than",
    50,
  );
  await browser.close();
}

/** Milliseconds from the click to the first paint with everything loaded. */
async function open(page: Page, site: string, path: string): Promise<number> {
  await page.goto("about:blank");
  const start = performance.now();
  await page.goto(pathToFileURL(join(site, path)).href, {
    waitUntil: "load",
  });
  await page.evaluate(
    "new Promise((done) => requestAnimationFrame(() => setTimeout(done)))",
  );
  return performance.now() - start;
}

/** Milliseconds from a key to the results on the page, measured there; the index has been loaded. */
async function search(page: Page): Promise<ReadonlyMap<string, number>> {
  await page.keyboard.press("/");
  await page.keyboard.type("x");
  await page.locator('dialog[data-shown="x"]').waitFor();
  const answers = new Map<string, number>();
  for (const query of queries)
    answers.set(
      query,
      await page.evaluate(async (text) => {
        const input = document.querySelector("dialog input");
        const dialog = document.querySelector("dialog");
        if (!(input instanceof HTMLInputElement) || !dialog) return NaN;
        const times: number[] = [];
        for (let turn = 0; turn < 9; turn++) {
          input.value = "";
          input.dispatchEvent(new Event("input"));
          await new Promise((done) => setTimeout(done, 20));
          const start = performance.now();
          input.value = text;
          input.dispatchEvent(new Event("input"));
          while (dialog.dataset["shown"] !== text)
            await new Promise((done) => queueMicrotask(() => done(null)));
          // Layout, too, since nobody sees what has none.
          dialog.getBoundingClientRect();
          times.push(performance.now() - start);
        }
        return times.toSorted((a, b) => a - b)[4] ?? NaN;
      }, query),
    );
  return answers;
}

function largestIn(site: string, folder: string): string {
  const [largest] = readdirSync(join(site, folder))
    .map((name) => join(folder, name))
    .sort(
      (a, b) => statSync(join(site, b)).size - statSync(join(site, a)).size,
    );
  if (largest === undefined) throw new Error(`nothing in ${folder}`);
  return largest;
}
