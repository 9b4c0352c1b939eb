import type { Place } from "../place.js";
import { placeOf } from "../place.js";
import type { PlacedDocument } from "../placed.js";
import { quoted } from "../printable.js";
import type { Report } from "../problem.js";

/** Requests carry credentials: every URL they may go to is https and on a host that is allowed. */
export function checkHosts(
  { document }: PlacedDocument,
  allowHosts: readonly string[],
  report: Report,
): void {
  const allowed = new Set(allowHosts.map((host) => host.toLowerCase()));
  const check = (url: string, place: Place): void => {
    checkUrl(url, allowed, place, report);
  };

  check(document.rootUrl, placeOf(undefined, "rootUrl"));
  if (document.mtlsRootUrl)
    check(document.mtlsRootUrl, placeOf(undefined, "mtlsRootUrl"));
  document.endpoints?.forEach(({ endpointUrl }, index) => {
    check(endpointUrl, placeOf(undefined, "endpoints", index, "endpointUrl"));
  });
}

function checkUrl(
  text: string,
  allowed: ReadonlySet<string>,
  place: Place,
  report: Report,
): void {
  const unsafe = (why: string): void => {
    report({
      code: "unsafe-url",
      message: `${quoted(String(place.key))} ${why}`,
      place,
      value: text,
    });
  };
  // URL parsers drop line ends and tabs and turn a backslash round: what is read is not what is sent.
  if (/[\s\p{C}\\]/u.test(text)) {
    unsafe("has white space, a control character or a backslash");
    return;
  }
  if (!URL.canParse(text)) {
    unsafe("is not a URL");
    return;
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || text.includes("@"))
    unsafe("carries a user name or a password");
  else if (/[?#]/.test(text)) unsafe("has a query or a fragment");
  else if (!hostAllowed(url, allowed))
    report({
      code: "host-not-allowed",
      message: `${quoted(String(place.key))} is on the host ${quoted(url.host)}, which is not on googleapis.com`,
      place,
      value: text,
      fix: `If you trust it: --allow-host ${url.host}`,
    });
  else if (url.protocol !== "https:" && !isLocalHttp(url))
    unsafe("is not https");
}

function hostAllowed(url: URL, allowed: ReadonlySet<string>): boolean {
  if (allowed.has(url.host) || allowed.has(url.hostname)) return true;
  return (
    url.port === "" &&
    (url.hostname === "googleapis.com" ||
      url.hostname.endsWith(".googleapis.com"))
  );
}

/** An emulator on the same machine has no certificate. */
function isLocalHttp(url: URL): boolean {
  return (
    url.protocol === "http:" &&
    ["localhost", "127.0.0.1", "[::1]"].includes(url.hostname)
  );
}
