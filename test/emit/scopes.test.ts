/** What a method may be called with, as data. */
import { expect, test } from "vitest";
import { methodScopes, scopes } from "../../generated/genomics-v1/index.js";
import { describeCorpus, readCorpus } from "../support/corpus.js";
import { generatedFromCorpus } from "../support/generatedFrom.js";

test("the checked-in client says which scopes a method accepts", () => {
  expect(methodScopes["operations.get"]).toEqual(scopes);
  expect(Object.keys(methodScopes)).toEqual([
    "operations.cancel",
    "operations.get",
    "operations.list",
  ]);
});

interface Node {
  readonly methods?: { readonly [name: string]: { scopes?: string[] } };
  readonly resources?: { readonly [name: string]: Node };
}

describeCorpus("real documents", () => {
  test("every method of drive v3 has the document's scopes", async () => {
    const drive = await generatedFromCorpus<{
      methodScopes: Record<string, readonly string[]>;
    }>("drive.v3", "drive-v3");
    const expected = new Map<string, readonly string[]>();
    const walk = ({ methods = {}, resources = {} }: Node, path: string) => {
      for (const [name, { scopes = [] }] of Object.entries(methods))
        if (scopes.length > 0) expected.set(path + name, scopes.toSorted());
      for (const [name, node] of Object.entries(resources))
        walk(node, `${path}${name}.`);
    };
    walk(readCorpus("drive.v3") as Node, "");
    expect(expected.size).toBeGreaterThan(40);
    expect(drive.methodScopes).toEqual(Object.fromEntries(expected));
  });
});
