import { collectBytes, TooManyBytesError, tooLarge } from "./boundedBytes.js";
import type { DocumentSource } from "./input.js";
import type { Limits } from "./limits.js";
import { quoted } from "./printable.js";
import type { Problem, ReportInput } from "./problem.js";

/** Whether an input is meant as a URL; anything else is a path. */
export function isUrl(input: string): boolean {
  return /^https?:\/\//i.test(input);
}

/**
 * The document at a URL. Nothing but the request itself is sent: no credentials, no cookies. Redirects are
 * followed by hand, to http and https only and never from https back to http.
 */
export async function readUrl(
  input: string,
  fetcher: typeof fetch,
  limits: Limits,
  report: ReportInput,
): Promise<DocumentSource | undefined> {
  const name = shownUrl(input);
  const controller = new AbortController();
  const timer = setTimeout(() => {
    controller.abort();
  }, limits.timeoutMs);
  try {
    const answer = await followed(input, fetcher, limits, controller.signal);
    if (!(answer instanceof Response)) {
      report(name, answer);
      return undefined;
    }
    const bytes =
      answer.body === null
        ? new Uint8Array()
        : await collectBytes(answer.body, limits.documentBytes);
    return { name, bytes };
  } catch (error) {
    report(
      name,
      error instanceof TooManyBytesError
        ? tooLarge(limits.documentBytes)
        : controller.signal.aborted
          ? {
              code: "http-timeout",
              message: `no complete answer within ${limits.timeoutMs} ms`,
            }
          : {
              code: "http-failed",
              message: `the request failed: ${reasonOf(error)}`,
            },
    );
    return undefined;
  } finally {
    clearTimeout(timer);
    // Also ends the connection of an answer that was not read to its end.
    controller.abort();
  }
}

async function followed(
  input: string,
  fetcher: typeof fetch,
  limits: Limits,
  signal: AbortSignal,
): Promise<Response | Problem> {
  let url: URL;
  try {
    url = new URL(input);
  } catch {
    return {
      code: "input-url-invalid",
      message: "the URL does not parse",
    };
  }
  if (url.username !== "" || url.password !== "")
    return {
      code: "input-url-invalid",
      message: "the URL carries a user name or a password",
    };
  for (let redirects = 0; ; redirects++) {
    const response = await fetcher(url, {
      headers: { accept: "application/json" },
      redirect: "manual",
      credentials: "omit",
      signal,
    });
    if (response.ok) return response;
    const location = response.headers.get("location");
    if (![301, 302, 303, 307, 308].includes(response.status) || !location)
      return {
        code: "http-status",
        message: `the server answered ${response.status}${response.statusText === "" ? "" : ` ${quoted(response.statusText)}`}`,
      };
    await response.body?.cancel();
    if (redirects >= limits.redirects)
      return {
        code: "http-redirect",
        message: `the server redirects more than ${limits.redirects} times`,
      };
    const next = URL.canParse(location, url.href)
      ? new URL(location, url)
      : undefined;
    const allowed =
      next?.protocol === "https:" ||
      (next?.protocol === "http:" && url.protocol === "http:");
    if (next === undefined || !allowed || next.username || next.password)
      return {
        code: "http-redirect",
        message: `the server redirects to ${quoted(location, 200)}, which is not followed`,
      };
    url = next;
  }
}

/** The URL as it may stand in a message: without credentials. */
function shownUrl(input: string): string {
  if (!URL.canParse(input)) return input;
  const url = new URL(input);
  url.username = "";
  url.password = "";
  for (const key of ["key", "access_token", "oauth_token"])
    if (url.searchParams.has(key)) url.searchParams.set(key, "REDACTED");
  return url.href;
}

/** fetch says only "fetch failed"; what happened is in the error's cause. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const known = cause instanceof Error ? cause : error;
  if (!(known instanceof Error)) return String(known);
  if (known.message !== "") return known.message;
  return "code" in known ? String(known.code) : known.name;
}
