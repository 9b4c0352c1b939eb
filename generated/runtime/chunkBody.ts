// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Middleware } from "./middleware.js";
import { untilAborted } from "./abort.js";

/**
 * Whether the platform's fetch sends streams. One that does not takes them for text, as it does with any object, and says so in the
 * content type.
 */
export function sendsStreams(): boolean {
  return !probe().has("content-type");
}

/** Whether it also lets the length of a stream be said. Browsers do not. */
function sendsLengths(): boolean {
  const headers = probe();
  return headers.has("content-length") && !headers.has("content-type");
}

function probe(): Headers {
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: { "content-length": "0" },
    body: new ReadableStream(),
    duplex: "half",
  };
  return new Request("https://localhost/", init).headers;
}

/**
 * Sends the chunks of one upload, one after the other, with little memory.
 *
 * Node's fetch copies bytes that it is to send, and keeps the pieces of a Blob until the answer has come; its garbage collector
 * lets tens of megabytes of that pile up. A stream of one buffer costs nothing beyond the buffer. So a chunk is sent as such a stream
 * where the platform can be told its length, and what is in a Blob is read into a buffer before. Elsewhere, bytes and Blobs are
 * sent as they are.
 */
export class ChunkSender {
  readonly #asStreams = sendsLengths();
  #buffer: Uint8Array = new Uint8Array();

  /** Middleware, to stand behind all other, for the request of a chunk. */
  readonly send: Middleware = async (request, next) => {
    const { body, headers, signal } = request;
    if (
      !this.#asStreams ||
      !(body instanceof Uint8Array || body instanceof Blob)
    )
      return next(request);
    const bytes = body instanceof Blob ? await this.#read(body, signal) : body;
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

  /** Reads a Blob into the buffer. */
  async #read(
    blob: Blob,
    signal: AbortSignal | undefined,
  ): Promise<Uint8Array> {
    if (this.#buffer.length < blob.size)
      this.#buffer = new Uint8Array(blob.size);
    const reader = blob.stream().getReader();
    const release = releaser();
    let length = 0;
    try {
      for (;;) {
        const { done, value } = await untilAborted(reader.read(), signal);
        if (done) break;
        this.#buffer.set(value, length);
        length += value.length;
        release(value);
      }
    } finally {
      reader.cancel().catch(() => {});
    }
    return this.#buffer.subarray(0, length);
  }
}

/** Frees memory at once that the garbage collector would leave for later: it is given to a port that nobody listens to. */
function releaser(): (bytes: Uint8Array) => void {
  const { port1 } = new MessageChannel();
  port1.close();
  return ({ buffer }) => port1.postMessage(undefined, [buffer as ArrayBuffer]);
}
