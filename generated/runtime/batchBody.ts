// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import {
  type JsonRequest,
  readHttpResponse,
  writeHttpRequest,
} from "./applicationHttp.js";
import {
  type MultipartMixed,
  readMultipart,
  writeMultipart,
} from "./multipartMixed.js";

/**
 * Writes the body of a batch: a part for each request, with its place in the list as Content-ID.
 *
 * @param rootUrl What the parts leave out of their URLs; whole URLs are not allowed there.
 */
export function writeBatch(
  requests: readonly JsonRequest[],
  rootUrl: string,
): MultipartMixed {
  // As URL parsing writes it, which encodes what may not stand in a request's first line.
  const root = new URL(rootUrl).href;
  const parts = requests.map((request, place) => ({
    headers: new Headers({
      "content-type": "application/http",
      "content-transfer-encoding": "binary",
      "content-id": `<${place}@batch>`,
    }),
    content: writeHttpRequest(
      request,
      `/${new URL(request.url).href.slice(root.length)}`,
    ),
  }));
  return writeMultipart(parts);
}

/** The responses to a batch by the places of their requests; undefined for one that is unusable. */
export type BatchResponses = ReadonlyMap<number, Response | undefined>;

/**
 * Reads the answer to a batch, whose parts say by Content-ID what they answer; their order says nothing. Of no use is a part that does not
 * say so or is no HTTP response, and one where another answers the same request.
 *
 * Undefined if the answer is not multipart.
 */
export function readBatch(answer: MultipartMixed): BatchResponses | undefined {
  const parts = readMultipart(answer);
  if (!parts) return undefined;
  const responses = new Map<number, Response | undefined>();
  for (const { headers, content } of parts) {
    const [, place] =
      /^<?response-(\d+)@batch>?$/i.exec(headers.get("content-id") ?? "") ?? [];
    if (place === undefined) continue;
    const number = Number(place);
    responses.set(
      number,
      responses.has(number) ? undefined : readHttpResponse(content),
    );
  }
  return responses;
}
