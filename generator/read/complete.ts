import type { Report } from "./problem.js";
import { quoted } from "./printable.js";
import type { Place } from "./place.js";
import { placeOf } from "./place.js";
import type { RestDescription, RestResource } from "./restDescription.js";

/** A document whose form is right, in which `id`, `rootUrl` and `servicePath` may still be missing. */
export type IncompleteDescription = Omit<
  RestDescription,
  "id" | "rootUrl" | "servicePath"
> & {
  readonly id?: string;
  readonly rootUrl?: string;
  readonly servicePath?: string;
  readonly baseUrl?: string;
  readonly basePath?: string;
};

/** Where Google's APIs were before they had hosts of their own; older documents leave it out. */
const oldRootUrl = "https://www.googleapis.com/";

/**
 * Fills in what older documents leave out: `id` from name and version; `rootUrl` and `servicePath` from
 * `baseUrl`, which was both in one, or from `basePath`. An id that a method
 * lacks is made from its place in the tree, in the document itself.
 */
export function complete(
  document: IncompleteDescription,
  report: Report,
): RestDescription {
  const { baseUrl, basePath } = document;
  let { id, rootUrl, servicePath } = document;
  const assume = (key: string, value: string, from: string): void => {
    report({
      code: "assumed-value",
      message: `the document has no ${key}; ${quoted(value)} is assumed, from ${from}`,
      place: { parent: undefined, key },
    });
  };

  if (id === undefined) {
    id = `${document.name}:${document.version}`;
    assume("id", id, "name and version");
  }
  if (rootUrl === undefined) {
    const base =
      baseUrl !== undefined && URL.canParse(baseUrl)
        ? new URL(baseUrl)
        : undefined;
    if (base !== undefined) {
      rootUrl = `${base.origin}/`;
      servicePath ??= base.pathname.slice(1);
      assume("rootUrl", rootUrl, "baseUrl");
    } else if (
      basePath !== undefined ||
      document.kind === "discovery#restDescription"
    ) {
      // As Google's Go generator does. A package.json, which has a name and a version as well, is no such document.
      rootUrl = oldRootUrl;
      assume("rootUrl", rootUrl, "where such documents' APIs are");
    } else {
      report({
        code: "missing-key",
        message: 'the document has no member "rootUrl"',
      });
      rootUrl = oldRootUrl;
    }
  }
  if (servicePath === undefined) {
    servicePath = (basePath ?? "").replace(/^\//, "");
    if (servicePath !== "") assume("servicePath", servicePath, "basePath");
  }
  nameMethods(document, document.name, undefined, report);
  return id === document.id &&
    rootUrl === document.rootUrl &&
    servicePath === document.servicePath
    ? (document as RestDescription)
    : { ...document, id, rootUrl, servicePath };
}

function nameMethods(
  resource: RestResource,
  path: string,
  place: Place | undefined,
  report: Report,
): void {
  for (const [name, method] of Object.entries(resource.methods ?? {})) {
    if (Object.hasOwn(method, "id")) continue;
    const id = `${path}.${name}`;
    Reflect.set(method, "id", id);
    report({
      code: "assumed-value",
      message: `the method ${quoted(name)} has no id; ${quoted(id)} is assumed`,
      place: placeOf(place, "methods", name),
    });
  }
  for (const [name, child] of Object.entries(resource.resources ?? {}))
    nameMethods(
      child,
      `${path}.${name}`,
      placeOf(place, "resources", name),
      report,
    );
}
