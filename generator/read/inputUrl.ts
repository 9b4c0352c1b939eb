import { httpGet } from "./http/httpGet.js";
import type { DocumentSource } from "./input.js";
import type { Limits } from "./limits.js";
import type { Problem, ReportInput } from "./problem.js";

/** The document at a URL. Nothing but the request itself is sent: no credentials, no cookies. */
export async function readUrl(
  input: string,
  fetcher: typeof fetch,
  limits: Limits,
  report: ReportInput,
): Promise<DocumentSource | undefined> {
  const name = shownUrl(input);
  const url = toUrl(input);
  if (!(url instanceof URL)) {
    report(name, url);
    return undefined;
  }
  const answer = await httpGet(
    { url, namedHost: url.hostname },
    fetcher,
    limits,
  );
  if (answer.kind === "body") return { name, bytes: answer.bytes };
  if (answer.kind === "problem") report(name, answer.problem);
  return undefined;
}

/** The URL that a user gave, or what is wrong with it. */
export function toUrl(input: string): URL | Problem {
  if (!URL.canParse(input))
    return { code: "input-url-invalid", message: "the URL does not parse" };
  const url = new URL(input);
  return url.username === "" && url.password === ""
    ? url
    : {
        code: "input-url-invalid",
        message: "the URL carries a user name or a password",
      };
}

/** The URL as it may stand in a message or a file: without credentials. */
export function shownUrl(input: string): string {
  if (!URL.canParse(input)) return input;
  const url = new URL(input);
  url.username = "";
  url.password = "";
  for (const key of ["key", "access_token", "oauth_token"])
    if (url.searchParams.has(key)) url.searchParams.set(key, "REDACTED");
  return url.href;
}
