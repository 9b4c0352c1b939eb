// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { ApiClient } from "./client.js";
import type { MethodDescriptor } from "./descriptor.js";
import { prepareRequest } from "./httpRequest.js";
import { ApiRequest, type RequestOptions } from "./request.js";
import { type HttpRequest, orTransportError } from "./transport.js";

/**
 * A download of media (`alt=media`) that is ready to be sent. Awaited, it gives a Blob with all of it; the methods give it in other
 * forms, and send anew each time. A part of it: the option `headers: { range: "bytes=0-99" }`.
 */
export class MediaRequest extends ApiRequest<Blob> {
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

  /** The media as it arrives. A timeout counts until its end. */
  async stream(): Promise<ReadableStream<Uint8Array>> {
    return (await this.asResponse()).body ?? new Blob([]).stream();
  }

  /** Redirects are followed to other origins as well, where media may lie, but without credentials. */
  override prepare(): HttpRequest {
    const params = { ...this.params, alt: "media" };
    const request = prepareRequest(
      this.client,
      this.method,
      params,
      this.options,
    );
    return { ...request, leaveOrigin };
  }

  override read(response: Response, signal?: AbortSignal): Promise<Blob> {
    return orTransportError(this.method.id, response.blob(), signal);
  }
}

/** What one download may want different from its client. */
export type DownloadOptions = RequestOptions;

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
  from: URL,
  to: URL,
  headers: Headers,
): Headers | undefined {
  if (to.protocol !== "https:" && to.protocol !== from.protocol)
    return undefined;
  const kept = new Headers();
  for (const name of ["accept", "range"]) {
    const value = headers.get(name);
    if (value !== null) kept.set(name, value);
  }
  return kept;
}
