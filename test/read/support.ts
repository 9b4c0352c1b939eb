import type {
  ReadOptions,
  ReadResult,
} from "../../generator/read/readDocument.js";
import { readDocument } from "../../generator/read/readDocument.js";

/** A document of the smallest kind, with other or more members. */
export function minimal(
  members: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id: "tiny:v1",
    name: "tiny",
    version: "v1",
    rootUrl: "https://tiny.googleapis.com/",
    servicePath: "",
    ...members,
  };
}

/** A minimal document with one method, `things.get`. */
export function withMethod(
  method: Readonly<Record<string, unknown>> = {},
  members: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  const get = {
    id: "tiny.things.get",
    httpMethod: "GET",
    path: "v1/things",
    ...method,
  };
  return minimal({ resources: { things: { methods: { get } } }, ...members });
}

/** Reads a text, or a value as JSON with two spaces. */
export function read(
  content: unknown,
  options?: ReadOptions,
): Promise<ReadResult> {
  const text =
    typeof content === "string" ? content : JSON.stringify(content, null, 2);
  return readDocument(
    { name: "tiny.json", bytes: new TextEncoder().encode(text) },
    options,
  );
}

/** The bytes of a text, in chunks as a stream gives them. */
export async function* stream(
  ...chunks: readonly string[]
): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield new TextEncoder().encode(chunk);
}
