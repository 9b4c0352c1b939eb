// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ApiClient } from "./client.js";
import type { UploadMethodDescriptor } from "./descriptor.js";
import type { ReadResponse } from "./retry.js";
import type { HttpRequest } from "./transport.js";
import { TransportError } from "./apiError.js";
import { prepareRequest } from "./httpRequest.js";
import { ApiRequest, type RequestOptions } from "./request.js";
import { discard, parseUrl } from "./transport.js";

/** What a method uploads. */
export interface Media {
  /** Text is sent as UTF-8. */
  readonly body: Blob | ArrayBuffer | ArrayBufferView | string;
  /** Such as `image/png`; otherwise the Blob's own type, or `application/octet-stream`. */
  readonly mimeType?: string | undefined;
  /** Upload in a session of its own instead of with the call. */
  readonly resumable?: boolean | undefined;
}

/** Media, checked and ready to be sent. The Blob has no type of its own, since fetch would make a header of it. */
interface Payload {
  readonly data: Blob;
  readonly mimeType: string;
}

/**
 * A call that uploads `params.media`, with `params.body` as its metadata. Without media it is an ordinary call.
 *
 * The protocols are Google's: `uploadType=media` when there is no metadata, else `multipart` (multipart/related, RFC 2387), and
 * `resumable` when the media asks for it or the method knows no other. A session is opened at the simple path, if there is one, as
 * Google's Python client does.
 */
export class UploadRequest<T> extends ApiRequest<T> {
  declare readonly method: UploadMethodDescriptor;

  /** @throws TypeError if the media's type is none, or the method cannot upload in the way asked for. */
  protected override async send<R>(
    signal: AbortSignal | undefined,
    read: ReadResponse<R>,
  ): Promise<R> {
    const { id, upload } = this.method;
    const media =
      "media" in this.params
        ? (this.params.media as Media | null | undefined)
        : undefined;
    if (!media) return super.send(signal, read);
    signal?.throwIfAborted();
    const payload = payloadOf(id, media);
    const path = upload.simple ?? upload.resumable;
    if (path === undefined) throw new TypeError(`${id} takes no media`);
    if (media.resumable || upload.simple === undefined) {
      return this.#sendResumable(path, payload, signal, read);
    }
    const withMetadata =
      "body" in this.params && this.params.body !== undefined;
    const request = this.#prepare(path, withMetadata ? "multipart" : "media");
    return this.client.send(
      this,
      withMetadata ? multipart(request, payload) : simple(request, payload),
      signal,
      read,
    );
  }

  /** Opens a session and puts all bytes into it. */
  async #sendResumable<R>(
    path: string,
    { data, mimeType }: Payload,
    signal: AbortSignal | undefined,
    read: ReadResponse<R>,
  ): Promise<R> {
    const start = this.#prepare(path, "resumable");
    start.headers.set("x-upload-content-type", mimeType);
    start.headers.set("x-upload-content-length", String(data.size));
    const location = await this.client.send(
      this,
      start,
      signal,
      async (response, attempt) => {
        attempt.clear?.();
        discard(response);
        return response.headers.get("location");
      },
    );
    const url = sessionUrl(start, location);
    const range = data.size
      ? `bytes 0-${data.size - 1}/${data.size}`
      : "bytes */0";
    const put = {
      methodId: start.methodId,
      verb: "PUT",
      url,
      headers: new Headers({ "content-range": range }),
      body: data,
    };
    return this.client.send(this, put, signal, read);
  }

  #prepare(path: string, uploadType: string): HttpRequest {
    // The document writes the path with a slash, which the root URL has already.
    const method = { ...this.method, path: path.replace(/^\//, "") };
    const params = { ...this.params, uploadType, media: undefined };
    return prepareRequest(this.client, method, params, this.options, "");
  }
}

/** A call that may take media along. */
export function upload<T>(
  client: ApiClient,
  method: UploadMethodDescriptor,
  params: object,
  options?: RequestOptions,
): ApiRequest<T> {
  return new UploadRequest<T>(client, method, params, options);
}

function payloadOf(methodId: string, { body, mimeType }: Media): Payload {
  const type =
    mimeType ??
    ((body instanceof Blob && body.type) || "application/octet-stream");
  // RFC 9110, section 8.3.1. It becomes a line of a multipart body, where a line break would begin another.
  if (
    !/^[\w!#$%&'*+.^`|~-]+\/[\w!#$%&'*+.^`|~-]+(?:[ \t]*;[ -~\t]*)?$/.test(type)
  ) {
    throw new TypeError(
      `${methodId}: ${JSON.stringify(type)} is no media type`,
    );
  }
  return { data: new Blob([body as Blob]), mimeType: type };
}

function simple(
  request: HttpRequest,
  { data, mimeType }: Payload,
): HttpRequest {
  request.headers.set("content-type", mimeType);
  return { ...request, body: data };
}

function multipart(
  request: HttpRequest,
  { data, mimeType }: Payload,
): HttpRequest {
  const random = crypto.getRandomValues(new Uint8Array(16));
  const boundary = Array.from(random, (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
  const metadata = request.body as string;
  const body = new Blob([
    `--${boundary}\r\nContent-Type: application/json; charset=UTF-8\r\n\r\n${metadata}\r\n`,
    `--${boundary}\r\nContent-Type: ${mimeType}\r\n\r\n`,
    data,
    `\r\n--${boundary}--\r\n`,
  ]);
  request.headers.set(
    "content-type",
    `multipart/related; boundary=${boundary}`,
  );
  return { ...request, body };
}

/**
 * The URL of an upload session. It is a credential of its own, and may lie on another host, which then gets the bytes but not the
 * client's credentials; it must not be less safe than the API.
 */
function sessionUrl(
  { methodId, url }: HttpRequest,
  location: string | null,
): string {
  const session = parseUrl(location ?? "//", url);
  if (!session)
    throw new TransportError(methodId, "the server opened no upload session");
  if (
    session.protocol !== "https:" &&
    session.protocol !== new URL(url).protocol
  ) {
    throw new TransportError(
      methodId,
      `the server's upload session, at ${session.origin}, is not encrypted`,
    );
  }
  return session.href;
}
