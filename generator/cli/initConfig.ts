import { isApiId, isApiName } from "../read/apiId.js";
import { isUrl } from "../read/isUrl.js";
import { defaults } from "../project/options.js";
import type { ApiConfig } from "../project/config.js";
import { UsageError } from "../project/usageError.js";

/** What a person types for a list: words with spaces or commas between them. */
export function splitWords(line: string): readonly string[] {
  return line.split(/[\s,]+/).filter((word) => word !== "");
}

/**
 * The configuration's entries for APIs. Of several, a pattern is for the one with whose name it begins.
 *
 * @throws {UsageError} for a pattern that says nothing of the API it is for, and as {@link toApiConfig}
 */
export function toApiConfigs(
  apis: readonly string[],
  include: readonly string[],
): readonly ApiConfig[] {
  const entries = apis.map(toApiConfig);
  const owners = include.map((pattern) => {
    if (entries.length === 1) return entries[0];
    const [name] = pattern.split(".");
    const owner = entries.find(({ source }) => source?.split(":")[0] === name);
    if (owner) return owner;
    throw new UsageError(
      `--include ${pattern}: with several APIs, begin with the name of the one that is meant, such as drive.files.*`,
    );
  });
  return entries.map((entry) => {
    const own = include.filter((_, index) => owners[index] === entry);
    return own.length > 0 ? { ...entry, include: own } : entry;
  });
}

/**
 * The configuration's entry for an API id, the URL of a document, or a document.
 *
 * @throws {UsageError} for an API without its version: which is meant would change with the directory
 */
export function toApiConfig(api: string): ApiConfig {
  const inFolder = (name: string): string =>
    `${defaults.documents}/${name}.json`;
  if (isApiId(api))
    return { document: inFolder(api.replace(":", "-")), source: api };
  if (isUrl(api)) {
    if (!URL.canParse(api)) throw new UsageError(`${api} is no URL`);
    return { document: inFolder(nameOf(new URL(api))), source: api };
  }
  if (isApiName(api) && api !== defaults.documents)
    throw new UsageError(
      `${api} is an API's name without a version, such as drive:v3; a folder of documents is ./${api}`,
    );
  return { document: api };
}

/** The configuration as it is written, and as prettier would leave it: a list of short texts is a line. */
export function configText(out: string, apis: readonly ApiConfig[]): string {
  const config = {
    $schema: "./node_modules/discovery-codegen/docs/config.schema.json",
    out,
    apis,
  };
  const text = JSON.stringify(config, null, 2).replace(
    /^( +"\w+": )\[\n +([^[\]{}]*?)\n +\]/gm,
    (whole, key: string, items: string) => {
      const line = `${key}[${items.replace(/\n +/g, " ")}]`;
      return line.length <= 80 ? line : whole;
    },
  );
  return `${text}\n`;
}

/** A name for the document at a URL: of both forms that Google's have, the API and its version. */
function nameOf({ hostname, pathname, searchParams }: URL): string {
  const old = /\/discovery\/v1\/apis\/([^/]+)\/([^/]+)\/rest$/.exec(pathname);
  const host = hostname.split(".")[0] ?? "";
  const parts = old
    ? [old[1] ?? "", old[2] ?? ""]
    : pathname.endsWith("/$discovery/rest") && searchParams.has("version")
      ? [host, searchParams.get("version") ?? ""]
      : [/([^/]+?)(?:\.json)?\/?$/.exec(pathname)?.[1] ?? host];
  const name = parts
    .join("-")
    .replace(/[^\w.-]+/g, "-")
    .replace(/^[.-]+/, "");
  return name === "" ? "api" : name;
}
