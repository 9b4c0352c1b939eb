/** The library's scans: media that are uploaded, in each of Google's protocols, and downloaded. */
import type { ServerResponse } from "node:http";
import { gzipSync } from "node:zlib";
import { crc32c } from "../../templates/runtime/crc32c.js";
import { checksumText } from "../../templates/runtime/storedChecksum.js";
import type { Answer, Handler, Received } from "../support/loopback.js";
import { writeEndlessly } from "./books.js";
import { allBytes, largeMedia } from "./program/media.js";

const bytes = Buffer.from(allBytes);
const large = Buffer.from(largeMedia);

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
  /** What goes wrong with chunks to come. */
  readonly faults: Fault[];
  scan?: Answer;
}

/** Of the chunk a part is kept and the answer is 503, or all of it and the answer is lost. */
type Fault = "busy" | "lost";

export function scanHandler(other: string): Handler {
  const scans = new Map<string, Scan>([
    ["bytes", { mimeType: "image/x", bytes }],
    ["text", { mimeType: "text/plain", bytes: Buffer.from("Grüße\r\n") }],
    ["large", { mimeType: "image/x", bytes: large }],
  ]);
  let broken = false;
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
          faults: query.has("faults") ? ["busy", "lost"] : [],
        });
        return { headers: { location: `/upload/v1/scans/sessions/${id}` } };
      }
      default:
        return { status: 400 };
    }
  };

  const put = (
    { headers, body }: Received,
    session: Session,
    response: ServerResponse,
  ): Answer | void => {
    const range = /^bytes (?:(\d+)-(\d+)|\*)\/(\d+|\*)$/.exec(
      headers["content-range"] ?? "",
    );
    if (!range) return { status: 400 };
    const [, first, , total] = range;
    // Bytes that do not follow are not taken; the answer says what would.
    if (Number(first) === session.received.length) {
      const fault = session.faults.shift();
      const kept = fault === "busy" ? body.subarray(0, 100_000) : body;
      session.received = Buffer.concat([session.received, kept]);
      if (fault === "busy") return { status: 503 };
      if (fault === "lost") return void response.destroy();
    }
    const { received: bytes, mimeType, metadata } = session;
    if (bytes.length === Number(total))
      return (session.scan ??= store({ mimeType, metadata, bytes }));
    const has: Record<string, string> =
      bytes.length > 0 ? { range: `bytes=0-${bytes.length - 1}` } : {};
    return headers["x-guploader-no-308"]
      ? { headers: { ...has, "x-http-status-code-override": "308" } }
      : { status: 308, headers: has };
  };

  return (request, response) => {
    const { pathname, searchParams } = new URL(request.url, "http://localhost");
    const id = pathname.replace(/.*\//, "");
    if (request.method === "POST") return upload(request, searchParams);
    if (request.method === "PUT") {
      const session = sessions.get(id);
      return session ? put(request, session, response) : { status: 404 };
    }
    if (id === "elsewhere")
      return { status: 302, headers: { location: other } };
    if (id === "endless") {
      response.writeHead(200, { "content-type": "image/x" });
      return writeEndlessly(response);
    }
    if (id === "gzip")
      return {
        headers: { "content-encoding": "gzip", "content-type": "image/x" },
        body: gzipSync(large),
      };
    if (id === "broken" && !broken) {
      broken = true;
      response.writeHead(200, mediaHeaders(large));
      response.write(large.subarray(0, 100_000), () => response.destroy());
      return undefined;
    }
    const scan = scans.get(id === "broken" || id === "wrong" ? "large" : id);
    if (!scan)
      return {
        status: 404,
        body: { error: { code: 404, status: "NOT_FOUND" } },
      };
    const hash = id === "wrong" ? { "x-goog-hash": "crc32c=AAAAAA==" } : {};
    return part(request, scan, hash);
  };
}

/** A scan, or the part of it that is asked for (RFC 9110, section 14). */
function part(
  { headers }: Received,
  { bytes, mimeType }: Scan,
  more: Readonly<Record<string, string>>,
): Answer {
  const all = { ...mediaHeaders(bytes), "content-type": mimeType, ...more };
  const range = /^bytes=(\d*)-(\d*)$/.exec(headers.range ?? "");
  if (!range) return { headers: all, body: bytes };
  const [, first = "", last = ""] = range;
  const start = first ? Number(first) : bytes.length - Number(last);
  const end = first && last ? Number(last) + 1 : bytes.length;
  const body = bytes.subarray(start, end);
  return {
    status: 206,
    headers: {
      ...all,
      "content-length": String(body.length),
      "content-range": `bytes ${start}-${start + body.length - 1}/${bytes.length}`,
    },
    body,
  };
}

function mediaHeaders(bytes: Buffer): Record<string, string> {
  return {
    "content-length": String(bytes.length),
    etag: '"1"',
    "x-goog-stored-content-encoding": "identity",
    "x-goog-hash": `crc32c=${checksumText(crc32c(bytes))}`,
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
