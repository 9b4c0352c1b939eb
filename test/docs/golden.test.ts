/** The reference of a document that uses the whole format, for people to read: `npx vitest run test/docs/golden -u`, then read it. */
import { join } from "node:path";
import { expect, test } from "vitest";
import { wholeDocument } from "../hostile/wholeDocument.js";
import { docsOf } from "./docsOf.js";

test.each(["md", "html"] as const)("as %s", async (format) => {
  const files = (await docsOf(wholeDocument, format)) ?? new Map();
  // What is copied as it stands has its own place.
  const shown = [...files]
    .filter(([path]) => !/\/(?:app\.js|theme\.js|style\.css)$/.test(path))
    .map(([path, text]) => `=== ${path} ===\n\n${text}`);
  await expect(shown.join("\n")).toMatchFileSnapshot(
    join(import.meta.dirname, `whole.${format}.snap`),
  );
});
