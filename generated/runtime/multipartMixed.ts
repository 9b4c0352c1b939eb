// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import { type MimeEntity, readEntity, writeEntity } from "./mimeEntity.js";
import { randomBoundary } from "./multipart.js";

/** A body of several parts (RFC 2046, section 5.1.3), and its type. */
export interface MultipartMixed {
  readonly contentType: string;
  readonly body: string;
}

/** Puts parts together. The boundary is random, so that no part can contain it. */
export function writeMultipart(parts: readonly MimeEntity[]): MultipartMixed {
  const boundary = randomBoundary();
  const bodies = parts.map(
    (part) => `--${boundary}\r\n${writeEntity(part)}\r\n`,
  );
  return {
    contentType: `multipart/mixed; boundary=${boundary}`,
    body: `${bodies.join("")}--${boundary}--\r\n`,
  };
}

/**
 * Takes parts apart; undefined if the type is not multipart, or the body does not have its boundary. What stands before the first
 * boundary and behind the last one is no part (RFC 2046, section 5.1.1), and neither is one that has no boundary behind it: it may
 * have been cut off.
 */
export function readMultipart({
  contentType,
  body,
}: MultipartMixed): MimeEntity[] | undefined {
  const [, quoted, token] =
    /^\s*multipart\/.*;\s*boundary=(?:"((?:[^"\\]|\\.)+)"|([^\s;"]+))/i.exec(
      contentType,
    ) ?? [];
  const boundary = quoted?.replace(/\\(.)/g, "$1") ?? token;
  if (boundary === undefined) return undefined;
  const escaped = boundary.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&");
  // A line of its own: with more behind it, it is another boundary, or text.
  const delimiter = new RegExp(
    `(?:^|\\r?\\n)--${escaped}(--)?[ \\t]*(?=\\r?\\n|$)`,
  );
  // The preamble; then for each delimiter its two last hyphens, if it has them, and the text up to the next one.
  const pieces = body.split(delimiter);
  if (pieces.length === 1) return undefined;
  const parts: MimeEntity[] = [];
  for (let i = 1; pieces[i] === undefined && i + 2 < pieces.length; i += 2)
    parts.push(readEntity((pieces[i + 1] ?? "").replace(/^\r?\n/, "")));
  return parts;
}
