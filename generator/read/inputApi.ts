import {
  defaultDirectory,
  findApi,
  readDirectory,
  type DirectoryItem,
} from "./directory.js";
import { httpGet } from "./http/httpGet.js";
import type { DocumentSource, InputEnvironment } from "./input.js";
import { toUrl } from "./inputUrl.js";
import type { Limits } from "./limits.js";
import type { Problem, ReportInput } from "./problem.js";

/** An API that the directory knows, and where its document is. */
export interface LocatedApi {
  readonly id: string;
  readonly url: URL;
  /** The directory's own host: see `HttpRequest.namedHost`. */
  readonly namedHost: string;
}

/** Finds the documents of APIs; gives the problem where it cannot. The directory is asked for once at most. */
export function apiLocator(
  {
    fetch: fetcher,
    directory = defaultDirectory,
  }: Omit<InputEnvironment, "stdin">,
  limits: Limits,
): (wanted: string) => Promise<LocatedApi | Problem> {
  let list: Promise<readonly DirectoryItem[] | Problem> | undefined;
  return async (wanted) => {
    const at = toUrl(directory);
    if (!(at instanceof URL)) return inDirectory(at, directory);
    const items = await (list ??= readDirectory(at, fetcher, limits));
    if ("code" in items) return inDirectory(items, at.href);
    const item = findApi(items, wanted);
    if ("code" in item) return item;
    const url = toUrl(item.discoveryRestUrl);
    if (!(url instanceof URL)) return inDirectory(url, at.href);
    if (url.protocol !== "https:" && at.protocol === "https:")
      return {
        code: "http-redirect",
        message: `the directory names a URL of ${item.id} that is not https`,
      };
    return { id: item.id, url, namedHost: at.hostname };
  };
}

function inDirectory(problem: Problem, directory: string): Problem {
  return {
    ...problem,
    message: `the directory of APIs at ${directory}: ${problem.message}`,
    ...(problem.code === "http-failed" && {
      fix: "Without a network, give a file; behind a proxy, set HTTPS_PROXY; with a mirror, set DISCOVERY_DIRECTORY to its URL.",
    }),
  };
}

/** The document of an API, by way of the directory. */
export async function readApi(
  id: string,
  locate: (wanted: string) => Promise<LocatedApi | Problem>,
  fetcher: typeof fetch,
  limits: Limits,
  report: ReportInput,
): Promise<DocumentSource | undefined> {
  const located = await locate(id);
  if ("code" in located) {
    report(id, located);
    return undefined;
  }
  const answer = await httpGet(located, fetcher, limits);
  if (answer.kind === "body")
    return { name: located.url.href, bytes: answer.bytes, api: located.id };
  if (answer.kind === "problem") report(located.url.href, answer.problem);
  return undefined;
}
