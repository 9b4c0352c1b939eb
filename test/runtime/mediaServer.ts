/** A server of media that does ranges as RFC 9110 says, and whatever fault it is told to. */
import { createHash } from "node:crypto";
import { EventEmitter, once } from "node:events";
import type { ServerResponse } from "node:http";
import { setTimeout } from "node:timers/promises";
import { crc32c } from "../../templates/runtime/crc32c.js";
import {
  download,
  type DownloadOptions,
  type DownloadProgress,
  type MediaRequest,
} from "../../templates/runtime/index.js";
import { checksumText } from "../../templates/runtime/storedChecksum.js";
import { loopback, type Loopback, type Received } from "../support/loopback.js";
import { client, get } from "./service.js";

/** How one request is answered. */
export interface Serving {
  readonly media: Buffer;
  readonly etag?: string;
  readonly headers?: { readonly [name: string]: string | string[] };
  /** The connection is cut after so many bytes of the answer's body. */
  readonly cut?: number;
  /** Nothing more comes after so many bytes. */
  readonly hang?: number;
  /** Ranges are not known. */
  readonly whole?: true;
  /** No `Content-Length`: chunks. */
  readonly chunked?: true;
}

/** Bytes without a pattern, the same each time. */
export function someBytes(length: number, seed = ""): Buffer {
  const blocks: Buffer[] = [];
  for (let block = 0; block * 32 < length; block++)
    blocks.push(createHash("sha256").update(`${seed}${block}`).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

/** `x-goog-hash` of some media. */
export function hashOf(media: Uint8Array): string {
  return `crc32c=${checksumText(crc32c(media))}`;
}

/** Tells that a client has taken bytes. */
const taken = new EventEmitter();

/** Sends bytes and cuts the connection when the client has them: a platform drops what it has not handed on by then. */
async function breakOff(
  response: ServerResponse,
  bytes: Buffer,
): Promise<void> {
  if (bytes.length) {
    // Bytes that are passed over, nobody tells of.
    const arrived = Promise.race([once(taken, "bytes"), setTimeout(500)]);
    response.write(bytes);
    await arrived;
  }
  response.destroy();
}

/** Starts it. `serve` is asked for each request, the first of which is 0. */
export async function mediaServer(
  serve: (index: number, request: Received) => Serving,
): Promise<Loopback> {
  let index = 0;
  return loopback((request, response) => {
    const serving = serve(index++, request);
    const { media, etag, headers = {}, cut, hang, chunked } = serving;
    const range = rangeOf(request, serving);
    if (range === "unsatisfiable") {
      response.writeHead(416, { "content-range": `bytes */${media.length}` });
      response.end();
      return;
    }
    const body = range ? media.subarray(range[0], range[1] + 1) : media;
    response.writeHead(range ? 206 : 200, {
      ...(etag !== undefined && { etag }),
      ...(!chunked && { "content-length": body.length }),
      ...(range && {
        "content-range": `bytes ${range[0]}-${range[1]}/${media.length}`,
      }),
      ...headers,
    });
    response.flushHeaders();
    const sent = body.subarray(0, cut ?? hang);
    if (cut === undefined && hang === undefined) response.end(sent);
    else if (cut === undefined) response.write(sent);
    else void breakOff(response, sent);
  });
}

function rangeOf(
  { headers }: Received,
  { media, etag, whole }: Serving,
): readonly [number, number] | "unsatisfiable" | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "");
  const condition = headers["if-range"];
  if (!match || whole || (condition !== undefined && condition !== etag))
    return undefined;
  const [, from = "", to = ""] = match;
  const end = media.length - 1;
  if (from === "") return [Math.max(0, media.length - Number(to)), end];
  if (Number(from) > end) return "unsatisfiable";
  return [Number(from), to === "" ? end : Math.min(Number(to), end)];
}

/** A download from it, that waits little between attempts. */
export function mediaOf(
  { url }: Loopback,
  options: DownloadOptions = {},
): MediaRequest {
  const onProgress = (progress: DownloadProgress): void => {
    options.onProgress?.(progress);
    taken.emit("bytes");
  };
  return download(
    client(url, { auth: "TOKEN", retry: { initialDelay: 1 } }),
    get,
    { name: "b" },
    { ...options, onProgress },
  );
}

/** All that a stream gives. */
export async function readAll(
  stream: ReadableStream<Uint8Array>,
): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** The forms in which media is read, each as bytes. */
export const forms: readonly (readonly [
  name: string,
  read: (request: MediaRequest) => Promise<Buffer>,
])[] = [
  [
    "Blob",
    async (request) => Buffer.from(await (await request.blob()).arrayBuffer()),
  ],
  ["stream", async (request) => readAll(await request.stream())],
];
