// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { HttpRequest } from "./transport.js";

/** A call as it came over the wire. */
export interface Arrived {
  readonly verb: string;
  readonly url: string;
  /** Without the client's credentials: the fake server asks for none. */
  readonly headers: Headers;
  /** The JSON that was sent, an upload's metadata as well; undefined if there was none. */
  readonly body: unknown;
  /** What was uploaded, with its media type. */
  readonly media: Blob | undefined;
}

/** An upload whose bytes come in several requests. */
interface Session {
  /** As the request that opened it had it. */
  readonly call: Omit<Arrived, "media">;
  readonly mimeType: string;
  media: Blob;
}

/**
 * The server's side of Google's upload protocols (https://developers.google.com/workspace/drive/api/guides/manage-uploads): `media`,
 * `multipart` and `resumable`. However many requests an upload takes, it arrives as one call, when all its bytes have.
 */
export class FakeUploads {
  readonly #sessions = new Map<string, Session>();

  /** Takes a request in. Gives the call that has arrived with it or, if that is not all of it, what to answer. */
  async receive(request: HttpRequest): Promise<Arrived | Response> {
    const { verb, url, headers } = request;
    const body = await new Response(request.body).blob();
    const type = headers.get("content-type") ?? "";
    const query = new URL(url).searchParams;
    const id = query.get("upload_id");
    if (id) {
      const session = this.#sessions.get(id);
      return session
        ? receivePart(session, headers, body)
        : new Response(null, { status: 404 });
    }
    switch (query.get("uploadType")) {
      case "media": {
        const media = body.slice(0, body.size, type);
        return { verb, url, headers, body: undefined, media };
      }
      case "multipart": {
        const [metadata, media] = await partsOf(body, type);
        return { verb, url, headers, body: await jsonOf(metadata), media };
      }
      case "resumable": {
        const opened = String(this.#sessions.size + 1);
        this.#sessions.set(opened, {
          call: { verb, url, headers, body: await jsonOf(body) },
          mimeType: headers.get("x-upload-content-type") ?? "",
          media: new Blob([]),
        });
        const location = `${url}&upload_id=${opened}`;
        return new Response(null, { headers: { location } });
      }
    }
    const json = await jsonOf(body);
    return { verb, url, headers, body: json, media: undefined };
  }
}

/**
 * Takes in bytes of a session, or none to be asked what has come. As long as that is not all, it is the answer: 308 with
 * `Range: bytes=0-99` or, to those who ask for it with `X-GUploader-No-308`, 200 that says the same.
 *
 * @param asked Its Content-Range is such as `bytes 0-99/200`, with `*` for what is not there or not known yet.
 */
function receivePart(
  session: Session,
  asked: Headers,
  bytes: Blob,
): Arrived | Response {
  const [, first, total] = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(
    asked.get("content-range") ?? "",
  ) ??
    // All of it, in one request.
    ["", "0", String(bytes.size)];
  // What begins beyond the end would leave a gap.
  if (first !== undefined && Number(first) <= session.media.size)
    session.media = new Blob([session.media.slice(0, Number(first)), bytes]);
  const { call, media, mimeType } = session;
  if (String(media.size) === total)
    return { ...call, media: media.slice(0, media.size, mimeType) };
  const headers = new Headers();
  if (media.size) headers.set("range", `bytes=0-${media.size - 1}`);
  const without308 = asked.get("x-guploader-no-308") === "yes";
  if (without308) headers.set("x-http-status-code-override", "308");
  return new Response(null, { status: without308 ? 200 : 308, headers });
}

/** The parts of a multipart body (RFC 2046, section 5.1), each with its media type. */
async function partsOf(body: Blob, contentType: string): Promise<Blob[]> {
  const [, boundary] = /boundary="?([^";]+)/.exec(contentType) ?? [];
  // A character a byte, so that positions are the same in both.
  const text = new TextDecoder("latin1").decode(await body.arrayBuffer());
  const parts: Blob[] = [];
  let start = 0;
  for (;;) {
    const end = text.indexOf(`\r\n--${boundary}`, start);
    if (end < 0) return parts;
    const content = text.indexOf("\r\n\r\n", start) + 4;
    const [, type] =
      /^content-type: *(.*)$/im.exec(text.slice(start, content)) ?? [];
    parts.push(body.slice(content, end, type));
    start = end + 2;
  }
}

async function jsonOf(body: Blob | undefined): Promise<unknown> {
  const text = await body?.text();
  return text ? JSON.parse(text) : undefined;
}
