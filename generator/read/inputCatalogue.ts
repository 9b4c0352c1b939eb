import type { CatalogueEntry } from "./catalogueEntry.js";

/** Problems of finding a document's bytes: there is no text yet that they could be a place in. */
export const findingCatalogue = {
  "input-not-found": {
    severity: "error",
    title: "Input not found",
    cause: "No file or directory has this name.",
    fix: "Check the spelling and the working directory.",
  },
  "input-unreadable": {
    severity: "error",
    title: "Input cannot be read",
    cause: "The file, directory or standard input exists but cannot be read.",
    fix: "Check its permissions and that it is a file or a directory.",
  },
  "input-no-documents": {
    severity: "error",
    title: "Directory without documents",
    cause: "No file below the directory ends in .json.",
    fix: "Name the directory that holds the Discovery documents.",
  },
  "input-url-invalid": {
    severity: "error",
    title: "URL cannot be used",
    cause: "The URL does not parse, or it carries a user name or a password.",
    fix: "Give an http or https URL without credentials.",
  },
  "api-unknown": {
    severity: "error",
    title: "API not in the directory",
    cause: "The directory of the Discovery service has no API of this id.",
    fix: "Check the id, such as drive:v3. Of an API that is private or no longer listed, give the document's URL.",
  },
  "directory-invalid": {
    severity: "error",
    title: "Not a directory of APIs",
    cause:
      "What stands where the directory is to be is not a list of APIs (discovery#directoryList).",
    fix: "Check the URL of the directory: --directory or the environment variable DISCOVERY_DIRECTORY.",
  },
  "http-status": {
    severity: "error",
    title: "Server answered with an error",
    cause: "The HTTP status of the answer is not a success.",
    fix: "Open the URL in a browser; check its spelling and whether it needs access rights.",
  },
  "http-failed": {
    severity: "error",
    title: "Request failed",
    cause:
      "No complete answer arrived: the name did not resolve, the connection was refused or broken, or its certificate is not trusted.",
    fix: "Check the host name, the network and the proxy, then try again.",
  },
  "http-redirect": {
    severity: "error",
    title: "Redirect refused",
    cause:
      "The server redirects too often, to something that is no http or https URL, from https back to http, or to a host of this machine or its network that nobody named.",
    fix: "Give the final URL itself.",
  },
  "http-timeout": {
    severity: "error",
    title: "Request took too long",
    cause: "The whole answer did not arrive in time, or it stopped on the way.",
    fix: "Try again, or download the document and give the file.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** Problems of getting at a document: finding its bytes, reading them as JSON, and telling what they are. */
export const inputCatalogue = {
  ...findingCatalogue,

  // Bytes and JSON.
  "document-too-large": {
    severity: "error",
    title: "Document too large",
    cause: "The input has more bytes than the limit allows.",
    fix: "Check that this is a Discovery document; public ones have some megabytes at most.",
  },
  "document-empty": {
    severity: "error",
    title: "Empty document",
    cause: "The input has no content.",
    fix: "Download the document again; an interrupted download often leaves an empty file.",
  },
  "document-gzip": {
    severity: "error",
    title: "Compressed document",
    cause: "The bytes are gzip, not text.",
    fix: "Decompress it first (gunzip), or download it with curl --compressed.",
  },
  "not-utf8": {
    severity: "error",
    title: "Not UTF-8",
    cause:
      "JSON is UTF-8 (RFC 8259, section 8.1); these bytes are UTF-16 or contain a sequence that is no UTF-8.",
    fix: "Save the file as UTF-8; in PowerShell use Invoke-WebRequest -OutFile instead of >.",
  },
  "byte-order-mark": {
    severity: "note",
    title: "Byte order mark",
    cause:
      "The document begins with a byte order mark, which JSON does not have.",
    fix: "Nothing needs doing; save the file as UTF-8 without a mark to be rid of the note.",
  },
  "html-page": {
    severity: "error",
    title: "A web page instead of a document",
    cause: "The text is HTML or XML: often a sign-in or an error page.",
    fix: "Give the URL of the document itself, such as https://genomics.googleapis.com/$discovery/rest?version=v1.",
  },
  "json-syntax": {
    severity: "error",
    title: "JSON syntax error",
    cause: "The text is not JSON (RFC 8259).",
    fix: "Correct the text at this place, or download the document again.",
  },
  "too-deep": {
    severity: "error",
    title: "Nested too deeply",
    cause: "Objects and arrays are nested deeper than the limit allows.",
    fix: "Check that this is a Discovery document; public ones stay below 30 levels.",
  },
  "duplicate-key": {
    severity: "error",
    title: "Duplicate key",
    cause:
      "An object has the same key twice; which of the two counts is undefined (RFC 8259, section 4).",
    fix: "Remove or rename one of them.",
  },
  "forbidden-key": {
    severity: "error",
    title: "Forbidden key",
    cause:
      "The key __proto__ would change an object's prototype instead of naming a member.",
    fix: "Rename or remove the key; no API uses it.",
  },
  "name-too-long": {
    severity: "error",
    title: "Name too long",
    cause: "A key or an id is longer than the limit allows.",
    fix: "Shorten the name; public ones stay well below 200 characters.",
  },
  "too-many-schemas": {
    severity: "error",
    title: "Too many schemas",
    cause: "The document declares more schemas than the limit allows.",
    fix: "Check that this is a Discovery document; public ones have some thousands at most.",
  },
  "too-many-values": {
    severity: "error",
    title: "Too many values",
    cause: "The document has more members and items than the limit allows.",
    fix: "Check that this is a Discovery document; public ones have some hundred thousand at most.",
  },
  "too-many-problems": {
    severity: "note",
    title: "Too many problems",
    cause: "The document has more problems than are worth listing.",
    fix: "Correct the listed ones first.",
  },

  // Other things than a Discovery document.
  "not-an-object": {
    severity: "error",
    title: "Not a JSON object",
    cause: "A Discovery document is a JSON object; this is another value.",
    fix: "Give the document itself, not a part or a list of it.",
  },
  "directory-list": {
    severity: "error",
    title: "A list of APIs instead of a document",
    cause: "This is the Discovery directory, which only names the documents.",
    fix: "Give the discoveryRestUrl of one of its items.",
  },
  "openapi-document": {
    severity: "error",
    title: "An OpenAPI document",
    cause: "This is an OpenAPI or Swagger document; the format is another one.",
    fix: "Give the API's Discovery document, or use a generator for OpenAPI.",
  },
  "error-response": {
    severity: "error",
    title: "An error response instead of a document",
    cause: "The file holds what a Google server answers when a request fails.",
    fix: "Download the document again; check the URL, the API's name and its version.",
  },
  "wrong-api": {
    severity: "error",
    title: "Document of another API",
    cause: "This is a Discovery document, but not of the API that is wanted.",
    fix: "Check the id; if it is right, the server is at fault: try again, or give the document's URL.",
  },
  "wrong-kind": {
    severity: "error",
    title: "Not a REST description",
    cause:
      "The member kind names something else than discovery#restDescription.",
    fix: "Give a document whose kind is discovery#restDescription.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
