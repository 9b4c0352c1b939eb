import { dirname, isAbsolute, relative, resolve, sep } from "node:path";
import { isApiId, isApiName } from "../read/apiId.js";
import { isUrl } from "../read/isUrl.js";
import { nearest } from "../read/nearest.js";
import type { Lock } from "../write/lock.js";
import { readLock } from "../write/readLock.js";
import { OutputFolder } from "../write/outputFolder.js";
import { defaults } from "../project/options.js";
import {
  configFile,
  findConfig,
  type ApiConfig,
  type Config,
} from "../project/config.js";
import { requestHeaders } from "../project/requestHeaders.js";
import { UsageError } from "../project/usageError.js";

/** A document to fetch. */
export interface FetchTarget {
  /** An API id, an API's name, or a URL. */
  readonly source: string;
  /** Where it goes, relative to the project; undefined: into the plan's folder, under the API's name and version. */
  readonly document: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** The file of a JSON Patch that the configuration has for it. */
  readonly overlay: string | undefined;
}

/** What a `fetch` is to do. */
export interface FetchPlan {
  readonly config: Config | null;
  /** The folder of the configuration, or the working directory: nothing is written outside of it. */
  readonly project: OutputFolder;
  readonly lock: Lock;
  /** For documents without a place of their own; relative to the project, "" for itself. */
  readonly folder: string;
  readonly targets: readonly FetchTarget[];
}

/**
 * What the command line asks for; without names, every API of the configuration that has a source.
 *
 * @param apis API ids, names, URLs, or documents of the configuration
 * @param out the folder for APIs that are named
 * @throws {UsageError} where there is nothing to fetch, or a name means nothing
 * @throws {BrokenLock} when the project's lock cannot be read
 */
export async function toFetchPlan(
  apis: readonly string[],
  out: string | undefined,
): Promise<FetchPlan> {
  const config = await findConfig(".");
  const base = resolve(config ? dirname(config.file) : ".");
  const wanted = resolve(base, defaults.documents);
  const folder = out === undefined ? wanted : resolve(out);
  // A folder outside of the project has been named by the user, and is a project of its own.
  const root = isInside(base, folder) ? base : folder;
  const project = new OutputFolder(root);
  const lock = readLock(project);
  const targets =
    apis.length === 0
      ? allTargets(config, base, out)
      : apis.flatMap((api) =>
          out === undefined && config
            ? namedTargets(api, config, base, lock)
            : [toTarget(api)],
        );
  return {
    config,
    project,
    lock,
    folder: slashed(relative(root, folder)),
    targets: distinct(targets),
  };
}

function allTargets(
  config: Config | null,
  base: string,
  out: string | undefined,
): readonly FetchTarget[] {
  if (config === null)
    throw new UsageError(
      `name an API, such as drive:v3: there is no ${configFile} here that says which; init writes one`,
    );
  if (out !== undefined)
    throw new UsageError(
      `--out is for APIs that are named; the documents of ${config.file} have their places`,
    );
  const fetched = config.apis.filter(({ source }) => source !== undefined);
  if (fetched.length === 0)
    throw new UsageError(
      `no API of ${config.file} has a "source" to fetch its document from; give them one, such as "drive:v3"`,
    );
  return fetched.map((api) => configuredTarget(api, config, base));
}

/** An API of the configuration by its id, name, URL or document; or else one that it does not know yet. */
function namedTargets(
  name: string,
  config: Config,
  base: string,
  lock: Lock,
): readonly FetchTarget[] {
  const found = config.apis.filter((api) => {
    const locked = lock.sources.get(pathIn(base, api.document));
    return (
      name === api.source ||
      name === api.document ||
      resolve(name) === resolve(base, api.document) ||
      [api.source, locked?.id].some(
        (id) =>
          id !== undefined &&
          isApiId(id) &&
          (id === name || id.startsWith(`${name}:`)),
      )
    );
  });
  const [first] = found;
  if (first === undefined) return [toTarget(name, config)];
  const fetched = found.filter(({ source }) => source !== undefined);
  if (fetched.length === 0)
    throw new UsageError(
      `${first.document} has no "source" in ${config.file} to fetch it from`,
    );
  return fetched.map((api) => configuredTarget(api, config, base));
}

function configuredTarget(
  api: ApiConfig,
  config: Config,
  base: string,
): FetchTarget {
  const document = pathIn(base, api.document);
  if (!isInside(base, resolve(base, api.document)))
    throw new UsageError(
      `${config.file}: ${api.document} is outside of its folder, and fetch writes only below that`,
    );
  return {
    source: api.source ?? "",
    document,
    headers: requestHeaders(config.file, api),
    overlay: api.overlay && resolve(base, api.overlay),
  };
}

/** @throws {UsageError} for a word that can be neither an API nor a URL */
function toTarget(source: string, config?: Config): FetchTarget {
  if (isApiId(source) || isApiName(source) || isUrl(source))
    return { source, document: undefined, headers: {}, overlay: undefined };
  const known = config?.apis.map(({ document }) => document) ?? [];
  const near = nearest(source, known);
  const meant = near === undefined ? "" : `; did you mean ${near}?`;
  throw new UsageError(
    `${source} is no API id such as drive:v3, no URL${config ? `, and no document of ${config.file}` : ""}${meant}`,
  );
}

/** Each place once: a document may stand in the configuration for several outputs. */
function distinct(targets: readonly FetchTarget[]): readonly FetchTarget[] {
  const byPlace = new Map<string, FetchTarget>();
  for (const target of targets) {
    const place = target.document ?? target.source;
    const other = byPlace.get(place);
    if (other !== undefined && other.source !== target.source)
      throw new UsageError(
        `${place} is to be fetched from ${other.source} and from ${target.source}; give one of them another place`,
      );
    byPlace.set(place, other ?? target);
  }
  return [...byPlace.values()];
}

function pathIn(base: string, path: string): string {
  return slashed(relative(base, resolve(base, path)));
}

function isInside(base: string, path: string): boolean {
  const way = relative(base, path);
  return way.split(sep)[0] !== ".." && !isAbsolute(way);
}

function slashed(path: string): string {
  return path.replaceAll(sep, "/");
}
