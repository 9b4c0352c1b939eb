/** The library's scans: media that are uploaded, in each of Google's protocols, and downloaded. */
import type { Answer, Handler, Received } from "../support/loopback.js";
import { writeEndlessly } from "./books.js";

export const allBytes: Buffer = Buffer.from([
  ...Array.from({ length: 256 }, (_, byte) => byte),
  ...Buffer.from("\r\n--\r\n\r\n"),
]);

interface Scan {
  readonly mimeType: string;
  readonly metadata?: unknown;
  readonly bytes: Buffer;
}

/** An upload that is under way. Of the length nobody may know yet. */
interface Session {
  readonly mimeType: string;
  readonly metadata: unknown;
  received: Buffer;
  scan?: Answer;
}

export function scanHandler(other: string): Handler {
  const scans = new Map<string, Scan>([
    ["bytes", { mimeType: "image/x", bytes: allBytes }],
    ["text", { mimeType: "text/plain", bytes: Buffer.from("Grüße\r\n") }],
  ]);
  const sessions = new Map<string, Session>();

  const store = (scan: Scan): Answer => {
    const id = String(scans.size);
    scans.set(id, scan);
    const { bytes, ...rest } = scan;
    return { body: { id, size: bytes.length, ...rest } };
  };

  const upload = (request: Received, query: URLSearchParams): Answer => {
    const { headers, body } = request;
    const mimeType = headers["content-type"] ?? "none";
    switch (query.get("uploadType")) {
      case "media":
        return store({ mimeType, bytes: body });
      case "multipart":
        return store(readMultipart(mimeType, body));
      case "resumable": {
        const id = String(sessions.size);
        sessions.set(id, {
          mimeType: String(headers["x-upload-content-type"]),
          metadata: body.length ? JSON.parse(String(body)) : undefined,
          received: Buffer.alloc(0),
        });
        return { headers: { location: `/upload/v1/scans/sessions/${id}` } };
      }
      default:
        return { status: 400 };
    }
  };

  const put = ({ headers, body }: Received, session: Session): Answer => {
    const range = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(
      headers["content-range"] ?? "",
    );
    if (!range) return { status: 400 };
    const [, first, , total] = range;
    if (first !== undefined) {
      if (Number(first) !== session.received.length) return { status: 400 };
      session.received = Buffer.concat([session.received, body]);
    }
    const { received: bytes, mimeType, metadata } = session;
    if (bytes.length === Number(total))
      return (session.scan ??= store({ mimeType, metadata, bytes }));
    const incomplete = headers["x-guploader-no-308"]
      ? { status: 200, headers: { "x-http-status-code-override": "308" } }
      : { status: 308, headers: {} };
    const range308 = bytes.length && { range: `bytes=0-${bytes.length - 1}` };
    return { ...incomplete, headers: { ...incomplete.headers, ...range308 } };
  };

  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const id = pathname.replace(/.*\//, "");
    if (request.method === "POST") return upload(request, searchParams);
    if (request.method === "PUT") {
      const session = sessions.get(id);
      return session ? put(request, session) : { status: 404 };
    }
    if (id === "elsewhere")
      return { status: 302, headers: { location: other } };
    if (id === "endless") {
      response.writeHead(200, { "content-type": "image/x" });
      return writeEndlessly(response);
    }
    const scan = scans.get(id);
    if (!scan)
      return {
        status: 404,
        body: { error: { code: 404, status: "NOT_FOUND" } },
      };
    return { headers: { "content-type": scan.mimeType }, body: scan.bytes };
  };
}

/** Reads a body of two parts, to the byte (RFC 2046, section 5.1.1). */
function readMultipart(type: string, body: Buffer): Scan {
  const boundary = /^multipart\/related; boundary=([0-9a-f]+)$/.exec(type)?.[1];
  const text = body.toString("latin1");
  const parts = text.split(`\r\n--${boundary}`);
  const [first = "", second = "", end] = [
    parts[0]?.replace(`--${boundary}`, ""),
    ...parts.slice(1),
  ];
  if (parts.length !== 3 || end !== "--\r\n") throw new Error("no two parts");
  const [head, metadata = ""] = splitPart(first);
  if (head !== "Content-Type: application/json; charset=UTF-8")
    throw new Error(`no JSON: ${head}`);
  const [mediaHead = "", media = ""] = splitPart(second);
  return {
    mimeType: mediaHead.replace("Content-Type: ", ""),
    metadata: JSON.parse(Buffer.from(metadata, "latin1").toString()),
    bytes: Buffer.from(media, "latin1"),
  };
}

function splitPart(part: string): string[] {
  const end = part.indexOf("\r\n\r\n");
  return [part.slice(2, end), part.slice(end + 4)];
}
