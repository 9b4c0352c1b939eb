/** The report on two revisions as a page. */
import { createHash } from "node:crypto";
import { writeFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, test } from "vitest";
import { diff } from "../../generator/diff/diff.js";
import { formatDiffHtml } from "../../generator/docs/html/diffPage.js";
import { tinyApi } from "../diff/tinyApi.js";
import { chromiumPath } from "../platforms/chromium.js";
import { describeIf } from "../support/describeIf.js";
import { temporaryFolder } from "../support/temporary.js";
import { axeViolations, hasChromium, launch } from "./browser.js";

const text = { type: "string" };
const hostile = "</style><script>alert(1)</script>\u202e";
const report = diff(
  tinyApi({
    list: { response: { $ref: "Thing" } },
    schemas: {
      Thing: { type: "object", properties: { id: text, size: text } },
    },
  }),
  tinyApi({
    list: {
      response: { $ref: "Thing" },
      path: "v2/things",
      description: hostile,
    },
    schemas: {
      Thing: { type: "object", properties: { size: { type: "integer" } } },
    },
  }),
);
const page = formatDiffHtml(report);

test("says what breaks first, old beside new, with whom it breaks and why", () => {
  const at = [
    ">Breaking <",
    "Path changed",
    "<del>v1/things</del></td><td><ins>v2/things</ins>",
    "Property removed",
    ">Thing.id<",
    ">Documentation <",
  ].map((part) => page.indexOf(part, page.indexOf("<main")));
  expect(at).not.toContain(-1);
  expect(at).toEqual([...at].sort((a, b) => a - b));
});

test("holds its style, whose hash its policy names, and nothing else", () => {
  const [, style = ""] = /<style>([^]*?)<\/style>/.exec(page) ?? [];
  const hash = createHash("sha256").update(style).digest("base64");
  expect(page).toContain(`style-src &#39;sha256-${hash}&#39;`);
  expect(page).not.toMatch(/<script|<img|(?:src|href)="(?!#|data:,)/);
  expect(page).toContain("&lt;/style&gt;&lt;script&gt;alert(1)");
  expect(page).toContain("\\u{202e}");
});

test("says when nothing changed", () => {
  expect(formatDiffHtml(diff(tinyApi(), tinyApi()))).toContain(
    "Nothing changed.",
  );
});

describeIf(
  hasChromium,
  "in Chromium",
  `there is no Chromium at ${chromiumPath}`,
  () => {
    describe.each(["light", "dark"] as const)("%s", (colorScheme) => {
      test("has its style, and axe-core has nothing against it", async () => {
        const folder = await temporaryFolder();
        const browser = await launch();
        const file = join(folder, "report.html");
        await writeFile(file, page);
        const opened = await browser.newPage({ colorScheme });
        const errors: string[] = [];
        opened.on("console", (message) => errors.push(message.text()));
        await opened.goto(pathToFileURL(file).href);
        expect(
          await opened.evaluate(
            "getComputedStyle(document.querySelector('.bar')).position",
          ),
        ).toBe("sticky");
        expect(await axeViolations(opened)).toEqual([]);
        expect(errors).toEqual([]);
        await browser.close();
        await rm(folder, { recursive: true });
      });
    });
  },
);
