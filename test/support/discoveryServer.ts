/** A Discovery service on the loopback interface: a directory list, documents with ETags, and whatever faults a test wants. */
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import {
  loopback,
  type Answer,
  type Handler,
  type Loopback,
  type Received,
} from "./loopback.js";

export interface DiscoveryServer extends Loopback {
  /** The URL of the list. */
  readonly directory: string;
  /** Where the document of an API is. */
  urlOf(id: string): string;
  /** From now on serves this document of an API, or answers like this. */
  serve(id: string, document: Readonly<Record<string, unknown>>): void;
  answer(id: string, ...answers: readonly (Answer | Handler)[]): void;
  /** Requests for documents since the last call, by path. */
  asked(): readonly string[];
}

/** Starts a service with documents by API id. */
export async function discoveryServer(
  documents: readonly Readonly<Record<string, unknown>>[] = [],
): Promise<DiscoveryServer> {
  /** In turn; the last for good. */
  const answers = new Map<string, (Answer | Handler)[]>();
  let seen = 0;
  const server = await loopback((request, response) => {
    const path = request.url.split("?")[0] ?? "";
    if (path === "/discovery/v1/apis")
      return { body: directoryOf([...answers.keys()], urlOf) };
    const id = /^\/discovery\/v1\/apis\/([^/]+)\/([^/]+)\/rest$/.exec(path);
    const queue = answers.get(`${id?.[1]}:${id?.[2]}`);
    const next = queue && queue.length > 1 ? queue.shift() : queue?.[0];
    if (next === undefined) return { status: 404, body: "no such API" };
    return typeof next === "function" ? next(request, response) : next;
  });
  const urlOf = (id: string): string =>
    `${server.origin}/discovery/v1/apis/${id.replace(":", "/")}/rest`;
  const discovery: DiscoveryServer = {
    ...server,
    directory: `${server.origin}/discovery/v1/apis`,
    urlOf,
    serve: (id, document) => void answers.set(id, [serving(document)]),
    answer: (id, ...list) => void answers.set(id, [...list]),
    asked: () => {
      const news = server.received.slice(seen);
      seen = server.received.length;
      return news.map(({ url }) => url);
    },
  };
  for (const document of documents)
    discovery.serve(String(document["id"]), document);
  return discovery;
}

/** A document as Google serves it: compressed, with an ETag, and nothing but a 304 for who has it. */
export function serving(document: unknown): Handler {
  const text = JSON.stringify(document);
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  return ({ headers }: Received) => {
    if (headers["if-none-match"] === etag)
      return { status: 304, headers: { etag } };
    const isCompressed = /\bgzip\b/.test(
      String(headers["accept-encoding"] ?? ""),
    );
    return {
      headers: {
        etag,
        "content-type": "application/json; charset=UTF-8",
        ...(isCompressed && { "content-encoding": "gzip" }),
      },
      body: isCompressed ? gzipSync(text) : text,
    };
  };
}

function directoryOf(
  ids: readonly string[],
  urlOf: (id: string) => string,
): unknown {
  return {
    kind: "discovery#directoryList",
    discoveryVersion: "v1",
    items: ids.map((id) => {
      const [name = "", version = ""] = id.split(":");
      const newest = ids.filter((other) => other.startsWith(`${name}:`)).at(-1);
      return {
        kind: "discovery#directoryItem",
        id,
        name,
        version,
        title: `${name} API`,
        discoveryRestUrl: urlOf(id),
        preferred: id === newest,
      };
    }),
  };
}
