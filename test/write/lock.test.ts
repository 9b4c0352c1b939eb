import { describe, expect, test } from "vitest";
import { BrokenLock, parseLock } from "../../generator/write/parseLock.js";
import {
  emptyLock,
  formatLock,
  type Lock,
  type LockedSource,
} from "../../generator/write/lock.js";
import { seededRandom, shuffled } from "../features/shuffle.js";

const lock: Lock = {
  sources: new Map(),
  apis: new Map([
    [
      "drive-v3",
      { id: "drive:v3", revision: "20240102", document: "sha256:d" },
    ],
    ["a-v1", { id: "a:v1", revision: "", document: "sha256:a" }],
  ]),
  files: new Map([
    ["runtime/index.ts", "sha256:3"],
    ["a-v1/resources/B.ts", "sha256:1"],
    ["a-v1/resources/a.ts", "sha256:2"],
  ]),
};

test("has one sorted entry a line, nothing of the time and no absolute path", () => {
  expect(formatLock(lock)).toBe(`{
  "version": 1,
  "apis": {
    "a-v1": {"id":"a:v1","revision":"","document":"sha256:a"},

    "drive-v3": {"id":"drive:v3","revision":"20240102","document":"sha256:d"}
  },
  "files": {
    "a-v1/resources/B.ts": "sha256:1",
    "a-v1/resources/a.ts": "sha256:2",

    "runtime/index.ts": "sha256:3"
  }
}
`);
});

test("lists what was fetched in the same way", () => {
  const fetched = {
    id: "a:v1",
    source: "https://a",
    revision: "",
    document: "sha256:a",
  };
  const sources = new Map<string, LockedSource>([
    ["discovery/b.json", { ...fetched, etag: '"x"' }],
    ["discovery/a.json", fetched],
  ]);
  const text = formatLock({ ...emptyLock, sources });
  expect(text).toBe(`{
  "version": 1,
  "sources": {
    "discovery/a.json": {"id":"a:v1","source":"https://a","revision":"","document":"sha256:a"},

    "discovery/b.json": {"id":"a:v1","source":"https://a","revision":"","document":"sha256:a","etag":"\\"x\\""}
  },
  "apis": {},
  "files": {}
}
`);
  expect(parseLock(text)).toEqual({ ...emptyLock, sources });
});

test("is the same whatever the order of its entries", () => {
  const random = seededRandom(2);
  for (let round = 0; round < 10; round++) {
    const other: Lock = {
      ...lock,
      apis: new Map(shuffled([...lock.apis], random)),
      files: new Map(shuffled([...lock.files], random)),
    };
    expect(formatLock(other)).toBe(formatLock(lock));
  }
});

test.each([
  ["a lock", lock],
  ["an empty one", emptyLock],
  [
    "one with digests",
    {
      ...emptyLock,
      tool: "0.1",
      apis: new Map([
        [
          "a-v1",
          {
            id: "a:v1",
            revision: "",
            document: "sha256:a",
            inputs: "sha256:i",
            output: "sha256:o",
            shared: "sha256:s",
          },
        ],
      ]),
    },
  ],
  [
    "one with odd names",
    {
      ...emptyLock,
      files: new Map([
        ["__proto__", "sha256:1"],
        ['"\u2028\\', "sha256:2"],
      ]),
    },
  ],
])("reads what it wrote: %s", (_name, written) => {
  expect(parseLock(formatLock(written))).toEqual(written);
});

test("with the conflict markers of a merge says where they are and what helps", () => {
  const text = formatLock(lock).replace(
    '    "runtime',
    '<<<<<<< HEAD\n    "runtime',
  );
  const read = (): Lock => parseLock(text, "src/google/discovery-codegen.lock");
  expect(read).toThrow(BrokenLock);
  expect(read).toThrow(
    /^src\/google\/discovery-codegen\.lock:12: there are the conflict markers .* git checkout --ours -- src\/google\/discovery-codegen\.lock, .* generate/,
  );
});

test("of what was fetched, says that fetch is what helps", () => {
  const fetched = formatLock({
    ...emptyLock,
    sources: new Map([
      [
        "discovery/a.json",
        {
          id: "a:v1",
          source: "https://a.googleapis.com/",
          revision: "20210101",
          document: "sha256:1",
        },
      ],
    ]),
  }).replace('    "discovery', '<<<<<<< HEAD\n    "discovery');
  expect(() => parseLock(fetched)).toThrow(
    /git checkout --ours -- discovery-codegen\.lock, and run fetch, .* then generate\.$/,
  );
});

test("is empty where there is none", () => {
  expect(parseLock(null)).toEqual(emptyLock);
});

describe("refuses, and says what to do,", () => {
  test.each([
    ["no JSON", "no JSON", "Unexpected token"],
    ["nothing", "", "Unexpected end"],
    ["no object", "[]", "version 1"],
    ["null", "null", "version 1"],
    [
      "another version",
      '{ "version": 2, "apis": {}, "files": {} }',
      "version 1",
    ],
    ["no files", '{ "version": 1, "apis": {} }', "no files"],
    [
      "a list of files",
      '{ "version": 1, "apis": {}, "files": [] }',
      "no files",
    ],
    [
      "a hash that is no text",
      '{ "version": 1, "apis": {}, "files": { "a": 1 } }',
      '"a"',
    ],
    [
      "sources that are no object",
      '{ "version": 1, "sources": [], "apis": {}, "files": {} }',
      "its sources",
    ],
    [
      "a source that is no object",
      '{ "version": 1, "sources": { "s": 1 }, "apis": {}, "files": {} }',
      '"s"',
    ],
    [
      "a source without an id",
      '{ "version": 1, "sources": { "s": {} }, "apis": {}, "files": {} }',
      "lacks id",
    ],
    [
      "an API that is no object",
      '{ "version": 1, "apis": { "a": 1 }, "files": {} }',
      '"a"',
    ],
    [
      "an API without an id",
      '{ "version": 1, "apis": { "a": {} }, "files": {} }',
      "lacks id",
    ],
    [
      "a tool that is no text",
      '{ "version": 1, "tool": 1, "apis": {}, "files": {} }',
      "its tool",
    ],
    [
      "a digest that is no text",
      '{ "version": 1, "apis": { "a": { "id": "a:v1", "revision": "", "document": "", "inputs": 1 } }, "files": {} }',
      "a digest",
    ],
  ])("%s", (_name, text, reason) => {
    expect(() => parseLock(text)).toThrow(BrokenLock);
    expect(() => parseLock(text)).toThrow(reason);
    expect(() => parseLock(text)).toThrow("Restore it from version control");
  });
});
