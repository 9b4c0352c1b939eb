/** Checks that keep requests, and the credentials in them, at the API's own place. */
import { off, type Sabotage } from "./sabotage.js";

const hosts = "read/checks/hosts.ts";
const paths = "read/checks/paths.ts";
const methods = "read/checks/methods.ts";
const sink = "URLs and headers";

export const requestSabotages: readonly Sabotage[] = [
  {
    what: "hosts of other people",
    off: [off(hosts, "!hostAllowed(url, allowed)", "allowed.has(url.host)")],
    at: /Url$/i,
    strings: ["https://evil.example/"],
    sink,
  },
  {
    what: "root URLs with white space and what is no slash",
    off: [off(hosts, "/[\\s\\p{C}\\\\]/u.test(text)", "text === undefined")],
    at: /Url$/i,
    strings: ["https://a.googleapis.com/\t\\x"],
    sink,
  },
  {
    what: "root URLs that are none",
    off: [
      off(hosts, "!URL.canParse(text)", "text === undefined"),
      off(
        hosts,
        "const url = new URL(text);",
        'const url = new URL("https://a.googleapis.com/");',
      ),
    ],
    at: /Url$/i,
    strings: ["prettier-ignore"],
    sink,
  },
  {
    what: "root URLs with a user",
    off: [
      off(
        hosts,
        'url.username !== "" || url.password !== "" || text.includes("@")',
        "text === undefined",
      ),
    ],
    at: /Url$/i,
    strings: ["https://a@b.googleapis.com/"],
    sink,
  },
  {
    what: "root URLs with a query or a fragment",
    off: [off(hosts, "/[?#]/.test(text)", "text === undefined")],
    at: /Url$/i,
    strings: ["https://a.googleapis.com/?x=", "https://a.googleapis.com/#"],
    sink,
  },
  {
    what: "root URLs without TLS",
    off: [
      off(
        hosts,
        'url.protocol !== "https:" && !isLocalHttp(url)',
        "text === undefined",
      ),
    ],
    at: /Url$/i,
    strings: ["http://a.googleapis.com/"],
    sink,
  },
  {
    what: "paths with line ends",
    off: [off(paths, "/[\\s\\p{C}]/u.test(path)", "path === undefined")],
    at: /[pP]ath$/,
    strings: ["a\r\nb", "a b"],
    sink,
  },
  {
    what: "paths with what is no slash",
    off: [off(paths, 'path.includes("\\\\")', "path === undefined")],
    at: /[pP]ath$/,
    strings: ["a\\"],
    sink,
  },
  {
    what: "paths with a query or a fragment",
    off: [off(paths, "/[?#]/.test(path)", "path === undefined")],
    at: /[pP]ath$/,
    strings: ["#1"],
    sink,
  },
  {
    what: "paths that name a host",
    off: [
      off(
        paths,
        'path.startsWith("//") || /^\\/?[a-z][a-z0-9+.-]*:(?:\\/|$)/i.test(path)',
        "path === undefined",
      ),
    ],
    at: /[pP]ath$/,
    strings: ["//evil.example", "https://evil.example/"],
    sink,
  },
  {
    what: "paths that lead up",
    off: [
      off(
        paths,
        "/(?:^|\\/)(?:\\.|%2e){1,2}(?:\\/|$)/i.test(path)",
        "path === undefined",
      ),
    ],
    at: /[pP]ath$/,
    strings: ["../../x", "%2e%2e%2f", ".."],
    sink,
  },
  {
    what: "fixed paths",
    off: [
      off(paths, "unsafePart(path);\n  if (fault", "undefined;\n  if (fault"),
    ],
    at: /\/(?:servicePath|batchPath)$/,
    strings: ["../../x"],
    sink,
  },
  {
    what: "fixed paths with variables",
    off: [off(paths, "/[{}]/.test(path)", "path === undefined")],
    at: /\/(?:servicePath|batchPath)$/,
    strings: ["${globalThis.x=1}"],
    sink,
  },
  {
    what: "paths of methods",
    off: [off(paths, "unsafePart(template.sample)", "undefined")],
    at: /\/path$/,
    strings: ["../../x"],
    sink,
  },
  {
    what: "verbs that no HTTP has",
    off: [
      off(
        methods,
        "!httpMethods.has(node.httpMethod)",
        "httpMethods.size === 0",
      ),
    ],
    at: /\/httpMethod$/,
    strings: ["a\r\nb"],
    sink,
  },
  {
    what: "values that no header can hold",
    off: [
      off(
        methods,
        "!/^[!-~]+$/.test(node.apiVersion)",
        "node.apiVersion === undefined",
      ),
    ],
    at: /\/apiVersion$/,
    strings: ["a\r\nb"],
    sink,
  },
];
