import { readFile } from "node:fs/promises";
import { generate } from "../../generator/generate.js";
import { readDocument } from "../../generator/read/readDocument.js";
import type { RestDescription } from "../../generator/read/restDescription.js";
import { corpusPath } from "../support/corpus.js";

/** A document of the corpus, valid. */
export async function readKey(key: string): Promise<RestDescription> {
  const bytes = await readFile(corpusPath(key));
  const result = await readDocument({ name: key, bytes });
  if (!result.ok) {
    const [first] = result.diagnostics;
    throw new Error(`${key}: ${first?.code} at #${first?.pointer}`);
  }
  return result.document;
}

/** The files of the client of a document of the corpus, for a compiler to check. */
export async function generateKey(
  key: string,
): Promise<ReadonlyMap<string, string>> {
  return generate(await readKey(key), { typeCheck: true });
}
