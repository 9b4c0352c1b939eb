import { quoted } from "../printable.js";
import type { Problem } from "../problem.js";
import { isPrivateHost } from "./privateNetwork.js";

/** What to get, and what may be told to whom. */
export interface HttpRequest {
  readonly url: URL;
  /** Headers with credentials. They go to the origin of {@link url} alone, wherever that redirects. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The ETag of the copy at hand; without one, a 304 is an error. */
  readonly etag?: string | undefined;
  /**
   * The host that the user named. Any other that is private is refused, so that no answer sends the tool around in the
   * network it runs in.
   */
  readonly namedHost: string;
}

/**
 * The answer to a request, or the problem. Redirects are followed by hand: to http and https only, never from https back
 * to http, never to a private host, and with credentials to no origin but the first.
 */
export async function sendFollowing(
  request: HttpRequest,
  fetcher: typeof fetch,
  maxRedirects: number,
  signal: AbortSignal,
): Promise<Response | Problem> {
  let { url } = request;
  const first = await refusal(url, undefined, request.namedHost);
  if (first !== undefined) return first;
  for (let redirects = 0; ; redirects++) {
    const response = await fetcher(url, {
      headers: {
        accept: "application/json",
        ...(request.etag !== undefined && { "if-none-match": request.etag }),
        ...(url.origin === request.url.origin && request.headers),
      },
      redirect: "manual",
      credentials: "omit",
      signal,
    });
    const location = response.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(response.status) || !location)
      return response;
    await response.body?.cancel();
    if (redirects >= maxRedirects)
      return {
        code: "http-redirect",
        message: `the server redirects more than ${maxRedirects} times`,
      };
    const next = URL.canParse(location, url.href)
      ? new URL(location, url)
      : undefined;
    const refused =
      next === undefined
        ? notFollowed(location)
        : await refusal(next, url, request.namedHost);
    if (next === undefined || refused !== undefined)
      return refused ?? notFollowed(location);
    url = next;
  }
}

/** Why a URL is not asked, if it is not; `from` is what led to it. */
async function refusal(
  url: URL,
  from: URL | undefined,
  namedHost: string,
): Promise<Problem | undefined> {
  const isAllowed =
    url.protocol === "https:" ||
    (url.protocol === "http:" && from?.protocol !== "https:");
  if (!isAllowed || url.username !== "" || url.password !== "")
    return notFollowed(url.href);
  if (url.hostname === namedHost || !(await isPrivateHost(url)))
    return undefined;
  return {
    code: "http-redirect",
    message: `the server leads to ${quoted(url.href, 200)}, a host of this machine or its network that nobody named`,
  };
}

function notFollowed(location: string): Problem {
  return {
    code: "http-redirect",
    message: `the server redirects to ${quoted(location, 200)}, which is not followed`,
  };
}
