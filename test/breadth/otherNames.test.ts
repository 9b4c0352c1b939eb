/** What the emitter lays out itself is as prettier has it, also with names that the corpus does not have. */
import { statSync } from "node:fs";
import { format } from "prettier";
import { expect, test } from "vitest";
import { generate } from "../../generator/generate.js";
import { validateDocument } from "../../generator/read/readDocument.js";
import { seededRandom } from "../features/shuffle.js";
import {
  corpusDocuments,
  corpusPath,
  describeCorpus,
} from "../support/corpus.js";
import { readKey } from "./generateKey.js";
import { withOtherNames } from "./otherNames.js";

const small = corpusDocuments().filter(
  (key) => statSync(corpusPath(key)).size < 150_000,
);

describeCorpus("the text of clients with other names", () => {
  test.each(small)("%s", { timeout: 60_000 }, async (key) => {
    const seed = Number(process.env["SEED"] ?? 1);
    const random = seededRandom(seed * 1000 + small.indexOf(key));
    const document = withOtherNames(await readKey(key), random);
    const result = await validateDocument(document, key);
    if (!result.ok) throw new Error(result.diagnostics[0]?.message);
    for (const [path, text] of await generate(result.document))
      if (path.endsWith(".ts"))
        expect(await format(text, { parser: "typescript" }), path).toBe(text);
  });
});
