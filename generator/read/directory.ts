import { isApiId } from "./apiId.js";
import { decodeText } from "./decodeText.js";
import { foreignText } from "./foreignDocument.js";
import { httpGet } from "./http/httpGet.js";
import { countJsonText } from "./jsonText.js";
import type { Limits } from "./limits.js";
import { nearest } from "./nearest.js";
import { quoted } from "./printable.js";
import type { Problem } from "./problem.js";

/** Google's list of public APIs (`discovery.apis.list`). APIs that are retired or private are not on it. */
export const defaultDirectory =
  "https://discovery.googleapis.com/discovery/v1/apis";

/** An API of the directory (`discovery#directoryItem`), as far as it is used. */
export interface DirectoryItem {
  /** `drive:v3` */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  /** Where its document is. */
  readonly discoveryRestUrl: string;
  /** Whether this is the version to take when none is named. */
  readonly preferred: boolean;
}

/** Levels of a directory list, with room to spare. */
const depth = 10;

/** The directory list at a URL, or why there is none. */
export async function readDirectory(
  url: URL,
  fetcher: typeof fetch,
  limits: Limits,
): Promise<readonly DirectoryItem[] | Problem> {
  const answer = await httpGet(
    { url, namedHost: url.hostname },
    fetcher,
    limits,
  );
  if (answer.kind === "problem") return answer.problem;
  if (answer.kind === "not-modified") return notAList("nothing came");
  const { ok, text, problem } = decodeText(answer.bytes);
  if (!ok) return notAList(problem.message);
  if (countJsonText(text, depth).tooDeepAt >= 0)
    return notAList("it is nested too deeply");
  try {
    return itemsOf(JSON.parse(text));
  } catch {
    return notAList(foreignText(text)?.message ?? "it is not JSON");
  }
}

function itemsOf(list: unknown): readonly DirectoryItem[] | Problem {
  const items = isRecord(list) ? list["items"] : undefined;
  if (!Array.isArray(items)) return notAList("it has no items");
  return items.flatMap((item: unknown): readonly DirectoryItem[] => {
    if (!isRecord(item)) return [];
    const { id, name, version, discoveryRestUrl, preferred } = item;
    // An id becomes part of a file's name.
    return typeof id === "string" &&
      isApiId(id) &&
      typeof name === "string" &&
      typeof version === "string" &&
      typeof discoveryRestUrl === "string"
      ? [{ id, name, version, discoveryRestUrl, preferred: preferred === true }]
      : [];
  });
}

/**
 * The API that an id (`drive:v3`) or a name (`drive`: its preferred version) means, or the problem with what was likely
 * meant.
 */
export function findApi(
  items: readonly DirectoryItem[],
  wanted: string,
): DirectoryItem | Problem {
  const [name = "", version] = wanted.split(":");
  const versions = items.filter((item) => item.name === name);
  const found =
    version === undefined
      ? (versions.find(({ preferred }) => preferred) ??
        (versions.length === 1 ? versions[0] : undefined))
      : versions.find(({ id }) => id === wanted);
  if (found !== undefined) return found;
  const fix = likelyMeant(items, versions, name, version);
  return {
    code: "api-unknown",
    message: `the directory has no API ${quoted(wanted)}`,
    ...(fix !== undefined && { fix }),
  };
}

/** What to do about an API that is not in the directory; undefined for the catalogue's advice. */
function likelyMeant(
  items: readonly DirectoryItem[],
  versions: readonly DirectoryItem[],
  name: string,
  version: string | undefined,
): string | undefined {
  const idsOf = (some: readonly DirectoryItem[], between: string): string =>
    some.map(({ id }) => id).join(between);
  if (versions.length > 0)
    return `Of this API there are ${idsOf(versions, ", ")}.`;
  const near = nearest(
    name,
    items.map((item) => item.name),
  );
  if (near !== undefined) {
    const meant = items.filter((item) => item.name === near);
    return `Did you mean ${idsOf(meant, " or ")}?`;
  }
  return version === undefined
    ? undefined
    : `Check the id. If the API is private or no longer listed, give the document's URL, such as https://${name}.googleapis.com/$discovery/rest?version=${version}.`;
}

function notAList(message: string): Problem {
  return { code: "directory-invalid", message };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
