/** The documents of this folder: each holds just what its feature is about, and is generated like any other. */
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { generate, type GenerateOptions } from "../../generator/generate.js";
import { validateDocument } from "../../generator/read/readDocument.js";
import type { RestDescription } from "../../generator/read/restDescription.js";

/** The keys of a document that are of no interest to most features. */
const boilerplate = {
  kind: "discovery#restDescription",
  id: "test:v1",
  name: "test",
  version: "v1",
  revision: "20240102",
  title: "Test API",
  rootUrl: "https://test.googleapis.com/",
  servicePath: "",
  parameters: { fields: { type: "string", location: "query" } },
};

interface Json {
  readonly [key: string]: unknown;
}

export interface Feature {
  readonly name: string;
  /** As it stands in the file, without boilerplate. */
  readonly own: Json;
  /** A whole document: with boilerplate, and an id for each method that states none. */
  readonly document: Json;
}

/** Every `NAME.json` beside this file, by name. */
export const features: readonly Feature[] = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith(".json"))
  .sort()
  .map((file) => {
    const text = readFileSync(join(import.meta.dirname, file), "utf8");
    const own = JSON.parse(text) as Json;
    return {
      name: file.slice(0, -".json".length),
      own,
      document: { ...boilerplate, ...withMethodIds(own, "test") },
    };
  });

function withMethodIds(resource: Json, path: string): Json {
  const { methods, resources } = resource as { [key: string]: Json };
  return {
    ...resource,
    ...(methods && {
      methods: mapped(methods, (method, name) => ({
        id: `${path}.${name}`,
        ...method,
      })),
    }),
    ...(resources && {
      resources: mapped(resources, (child, name) =>
        withMethodIds(child, `${path}.${name}`),
      ),
    }),
  };
}

function mapped(
  object: Json,
  change: (value: Json, key: string) => Json,
): Json {
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      change(value as Json, key),
    ]),
  );
}

/** The files of a document's client by path, or an error that lists what is wrong with the document. */
export async function generateFrom(
  document: unknown,
  options: GenerateOptions = {},
): Promise<ReadonlyMap<string, string>> {
  return generate(await validDocument(document), options);
}

/** @throws for a document with errors */
export async function validDocument(
  document: unknown,
): Promise<RestDescription> {
  const result = await validateDocument(document, "feature.json");
  if (!result.ok) {
    throw new Error(
      result.diagnostics
        .map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`)
        .join("\n"),
    );
  }
  return result.document;
}
