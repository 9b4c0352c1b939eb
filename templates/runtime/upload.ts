// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ApiClient } from "./client.js";
import type {
  OperationMethodDescriptor,
  UploadMethodDescriptor,
} from "./descriptor.js";
import type { OperationRequest } from "./operation.js";
import type { ReadResponse } from "./retry.js";
import type { HttpRequest } from "./transport.js";
import { streaming } from "./chunkBody.js";
import { prepareRequest } from "./httpRequest.js";
import { type Media, mimeTypeOf } from "./media.js";
import { openMedia, StreamedMedia, type WholeMedia } from "./mediaSource.js";
import { multipartFrame } from "./multipart.js";
import { ApiRequest, type RequestOptions } from "./request.js";
import { chunkSizeOf, uploadInSession } from "./resumableUpload.js";

/**
 * A call that uploads `params.media`, with `params.body` as its metadata. Without media it is an ordinary call.
 *
 * The protocols are Google's. What is no larger than a chunk goes with the call: `uploadType=media` when there is no metadata, else
 * `multipart` (multipart/related, RFC 2387). What is larger goes into a session, `resumable`, unless the method knows none or the media
 * say otherwise. A session is opened at the simple path, if there is one, as Google's Python client does.
 *
 * Media that come as a stream and go with the call are held up to the size of a chunk, so that they can be sent again. Larger ones are sent
 * once, as they come; where the platform cannot do that (Firefox, Safari), they are collected before.
 */
export class UploadRequest<T> extends ApiRequest<T> {
  declare readonly method: UploadMethodDescriptor;

  /**
   * @throws TypeError if the media's type is none, the media are a used stream, or the method cannot upload in the way
   * asked for.
   */
  protected override async send<R>(
    signal: AbortSignal | undefined,
    read: ReadResponse<R>,
  ): Promise<R> {
    const { id, upload } = this.method;
    const { media } = this.params as UploadParams;
    if (!media) return super.send(signal, read);
    const mimeType = mimeTypeOf(id, media);
    const { resumable } = media;
    const options = typeof resumable === "object" ? resumable : {};
    const chunkSize = chunkSizeOf(id, options);
    const path = upload.simple ?? upload.resumable;
    if (path === undefined) throw new TypeError(`${id} takes no media`);
    if (resumable && upload.resumable === undefined)
      throw new TypeError(`${id} has no resumable uploads`);
    if (resumable === false && upload.simple === undefined)
      throw new TypeError(`${id} has resumable uploads alone`);
    // Before the media are touched: it throws when a parameter is missing.
    const start = this.#prepare(path, "resumable");
    const source = openMedia(id, media, chunkSize);
    try {
      const inSession =
        resumable ??
        (upload.simple === undefined ||
          (upload.resumable !== undefined &&
            !(await source.chunk(0, signal)).last));
      if (!inSession) {
        const request = await this.#withCall(path, mimeType, source, signal);
        return await this.client.send(this, request, signal, read);
      }
      start.headers.set("x-upload-content-type", mimeType);
      return await uploadInSession(this, start, source, options, signal, read);
    } catch (error) {
      source.cancel(error);
      // Of a stream that is sent as it comes, the platform says that the connection failed.
      const thrown = "thrown" in source ? source.thrown : undefined;
      throw thrown ? thrown.reason : error;
    } finally {
      // The server may have had enough of it before its end.
      source.cancel(undefined);
    }
  }

  /** The HTTP request that would be sent, without credentials and without the media. */
  override prepare(): HttpRequest {
    const { body, media } = this.params as UploadParams;
    const { simple, resumable = "" } = this.method.upload;
    return media
      ? this.#prepare(
          simple ?? resumable,
          body === undefined ? "media" : "multipart",
        )
      : super.prepare();
  }

  /** The call with its media. */
  async #withCall(
    path: string,
    mimeType: string,
    source: WholeMedia | StreamedMedia,
    signal: AbortSignal | undefined,
  ): Promise<HttpRequest> {
    const { body } = this.params as UploadParams;
    const withMetadata = body !== undefined;
    const request = this.#prepare(path, withMetadata ? "multipart" : "media");
    const { contentType, before, behind } = withMetadata
      ? multipartFrame(request.body as string, mimeType)
      : { contentType: mimeType, before: "", behind: "" };
    request.headers.set("content-type", contentType);
    const frame = (data: unknown): Blob =>
      new Blob([before, data as Blob, behind]);
    if (!(source instanceof StreamedMedia))
      return { ...request, body: frame(source.data) };
    const { data, last } = await source.chunk(0, signal);
    if (last) return { ...request, body: frame(data) };
    const stream = source.stream(signal, before, behind);
    if (streaming().streams) return { ...request, body: stream };
    return { ...request, body: await new Response(stream).blob() };
  }

  #prepare(path: string, uploadType: string): HttpRequest {
    // The document writes the path with a slash, which the root URL has already.
    const method = { ...this.method, path: path.replace(/^\//, "") };
    const params = { ...this.params, uploadType, media: undefined };
    return prepareRequest({ ...this, method, params }, "");
  }
}

interface UploadParams {
  readonly body?: unknown;
  readonly media?: Media | null;
}

/** A call that may take media along. */
export function upload<T>(
  client: ApiClient,
  method: UploadMethodDescriptor & OperationMethodDescriptor,
  params: object,
  options?: RequestOptions,
): OperationRequest<T>;
export function upload<T>(
  client: ApiClient,
  method: UploadMethodDescriptor,
  params: object,
  options?: RequestOptions,
): ApiRequest<T>;
export function upload<T>(
  client: ApiClient,
  method: UploadMethodDescriptor,
  params: object,
  options?: RequestOptions,
): ApiRequest<T> {
  return new UploadRequest<T>(client, method, params, options);
}
