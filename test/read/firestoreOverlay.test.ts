/** The overlay that we ship for Firestore fits the document that there is, and mends what it is for. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inspect } from "../../generator/generate.js";
import { parseOverlay } from "../../generator/read/overlay.js";
import { readDocument } from "../../generator/read/readDocument.js";
import { corpusPath, describeCorpus } from "../support/corpus.js";
import { repositoryRoot } from "../support/temporary.js";

describeCorpus("docs/overlays/firestore-v1.json", () => {
  test("makes arrays of the answers that are streams", async () => {
    const file = join(repositoryRoot, "docs/overlays/firestore-v1.json");
    const overlay = parseOverlay(file, await readFile(file, "utf8"));
    const bytes = await readFile(corpusPath("firestore.v1"));
    const streams = async (
      options: Parameters<typeof readDocument>[1],
    ): Promise<readonly string[]> => {
      const result = await readDocument({ name: "firestore", bytes }, options);
      if (!result.ok) throw new Error(result.diagnostics[0]?.message);
      return inspect(result.document)
        .methods.filter((method) => method.streams)
        .map(({ name }) => name);
    };
    expect(await streams({})).toEqual([]);
    expect(await streams({ overlay })).toEqual([
      "batchGet",
      "executePipeline",
      "runAggregationQuery",
      "runQuery",
    ]);
  });
});
