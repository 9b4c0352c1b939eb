import { placeOf } from "../place.js";
import type { PlacedDocument } from "../placed.js";
import { quoted } from "../printable.js";
import type { Report } from "../problem.js";

const httpMethods = new Set([
  "DELETE",
  "GET",
  "HEAD",
  "OPTIONS",
  "PATCH",
  "POST",
  "PUT",
]);

/** What a method says of itself: its verb, header, scopes and media. */
export function checkMethods(
  { document, methods }: PlacedDocument,
  report: Report,
): void {
  const scopes = document.auth?.oauth2?.scopes ?? {};
  for (const { node, place } of methods) {
    if (!httpMethods.has(node.httpMethod))
      report({
        code: "unknown-http-method",
        message: `${quoted(node.httpMethod)} is no HTTP method that can be sent`,
        place: { parent: place, key: "httpMethod" },
        value: node.httpMethod,
      });
    if (node.apiVersion !== undefined && !/^[!-~]+$/.test(node.apiVersion))
      report({
        code: "unsafe-header-value",
        message: "apiVersion cannot be sent as a header",
        place: { parent: place, key: "apiVersion" },
        value: node.apiVersion,
      });
    node.scopes?.forEach((scope, index) => {
      if (!Object.hasOwn(scopes, scope))
        report({
          code: "undeclared-scope",
          message: `the document does not declare the scope ${quoted(scope)}`,
          place: placeOf(place, "scopes", index),
          value: scope,
        });
    });
    const { mediaUpload, supportsMediaUpload = false } = node;
    const protocols = mediaUpload?.protocols;
    const hasProtocol =
      protocols?.simple !== undefined || protocols?.resumable !== undefined;
    if (supportsMediaUpload !== hasProtocol)
      report({
        code: "media-upload-incomplete",
        message: hasProtocol
          ? "the method describes a media upload but does not say that it supports one"
          : "the method supports media upload but describes no protocol for it",
        place: {
          parent: place,
          key: hasProtocol ? "mediaUpload" : "supportsMediaUpload",
        },
      });
  }
}
