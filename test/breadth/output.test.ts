/** Every document of the corpus gives a client, whose text has no surprises. Slow: a few minutes. */
import { format } from "prettier";
import { ts } from "ts-morph";
import { expect, test } from "vitest";
import { generate } from "../../generator/generate.js";
import { seededRandom, shuffledKeys } from "../features/shuffle.js";
import { corpusDocuments, describeCorpus } from "../support/corpus.js";
import { readKey } from "./generateKey.js";

describeCorpus("the text of every document's client", () => {
  test.each(corpusDocuments())("%s", { timeout: 300_000 }, async (key) => {
    const document = await readKey(key);
    const files = await generate(document);
    const shuffled = shuffledKeys(document, seededRandom(1)) as typeof document;
    // Compared by hand: a difference of megabytes is of no use to anybody.
    const again = await generate(shuffled);
    expect([...again.keys()]).toEqual([...files.keys()]);
    for (const [path, text] of files) {
      expect(again.get(path) === text, `${path} depends on key order`).toBe(
        true,
      );
      expect(
        (await format(text, { parser: "typescript" })) === text,
        `prettier would change ${path}`,
      ).toBe(true);
      expect(faultsOf(path, text)).toEqual([]);
    }
  });
});

/** What no generated file may hold: syntax errors, `any`, and characters that nobody sees. */
function faultsOf(path: string, text: string): readonly string[] {
  const faults: string[] = [];
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false);
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword) faults.push(`any in ${path}`);
    ts.forEachChild(node, visit);
  };
  visit(file);
  const { parseDiagnostics } = file as unknown as {
    parseDiagnostics: readonly unknown[];
  };
  if (parseDiagnostics.length > 0) faults.push(`syntax error in ${path}`);
  const [invisible] = /[^\P{C}\n\p{Cn}]|[\u2028\u2029]/u.exec(text) ?? [];
  if (invisible !== undefined)
    faults.push(`${JSON.stringify(invisible)} in ${path}`);
  return faults;
}
