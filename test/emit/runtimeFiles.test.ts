/** Which of the runtime's files an output has. */
import { expect, test } from "vitest";
import {
  exportsOf,
  runtimeModule,
} from "../../generator/emit/runtimeExports.js";
import { select, type RuntimeUse } from "../../generator/emit/runtimeFiles.js";
import {
  runtimeImports,
  sharedFiles,
} from "../../generator/emit/sharedFiles.js";

const runtime = new Map([
  ["a.ts", 'import { b } from "./b.js";\n'],
  ["b.ts", ""],
  [
    "index.ts",
    `export { a } from "./a.js";

// What some APIs need; it is left out where none of them does.
export type { Parts } from "./parts.js";
export {
  send,
  type Sent,
} from "./send.js";
export { wait } from "./wait.js";
`,
  ],
  ["parts.ts", ""],
  ["send.ts", 'import type { Parts } from "./parts.js";\n'],
  ["testing.ts", ""],
  ["wait.ts", ""],
]);

function chosen(use: Partial<RuntimeUse>): readonly [string[], string[]] {
  const none = (): boolean => false;
  const files = select(runtime, { imports: none, keeps: none, ...use });
  const exports = files.get("index.ts")?.matchAll(/"\.\/(\w+)\.js"/g) ?? [];
  return [[...files.keys()], [...exports].map(([, name = ""]) => name)];
}

const always = ["a.ts", "b.ts", "index.ts", "testing.ts"];

test("what no API needs is left out, with its exports", () => {
  expect(chosen({})).toEqual([always, ["a"]]);
});

test("what is imported is there, with all that it needs", () => {
  expect(chosen({ imports: (name) => name === "Sent" })).toEqual([
    ["a.ts", "b.ts", "index.ts", "parts.ts", "send.ts", "testing.ts"],
    ["a", "parts", "send"],
  ]);
});

test("what was there before can be kept", () => {
  expect(chosen({ keeps: (file) => file === "wait.ts" })).toEqual([
    [...always, "wait.ts"],
    ["a", "wait"],
  ]);
});

test("generated imports are found, on one line and on several, types and exports too", () => {
  const texts = [
    'import type { A } from "../../runtime/client.js";\n',
    'import {\n  type B,\n  c,\n} from "../runtime/index.js";\nimport { x } from "./y.js";\n',
    'export { D, type E } from "../runtime/apiError.js";\n',
  ];
  expect([...runtimeImports(texts)].sort()).toEqual(["A", "B", "D", "E", "c"]);
});

test("an API without uploads and downloads gets none, though its imports take several lines", async () => {
  const texts = [
    'import {\n  ApiClient,\n  type ClientOptions,\n} from "../runtime/client.js";\n',
  ];
  const names = runtimeImports(texts);
  const files = await sharedFiles({
    imports: (name) => names.has(name),
    keeps: () => false,
  });
  const least = await sharedFiles({ imports: () => false, keeps: () => false });
  expect([...files.keys()]).toEqual([...least.keys()]);
});

test("every export of the index is imported from where it is declared", async () => {
  const all = await sharedFiles();
  const exports = exportsOf(all.get("runtime/index.ts") ?? "");
  const names = exports.flatMap((statement) => statement.names);
  expect(names.length).toBeGreaterThan(50);
  for (const name of names) {
    const module = all.get(`runtime/${runtimeModule(name)}.ts`);
    expect(module).toMatch(
      new RegExp(`^export (?:abstract )?(?:async )?\\w+\\*? ${name}\\b`, "m"),
    );
  }
  expect(() => runtimeModule("noSuch")).toThrow(RangeError);
});

test("every file of the real runtime is somebody's", async () => {
  const all = await sharedFiles();
  const least = await sharedFiles({ imports: () => false, keeps: () => false });
  const most = await sharedFiles({ imports: () => true, keeps: () => false });
  expect([...most.keys()]).toEqual([...all.keys()]);
  expect(least.size).toBeLessThan(most.size);
  const left = [...most.keys()].filter((path) => !least.has(path));
  expect(left).toContain("runtime/resumableUpload.ts");
  expect(left).toContain("runtime/crc32c.ts");
  expect(left).toContain("runtime/waitFor.ts");
  expect(left).not.toContain("runtime/batch.ts");
});
