/** What is generated from hostile documents type-checks, and importing it does nothing. */
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { buildTool } from "./buildTool.js";
import { compileClients, type Client } from "./compile.js";
import { documents } from "./documents.js";
import { wholePlaces } from "./matrix.js";
import { isFree, isFormatKey } from "./places.js";
import { hostileStrings } from "./strings.js";

const tool = await buildTool();

async function client(name: string, value: unknown): Promise<Client[]> {
  const result = await tool.validateDocument(value, "whole.json");
  return result.ok
    ? [
        {
          name,
          files: await tool.generate(result.document, { typeCheck: true }),
        },
      ]
    : [];
}

test("clients with a hostile string at any place", async () => {
  const clients: Client[] = [];
  // Another string at each place, and each string at some place.
  for (const [index, place] of wholePlaces.filter(isFree).entries()) {
    const text = hostileStrings[(index * 7) % hostileStrings.length] ?? "";
    if (isFormatKey(place, text)) continue;
    const name = `${JSON.stringify(text)} at ${place.pointer}`;
    clients.push(...(await client(name, place.replace(text))));
  }
  const { errors, imported, effects } = await compileClients(clients);
  expect(errors.slice(0, 10)).toEqual([]);
  expect(effects).toEqual([]);
  expect(imported).toBe(clients.length);
  expect(imported).toBeGreaterThan(150);
}, 240_000);

test("clients of documents at random", async () => {
  const values = fc.sample(documents, { numRuns: 200, seed: 7 });
  const clients: Client[] = [];
  for (const [index, value] of values.entries())
    clients.push(...(await client(`document ${index}`, value)));
  const { errors, imported, effects } = await compileClients(clients);
  expect(errors.slice(0, 10)).toEqual([]);
  expect(effects).toEqual([]);
  expect(imported).toBeGreaterThan(100);
}, 240_000);

test("the canary sings", async () => {
  const files = (index: string): ReadonlyMap<string, string> =>
    new Map([["a/index.ts", index]]);
  const { errors, effects } = await compileClients([
    {
      name: "global",
      files: files("(globalThis as { x?: number }).x = 1;\nexport {};\n"),
    },
    {
      name: "prototype",
      files: files(
        "Object.defineProperty(Object.prototype, 'y', { value: 1 });\nexport {};\n",
      ),
    },
    { name: "type", files: files("export const a: string = 1;\n") },
  ]);
  expect(effects.join("\n")).toMatch(
    /global sets the canary[\s\S]*prototype changes Object/,
  );
  expect(errors.join("\n")).toMatch(/type: .*error TS2322/);
}, 60_000);
