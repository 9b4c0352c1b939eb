// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ApiClient } from "./client.js";
import type { MethodDescriptor } from "./descriptor.js";
import { onAbort } from "./abort.js";
import { type ByteRange, rangeHeader } from "./byteRange.js";
import { prepareRequest } from "./httpRequest.js";
import { ApiRequest, type RequestOptions } from "./request.js";
import { ResumableDownload } from "./resumableDownload.js";
import { type HttpRequest, orTransportError } from "./transport.js";

/** What one download may want different from its client. */
export interface DownloadOptions extends RequestOptions {
  /**
   * Only a part of the media: `{ offset: 100, length: 50 }`, or `{ offset: -50 }` for its last 50 bytes. A server may ignore that and
   * send everything (RFC 9110, section 14.2), as Cloud Storage does with media that it decompresses; the part is then cut out, since
   * these are the bytes that were asked for. A range that begins behind the media's end is an ApiError with the code 416 or, where
   * it had to be cut out, a TransportError.
   */
  readonly range?: ByteRange | undefined;
  /** False to take bytes that do not match the server's checksum. */
  readonly checksum?: boolean | undefined;
  /** Is told of the bytes as they arrive. What it throws ends the download. */
  readonly onProgress?: ((progress: DownloadProgress) => void) | undefined;
}

/** How far a download is, in bytes. */
export interface DownloadProgress {
  /** What has arrived of the media or its range; less than before when a download that could not go on began anew. */
  readonly received: number;
  /** How many it will be, if the server says it. */
  readonly total: number | undefined;
}

/** Platforms' types differ in which buffers they allow. */
type BlobParts = ConstructorParameters<typeof Blob>[0];

/**
 * A download of media (`alt=media`) that is ready to be sent. Awaited, it gives a Blob with all of it; the methods give it in other
 * forms, and send anew each time.
 *
 * A download whose connection breaks goes on where it was, if the media has a strong ETag and a length, and is not encoded; retries
 * are counted anew from there. Else it begins anew. All of the media is compared with its CRC-32C if the server tells that, as Cloud
 * Storage does. Bytes that are too few or wrong are a TransportError.
 */
export class MediaRequest extends ApiRequest<Blob> {
  declare readonly options: DownloadOptions | undefined;

  /** The media as a Blob. */
  blob(): Promise<Blob> {
    return this.execute();
  }

  /** The media as bytes. */
  async bytes(): Promise<Uint8Array> {
    return new Uint8Array(await (await this.execute()).arrayBuffer());
  }

  /** The media as text, read as UTF-8. */
  async text(): Promise<string> {
    return (await this.execute()).text();
  }

  /**
   * The media as it arrives; no more of it is held than what is read at once. Timeouts count until its end, whoever is slow, and
   * cancelling it stops the download. It ends in an error when the download breaks and cannot go on, since what was read cannot be
   * taken back, and when the checksum is wrong.
   */
  async stream(): Promise<ReadableStream<Uint8Array>> {
    const { signal } = this.options ?? {};
    const { readable, writable } = new TransformStream<
      Uint8Array,
      Uint8Array
    >();
    const writer = writable.getWriter();
    const stop = new AbortController();
    const release = signal && onAbort(signal, (reason) => stop.abort(reason));
    // Only a reader that leaves closes it before its end.
    writer.closed.catch((reason) => stop.abort(reason));
    return new Promise((resolve, reject) => {
      const sink = {
        begin: () => resolve(readable),
        write(chunk: Uint8Array) {
          const written = writer.write(chunk);
          // What ends the download may do so before anybody waits for this.
          written.catch(() => {});
          return written;
        },
        replaceable: false,
      };
      void (async () => {
        try {
          await this.inTime(
            (signal) => new ResumableDownload(this, sink, signal).run(),
            stop.signal,
          );
          await writer.close();
        } catch (error) {
          reject(error);
          writer.abort(error).catch(() => {});
        } finally {
          release?.();
        }
      })();
    });
  }

  /** Sends the call, now and each time, and gives the media. */
  override async execute(): Promise<Blob> {
    const chunks: Uint8Array[] = [];
    let type = "";
    const sink = {
      begin(response: Response) {
        chunks.length = 0;
        type = response.headers.get("content-type") ?? "";
      },
      write(chunk: Uint8Array) {
        chunks.push(chunk);
      },
      replaceable: true,
    };
    await this.inTime((signal) =>
      new ResumableDownload(this, sink, signal).run(),
    );
    return new Blob(chunks as BlobParts, { type });
  }

  /** Redirects are followed to other origins as well, where media may lie, but without credentials. */
  override prepare(): HttpRequest {
    const params = { ...this.params, alt: "media" };
    const request = prepareRequest({ ...this, params });
    const { range } = this.options ?? {};
    if (range) request.headers.set("range", rangeHeader(this.method.id, range));
    return { ...request, leaveOrigin };
  }

  override read(response: Response, signal?: AbortSignal): Promise<Blob> {
    return orTransportError(this.method.id, response.blob(), signal);
  }
}

/** Asks a method for its media instead of its JSON. */
export function download(
  client: ApiClient,
  method: MethodDescriptor,
  params: object,
  options?: DownloadOptions,
): MediaRequest {
  return new MediaRequest(client, method, params, options);
}

/** Never from HTTPS to plain HTTP. Of the headers go those that are no secret and change what is sent. */
function leaveOrigin(
  from: string,
  to: URL,
  headers: Headers,
): Headers | undefined {
  if (to.protocol !== "https:" && !from.startsWith(to.protocol))
    return undefined;
  const kept = new Headers();
  for (const name of ["accept", "range", "if-range", "if-none-match"]) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}
