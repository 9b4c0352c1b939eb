// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Middleware } from "./middleware.js";
import { untilAborted } from "./abort.js";

/**
 * Whether the platform's fetch sends streams, and whether it also lets their length be said. One that does not send them takes them
 * for text, as it does with any object, and says so in the content type. Browsers do not let the length be said.
 */
export function streaming(): {
  readonly streams: boolean;
  readonly lengths: boolean;
} {
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: { "content-length": "0" },
    body: new ReadableStream(),
    duplex: "half",
  };
  const { headers } = new Request("https://localhost/", init);
  const streams = !headers.has("content-type");
  return { streams, lengths: streams && headers.has("content-length") };
}

/**
 * Middleware, to stand behind all other, that sends the chunks of one upload, one after the other, with little memory.
 *
 * Node's fetch copies bytes that it is to send, and keeps the pieces of a Blob until the answer has come; its garbage collector
 * lets tens of megabytes of that pile up. A stream of one buffer costs nothing beyond the buffer. So a chunk is sent as such a stream
 * where the platform can be told its length, and what is in a Blob is read into a buffer before. Elsewhere, bytes and Blobs are
 * sent as they are.
 */
export function chunkSender(): Middleware {
  const { lengths } = streaming();
  let buffer: Uint8Array = new Uint8Array();
  return async (request, next) => {
    const { body, headers, signal } = request;
    let bytes: unknown = body;
    if (lengths && body instanceof Blob) {
      if (buffer.length < body.size) buffer = new Uint8Array(body.size);
      bytes = await readInto(buffer, body, signal);
    }
    if (!lengths || !(bytes instanceof Uint8Array)) return next(request);
    headers.set("content-length", String(bytes.length));
    const bodyStream = (): ReadableStream<Uint8Array> =>
      new ReadableStream({
        start(controller) {
          controller.enqueue(bytes);
          controller.close();
        },
      });
    return next({ ...request, bodyStream });
  };
}

/** Reads a Blob into a buffer that has room for it, and gives the part of the buffer that holds it. */
async function readInto(
  buffer: Uint8Array,
  blob: Blob,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const reader = blob.stream().getReader();
  // What has been copied is freed at once, which the garbage collector would put off: it is given to a port that nobody listens to.
  const { port1 } = new MessageChannel();
  port1.close();
  let length = 0;
  try {
    for (;;) {
      const { done, value } = await untilAborted(reader.read(), signal);
      if (done) return buffer.subarray(0, length);
      buffer.set(value, length);
      length += value.length;
      port1.postMessage(undefined, [value.buffer as ArrayBuffer]);
    }
  } finally {
    // Whether the rest can be cancelled changes nothing for the upload.
    reader.cancel().catch(() => {});
  }
}
