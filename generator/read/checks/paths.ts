import { parsePathTemplate } from "../pathTemplate.js";
import type { Place } from "../place.js";
import { placeOf } from "../place.js";
import type { PlacedDocument } from "../placed.js";
import { quoted } from "../printable.js";
import type { Report } from "../problem.js";

/** Every path is a template that can be expanded and leads to a place below `rootUrl`, whatever is put in. */
export function checkPaths(
  { document, methods }: PlacedDocument,
  report: Report,
): void {
  const { servicePath, batchPath } = document;
  checkFixedPath(servicePath, placeOf(undefined, "servicePath"), report);
  if (batchPath !== undefined)
    checkFixedPath(batchPath, placeOf(undefined, "batchPath"), report);
  for (const { node, place } of methods) {
    checkPath(node.path, { parent: place, key: "path" }, report);
    const protocols = node.mediaUpload?.protocols ?? {};
    for (const key of ["simple", "resumable"] as const) {
      const path = protocols[key]?.path;
      if (path !== undefined)
        checkPath(
          path,
          placeOf(place, "mediaUpload", "protocols", key, "path"),
          report,
        );
    }
  }
}

function checkFixedPath(path: string, place: Place, report: Report): void {
  const fault = /[{}]/.test(path) ? "has a variable" : unsafePart(path);
  if (fault !== undefined)
    report({
      code: "unsafe-path",
      message: `${quoted(String(place.key))} ${fault}`,
      place,
      value: path,
    });
}

function checkPath(path: string, place: Place, report: Report): void {
  const template = parsePathTemplate(path);
  if (!template.ok) {
    const { code, message } = template;
    report({ code, message, place, value: path });
    return;
  }
  const fault = unsafePart(template.sample);
  if (fault !== undefined)
    report({
      code: "unsafe-path",
      message: `the path ${fault}`,
      place,
      value: path,
    });
}

/** What makes a path dangerous once it stands behind a root URL, or undefined. */
function unsafePart(path: string): string | undefined {
  if (/[\s\p{C}]/u.test(path)) return "has white space or a control character";
  if (path.includes("\\"))
    return "has a backslash, which URLs take for a slash";
  if (/[?#]/.test(path)) return "has a query or a fragment";
  // Also where paths are resolved rather than appended, and with the slash that a service path gets.
  if (path.startsWith("//") || /^\/?[a-z][a-z0-9+.-]*:(?:\/|$)/i.test(path))
    return "names a host of its own";
  // URL parsers treat %2e as a dot here (WHATWG URL, section 4.4).
  if (/(?:^|\/)(?:\.|%2e){1,2}(?:\/|$)/i.test(path))
    return "has a '.' or '..' segment";
  return undefined;
}
