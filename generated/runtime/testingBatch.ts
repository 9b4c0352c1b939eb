// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { BatchRequest } from "./batchRequest.js";
import type { ApiRequest } from "./request.js";
import type { HttpRequest } from "./transport.js";
import { type MimeEntity, readEntity, writeEntity } from "./mimeEntity.js";
import { readMultipart, writeMultipart } from "./multipartMixed.js";

/** The server's side of a batch: answers each of its calls, in order, as if it had come alone. */
export async function answerBatch(
  batch: BatchRequest,
  { headers: outer, body }: HttpRequest,
  answer: (request: HttpRequest) => Promise<Response>,
): Promise<Response> {
  const contentType = outer.get("content-type") ?? "";
  const parts = readMultipart({ contentType, body: String(body) });
  const answers: MimeEntity[] = [];
  for (const [place, request] of batch.params.requests.entries()) {
    const part = parts?.[place];
    const response = await answer(readPart(request, outer, part?.content));
    const { status, statusText, headers } = response;
    const content = await response.text();
    const id = part?.headers.get("content-id") ?? "";
    answers.push({
      headers: new Headers({
        "content-type": "application/http",
        "content-id": id.replace("<", "<response-"),
      }),
      content: `HTTP/1.1 ${status} ${statusText}\r\n${writeEntity({ headers, content })}`,
    });
  }
  const multipart = writeMultipart(answers);
  return new Response(multipart.body, {
    headers: { "content-type": multipart.contentType },
  });
}

/** Reads the request in a part. The batch's headers are its own as well, but for those about a body. */
function readPart(
  call: ApiRequest<unknown>,
  outer: Headers,
  text = "",
): HttpRequest {
  const [line = "", verb = "", target = ""] =
    /^(\S+) \/(\S*) HTTP\/1\.1\r\n/.exec(text) ?? [];
  const { headers, content } = readEntity(text.slice(line.length));
  outer.forEach((value, name) => {
    if (!name.startsWith("content-") && !headers.has(name))
      headers.set(name, value);
  });
  return {
    call,
    methodId: call.method.id,
    verb,
    url: `${call.client.rootUrl}${target}`,
    headers,
    body: content || undefined,
  };
}
