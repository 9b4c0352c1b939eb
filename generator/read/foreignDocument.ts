import { quoted } from "./printable.js";
import type { Problem } from "./problem.js";

/** Recognises, before JSON is looked for, a text that is a web page. */
export function foreignText(text: string): Problem | undefined {
  if (!/^\s*</.test(text)) return undefined;
  const title = /<title[^>]*>([^<]{1,200})/i.exec(text.slice(0, 10_000))?.[1];
  return {
    code: "html-page",
    message:
      title === undefined
        ? "this is a web page or XML, not JSON"
        : `this is a web page with the title ${quoted(title.trim())}, not JSON`,
  };
}

/** Recognises JSON that is something else than a Discovery document. */
export function foreignValue(value: unknown): Problem | undefined {
  if (!isObject(value))
    return {
      code: "not-an-object",
      message: `a Discovery document is a JSON object; this is ${Array.isArray(value) ? "an array" : value === null ? "null" : `a ${typeof value}`}`,
    };
  const kind = member(value, "kind");
  if (kind === "discovery#directoryList")
    return {
      code: "directory-list",
      message: "this is the list of all APIs, not one API's document",
      ...memberPlace("kind"),
      value: kind,
    };
  for (const key of ["openapi", "swagger"]) {
    const version = member(value, key);
    if (version !== undefined)
      return {
        code: "openapi-document",
        message: `this is ${key === "openapi" ? "an OpenAPI" : "a Swagger"} document`,
        ...memberPlace(key),
        value: version,
      };
  }
  const error = member(value, "error");
  if (isObject(error) && member(value, "rootUrl") === undefined) {
    const status = [member(error, "code"), member(error, "message")];
    return {
      code: "error-response",
      message: `this is a server's error response: ${quoted(status.filter((part) => typeof part === "string" || typeof part === "number").join(" "), 120)}`,
      ...memberPlace("error"),
    };
  }
  if (typeof kind === "string" && kind !== "discovery#restDescription")
    return {
      code: "wrong-kind",
      message: `kind is ${quoted(kind)}, not "discovery#restDescription"`,
      ...memberPlace("kind"),
      value: kind,
    };
  return undefined;
}

function memberPlace(key: string): Pick<Problem, "place"> {
  return { place: { parent: undefined, key } };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function member(
  object: Readonly<Record<string, unknown>>,
  key: string,
): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
