/** The web site as a reader meets it: opened from disk in Chromium, without a network. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { wholeDocument } from "../hostile/wholeDocument.js";
import { hostileStrings } from "../hostile/strings.js";
import { chromiumPath } from "../platforms/chromium.js";
import {
  corpusDocuments,
  describeCorpus,
  readCorpus,
} from "../support/corpus.js";
import { describeIf } from "../support/describeIf.js";
import { repositoryRoot, temporaryFolder } from "../support/temporary.js";
import { readJson } from "./docsOf.js";
import {
  axeViolations,
  hasChromium,
  launch,
  openPage,
  writeSite,
} from "./browser.js";

describeIf(
  hasChromium,
  "in Chromium",
  `there is no Chromium at ${chromiumPath}; CHROMIUM names another`,
  () => {
    let browser: Browser;
    let folder: string;
    const seen: string[] = [];

    beforeAll(async () => {
      browser = await launch();
      folder = await temporaryFolder();
      const pinned = join(repositoryRoot, "discovery/genomics-v1.json");
      await writeSite(join(folder, "genomics"), readJson(pinned));
      await writeSite(join(folder, "whole"), wholeDocument);
    });
    afterAll(async () => {
      await browser.close();
      await rm(folder, { recursive: true });
    });

    const open = async (
      path: string,
      options?: BrowserContextOptions,
    ): Promise<Page> => {
      const { page, complaints } = await openPage(
        browser,
        folder,
        path,
        options,
      );
      page.on("close", () => seen.push(...complaints));
      return page;
    };
    const results = (page: Page): Promise<readonly string[]> =>
      page.locator("[role=option] .name").allTextContents();
    const searchFor = async (page: Page, words: string): Promise<void> => {
      await page.keyboard.press("/");
      await page.keyboard.type(words);
      await page
        .locator(`dialog[data-shown=${JSON.stringify(words)}]`)
        .waitFor();
    };
    const operations = "genomics/resources/operations.html";

    describe("search", () => {
      test("finds methods, schemas, parameters and fields, in this order, names that begin so first", async () => {
        const page = await open("genomics/index.html");
        await searchFor(page, "op");
        const kinds = await page
          .locator("[role=option] .kind")
          .allTextContents();
        const names = await results(page);
        expect(names[0]).toBe("operations");
        expect(names).toContain("Operation");
        expect(names).toContain("ListOperationsResponse.operations");
        expect(kinds.indexOf("schema")).toBeLessThan(kinds.indexOf("field"));
        await page.locator("dialog input").fill("page");
        await page.locator('dialog[data-shown="page"]').waitFor();
        expect((await results(page)).slice(0, 2)).toEqual([
          "operations.list.pageSize",
          "operations.list.pageToken",
        ]);
        await page.locator("dialog input").fill("operations.list");
        await page.locator('dialog[data-shown="operations.list"]').waitFor();
        expect((await results(page))[0]).toBe("operations.list");
        await page.close();
      });

      test("is moved through and opened with the keyboard alone", async () => {
        const page = await open("genomics/index.html");
        await page.keyboard.press("Control+k");
        await page.keyboard.type("list");
        await page.locator('dialog[data-shown="list"]').waitFor();
        const active = (): Promise<string | null> =>
          page.locator("[role=option][aria-selected=true] .name").textContent();
        const input = page.locator("dialog input");
        expect(await active()).toBe("operations.list");
        await page.keyboard.press("ArrowDown");
        expect(await active()).toBe("operations.list_next");
        expect(await input.getAttribute("aria-activedescendant")).toBe(
          "-result-1",
        );
        await page.keyboard.press("ArrowUp");
        await page.keyboard.press("ArrowUp");
        expect(await input.getAttribute("aria-activedescendant")).not.toBe(
          "-result-0",
        );
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Enter");
        await page.waitForURL(/resources\/operations\.html#list$/);
        expect(await page.locator("dialog").getAttribute("open")).toBeNull();
        await page.close();
      });

      test("closes with Escape, and says when there is nothing", async () => {
        const page = await open(operations);
        await searchFor(page, "zzz");
        expect(await page.locator(".status").textContent()).toBe(
          "Nothing is called zzz.",
        );
        expect(await axeViolations(page)).toEqual([]);
        await page.keyboard.press("Escape");
        expect(await page.locator("dialog").isVisible()).toBe(false);
        await page.close();
      });

      test("leads to a parameter and to a field, which are in sight then", async () => {
        const page = await open("genomics/index.html");
        await searchFor(page, "filter");
        await page.keyboard.press("Enter");
        await page.waitForURL(/#list\.filter$/);
        const row = page.locator('[id="list.filter"]');
        expect(await isInSight(row)).toBe(true);
        await searchFor(page, "details");
        await page
          .locator("[role=option]", { hasText: "Status.details" })
          .click();
        await page.waitForURL(/schemas\.html#Status\.details$/);
        expect(await isInSight(page.locator('[id="Status.details"]'))).toBe(
          true,
        );
        await page.close();
      });
    });

    test("the tree unfolds to methods and schemas, which are links", async () => {
      const page = await open("genomics/index.html");
      const tree = page.locator("nav.tree");
      await tree.getByRole("button", { name: /^operations/ }).click();
      await tree.getByRole("link", { name: "list_next" }).click();
      await page.waitForURL(/operations\.html#list_next$/);
      await tree.getByRole("button", { name: /schemas/ }).click();
      await tree.getByRole("link", { name: "ListOperationsResponse" }).click();
      await page.waitForURL(/schemas\.html#ListOperationsResponse$/);
      await page.close();
    });

    test("a skip link is first, and everything is reached with Tab", async () => {
      const page = await open(operations);
      await page.keyboard.press("Tab");
      expect(await page.locator(":focus").textContent()).toBe(
        "Skip to content",
      );
      await page.keyboard.press("Enter");
      expect(await page.evaluate("document.activeElement.localName")).toBe(
        "main",
      );
      await page.close();
    });

    test("forms fold, one and all", async () => {
      const page = await open(`${operations}#get`);
      const form = page.locator("section.method", {
        has: page.locator("#get"),
      });
      const message = form.getByText("message", { exact: true });
      expect(await message.isVisible()).toBe(true);
      await form.locator("summary", { hasText: "of error" }).click();
      expect(await message.isVisible()).toBe(false);
      await form.getByRole("button", { name: "Fold all" }).click();
      await form.getByRole("button", { name: "Unfold all" }).click();
      expect(await message.isVisible()).toBe(true);
      await page.close();
    });

    test("examples are copied", async () => {
      const page = await open(`${operations}#list`, {
        permissions: ["clipboard-read", "clipboard-write"],
      });
      const example = page.locator("section.method .example").nth(2);
      await example.getByRole("button", { name: "Copy" }).click();
      await example.getByRole("button", { name: "Copied" }).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(
        `${await example.locator("pre").textContent()}\n`,
      );
      await page.close();
    });

    describe("light and dark", () => {
      const background = (page: Page): Promise<string> =>
        page.evaluate("getComputedStyle(document.body).backgroundColor");

      test("follow the system, until somebody chooses, and then stay chosen", async () => {
        const light = await open(operations, { colorScheme: "light" });
        expect(await background(light)).toBe("rgb(255, 255, 255)");
        await light.close();
        const page = await open(operations, { colorScheme: "dark" });
        const dark = await background(page);
        expect(dark).not.toBe("rgb(255, 255, 255)");
        await page.getByRole("button", { name: "Theme: system" }).click();
        expect(await background(page)).toBe("rgb(255, 255, 255)");
        await page.reload();
        expect(await background(page)).toBe("rgb(255, 255, 255)");
        await page.getByRole("button", { name: "Theme: light" }).click();
        expect(await background(page)).toBe(dark);
        await page.close();
      });
    });

    describe("on a narrow screen", () => {
      test("nothing runs out of sight, and the tree is behind a button", async () => {
        for (const path of [
          "genomics/index.html",
          operations,
          "genomics/schemas.html",
          "whole/resources/things.html",
        ]) {
          const page = await open(path, {
            viewport: { width: 360, height: 740 },
          });
          expect(
            await page.evaluate("document.documentElement.scrollWidth"),
            path,
          ).toBeLessThanOrEqual(360);
          const tree = page.locator("nav.tree");
          expect(await tree.isVisible()).toBe(false);
          await page.getByRole("button", { name: "Menu" }).click();
          expect(await tree.isVisible()).toBe(true);
          await page.keyboard.press("Escape");
          expect(await tree.isVisible()).toBe(false);
          expect(await axeViolations(page)).toEqual([]);
          await page.close();
        }
      });
    });

    test("on paper everything is unfolded, and nothing is there to click", async () => {
      const page = await open(operations);
      await page.locator("details.fold summary").first().click();
      await page.emulateMedia({ media: "print" });
      await page.evaluate("dispatchEvent(new Event('beforeprint'))");
      expect(await page.locator("details:not([open])").count()).toBe(0);
      expect(await page.locator("nav.tree").isVisible()).toBe(false);
      await page.close();
    });

    test("without scripts it can be read", async () => {
      const page = await open(operations, { javaScriptEnabled: false });
      expect(await page.locator("nav.tree").getByRole("link").count()).toBe(6);
      expect(await page.getByRole("button").count()).toBe(0);
      await page
        .getByRole("link", { name: "ListOperationsResponse" })
        .first()
        .click();
      await page.waitForURL(/schemas\.html#ListOperationsResponse$/);
      await page.close();
    });

    test.each([
      "genomics/index.html",
      operations,
      "genomics/schemas.html",
      "whole/index.html",
      "whole/methods.html",
      "whole/resources/things.html",
      "whole/schemas.html",
    ])("axe-core has nothing against %s, light and dark", async (path) => {
      for (const colorScheme of ["light", "dark"] as const) {
        const page = await open(path, { colorScheme });
        expect(await axeViolations(page)).toEqual([]);
        await page.close();
      }
    });

    test("texts that have broken generators are shown, and do nothing", async () => {
      const properties = Object.fromEntries(
        hostileStrings.map((text, index) => [
          `field${index}`,
          { type: "string", description: `start ${text} end` },
        ]),
      );
      const hostile = {
        ...wholeDocument,
        title: '<script>globalThis.x = 1</script>" onload="x',
        description: "<img src=x onerror=globalThis.x=1>",
        schemas: {
          ...wholeDocument.schemas,
          Hostile: { id: "Hostile", type: "object", properties },
        },
      };
      await writeSite(join(folder, "hostile"), hostile);
      const page = await open("hostile/schemas.html");
      expect(await page.evaluate("typeof globalThis.x")).toBe("undefined");
      expect(
        await page.locator("img, iframe, main script, main style").count(),
      ).toBe(0);
      expect(await page.title()).toContain("<script>globalThis.x = 1</script>");
      for (const text of [
        "</script>",
        "<!--",
        '"];globalThis.x=1;//',
        "${globalThis.x=1}",
      ]) {
        const index = hostileStrings.indexOf(text);
        expect(
          await page
            .locator(`[id="Hostile.field${index}"] .note`)
            .textContent(),
        ).toContain(`start ${text} end`);
      }
      const links = await page
        .locator("main a")
        .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      for (const href of links)
        expect(href).toMatch(
          /^(?:#|\.\.\/|\w[\w./]*\.html(?:#|$)|https?:\/\/(?!a@))/,
        );
      await searchFor(page, "hostile");
      expect(await page.evaluate("typeof globalThis.x")).toBe("undefined");
      await page.close();
    });

    describeCorpus("of the corpus", () => {
      const sample = [
        ["drive.v3", "resources/files.html"],
        ["apigee.v1", "resources/organizations.environments.html"],
        ["youtube.v3", "resources/videos.html"],
        ["books.v1", "schemas.html"],
        ["oauth2.v2", "methods.html"],
      ] as const;

      test.each(sample.filter(([key]) => corpusDocuments().includes(key)))(
        "%s: axe-core has nothing against %s",
        async (key, path) => {
          await writeSite(join(folder, key), readCorpus(key));
          const page = await open(`${key}/${path}`);
          expect(await axeViolations(page)).toEqual([]);
          await page.close();
        },
      );

      describe("compute.v1", () => {
        const instances = "compute/resources/instances.html";

        beforeAll(async () => {
          await writeSite(join(folder, "compute"), readCorpus("compute.v1"));
        });

        test("a schema's place among all of them leads on to its page", async () => {
          const page = await open("compute/schemas.html#Instance.disks");
          await page.goto(page.url().replace(/#.*/, "#Instance"));
          await page.waitForURL(/schemas\/i\w*\.html#Instance$/);
          await page.close();
        });

        test.each([
          ["disk type", ["DiskType", "diskTypes"]],
          ["disk", ["Disk", "disks"]],
          ["instances.ins", ["instances.insert"]],
          ["instances.list filter", ["instances.list.filter"]],
          ["Instance.disks", ["Instance.disks"]],
        ])("%s is searched for: %j come first", async (query, expected) => {
          const page = await open("compute/index.html");
          await searchFor(page, query);
          expect((await results(page)).slice(0, expected.length)).toEqual(
            expected,
          );
          await page.close();
        });

        test("on a narrow screen the tree is moved to where one is, and long names go on in the next line", async () => {
          const viewport = { width: 360, height: 740 };
          const page = await open(instances, { viewport });
          await page.getByRole("button", { name: "Menu" }).click();
          const tree = page.locator("nav.tree");
          expect(await isInSight(tree.locator("[aria-current]"))).toBe(true);
          await tree.getByRole("link", { name: "zones", exact: true }).click();
          await page.waitForURL(/zones\.html$/);
          await page.close();
          for (const path of ["schemas.html", "schemas/se.html"]) {
            const names = await open(`compute/${path}`, { viewport });
            expect(
              await names.evaluate("document.documentElement.scrollWidth"),
              path,
            ).toBeLessThanOrEqual(360);
            await names.close();
          }
        });
      });
    });

    test("an address with a broken place is a page as any other", async () => {
      const page = await open(operations);
      await page.goto(`${page.url()}#%`);
      await page.reload();
      expect(
        await page.getByRole("button", { name: "Copy" }).count(),
      ).toBeGreaterThan(0);
      await page.close();
    });

    test("the browser had nothing to complain of: no error, nothing kept out, no request", () => {
      expect(seen).toEqual([]);
    });
  },
);

async function isInSight(
  locator: ReturnType<Page["locator"]>,
): Promise<boolean> {
  return locator.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  });
}
