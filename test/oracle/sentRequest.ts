/** A request as the comparer reads it. */
export interface SentRequest {
  readonly method: string;
  readonly uri: string;
  readonly headers: { readonly [name: string]: string };
  readonly body?: unknown;
  readonly base64?: string;
  readonly parts?: readonly Part[];
}

interface Part {
  readonly contentType: string;
  readonly body?: unknown;
  readonly base64?: string;
}

/** Notes what went to `fetch`, the URL exactly as it was given. */
export async function noteRequest(
  url: string,
  init: RequestInit,
): Promise<SentRequest> {
  const headers = Object.fromEntries(new Headers(init.headers));
  const request = { method: init.method ?? "GET", uri: url, headers };
  if (init.body === undefined || init.body === null)
    return { ...request, body: null };

  const bytes = Buffer.from(await new Response(init.body).arrayBuffer());
  const [type = "", ...parameters] = (headers["content-type"] ?? "").split(";");
  if (type === "multipart/related") {
    const boundary = /boundary="?([^"]+)"?/.exec(parameters.join(";"))?.[1];
    if (boundary === undefined) throw new Error("a multipart without boundary");
    return {
      ...request,
      headers: { ...headers, "content-type": type },
      parts: readParts(bytes, boundary),
    };
  }
  return type === "application/json" && !url.includes("uploadType=media")
    ? { ...request, body: JSON.parse(bytes.toString("utf8")) as unknown }
    : { ...request, base64: bytes.toString("base64") };
}

/** RFC 2046: a JSON part, then the media. */
function readParts(bytes: Buffer, boundary: string): readonly Part[] {
  return bytes
    .toString("latin1")
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part, index) => {
      const end = part.indexOf("\r\n\r\n");
      const contentType =
        /content-type:\s*([^;\r\n]+)/i.exec(part.slice(0, end))?.[1] ?? "";
      const content = Buffer.from(part.slice(end + 4, -2), "latin1");
      return index === 0
        ? { contentType, body: JSON.parse(content.toString("utf8")) as unknown }
        : { contentType, base64: content.toString("base64") };
    });
}
