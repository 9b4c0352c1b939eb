/** The digest of what a client is made from: whatever can change the client changes it, and nothing else. */
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sha256 } from "../../generator/model/canonicalJson.js";
import {
  bytesHash,
  fileHash,
  partBytes,
} from "../../generator/write/fileHash.js";
import {
  inputsDigests,
  type InputOptions,
} from "../../generator/write/inputsDigest.js";
import { toolDigest, toolVersion } from "../../generator/write/toolState.js";
import { inTemporaryFolder } from "../support/temporary.js";

const hashOf = (text: string): string =>
  bytesHash(new TextEncoder().encode(text));
const options: InputOptions = {
  overlay: undefined,
  allowHosts: [],
  strict: false,
  selection: undefined,
};
const selection = { include: ["a"], exclude: [], schemas: [] };
const digest = (
  text: string,
  changes: Partial<InputOptions> = {},
  tool = "t",
): string | undefined =>
  inputsDigests(tool, [hashOf(text)], { ...options, ...changes })[0];

test.each<[string, string | undefined]>([
  ["the document", digest("{ }")],
  ["the tool", digest("{}", {}, "u")],
  ["an overlay", digest("{}", { overlay: "[]" })],
  ["another overlay", digest("{}", { overlay: "[{}]" })],
  ["an empty overlay", digest("{}", { overlay: "" })],
  ["a host that is allowed", digest("{}", { allowHosts: ["a"] })],
  ["two hosts that are", digest("{}", { allowHosts: ["a", "b"] })],
  ["strictness", digest("{}", { strict: true })],
  ["that compilers check it", digest("{}", { typeCheck: true })],
  ["a selection", digest("{}", { selection })],
  [
    "the same patterns, to leave out",
    digest("{}", { selection: { ...selection, include: [], exclude: ["a"] } }),
  ],
])("%s makes another", (_what, other) => {
  expect(other).toMatch(/^sha256:[0-9a-f]{64}$/);
  expect(other).not.toBe(digest("{}"));
});

test("line ends are those of a checkout, and no change", () => {
  expect(digest("{\r\n}\r\n", { overlay: "[\r\n]" })).toBe(
    digest("{\n}\n", { overlay: "[\n]" }),
  );
  expect(digest("{\r}")).not.toBe(digest("{\n}"));
});

describe("of several documents", () => {
  const both = (a: string, b: string, changes: Partial<InputOptions> = {}) =>
    inputsDigests("t", [hashOf(a), hashOf(b)], { ...options, ...changes });

  test("each has its own", () => {
    expect(both("1", "2")).toEqual([digest("1"), digest("2")]);
  });

  test("a selection ties them together: its patterns fit in any of them", () => {
    const [before] = both("1", "2", { selection });
    expect(both("1", "3", { selection })[0]).not.toBe(before);
    expect(both("1", "3")[0]).toBe(both("1", "2")[0]);
  });
});

test("the tool's state is that of its files, the same each time", () => {
  expect(toolDigest()).toBe(toolDigest());
  expect(toolVersion()).toMatch(/^\d+\.\d+$/);
});

test("a file's hash is that of its lines, wherever its parts begin", async () => {
  await inTemporaryFolder(async (folder) => {
    const path = join(folder, "file");
    for (const edge of ["\r\n", "\r", "\r\r\n", "\n"]) {
      const text = `${"x".repeat(partBytes - 1)}${edge}y${edge}`;
      await writeFile(path, text);
      expect(fileHash(path)).toBe(sha256(text.replaceAll("\r\n", "\n")));
      expect(fileHash(path)).toBe(hashOf(text));
    }
  });
});
