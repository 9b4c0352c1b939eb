/**
 * The catalogue of diagnostics: every problem that reading a document can report.
 *
 * A code is stable: scripts and CI configurations may name it. `docs/diagnostics.md` documents each one, and
 * a test holds that the two agree and that every code can be reached.
 */

/** How bad it is. Only an error keeps a document from being used. */
export type Severity = "error" | "warning" | "note";

/** What the catalogue knows of a code. */
export interface CatalogueEntry {
  readonly severity: Severity;
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
}

export const catalogue = {
  // Input: finding the bytes.
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
      "The server redirects too often, to something that is no http or https URL, or from https back to http.",
    fix: "Give the final URL itself.",
  },
  "http-timeout": {
    severity: "error",
    title: "Request took too long",
    cause: "The whole answer did not arrive in time.",
    fix: "Try again, or download the document and give the file.",
  },

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
  "wrong-kind": {
    severity: "error",
    title: "Not a REST description",
    cause:
      "The member kind names something else than discovery#restDescription.",
    fix: "Give a document whose kind is discovery#restDescription.",
  },

  // The format.
  "wrong-type": {
    severity: "error",
    title: "Value of the wrong type",
    cause: "The Discovery format has another type at this place.",
    fix: "Correct the value.",
  },
  "missing-key": {
    severity: "error",
    title: "Missing key",
    cause: "A member that the Discovery format needs here is missing.",
    fix: "Add the member.",
  },
  "unknown-key": {
    severity: "note",
    title: "Unknown key",
    cause:
      "The Discovery format, as far as it is known, has no such member here.",
    fix: "Nothing needs doing: it is ignored. Check the spelling if you wrote it yourself.",
  },
  "assumed-value": {
    severity: "note",
    title: "Value assumed",
    cause:
      "The document leaves out a member that older documents do not have; its value was derived from others.",
    fix: "Nothing needs doing; add the member to be rid of the note.",
  },
  "overlay-failed": {
    severity: "error",
    title: "Overlay no longer applies",
    cause:
      "The document has changed since the overlay was written: what an operation names is not there, or is another value.",
    fix: "Look at the document's new revision; mend the overlay, or drop it if the document tells the truth now.",
  },

  // Names.
  "unsafe-name": {
    severity: "error",
    title: "Name unfit for a file",
    cause:
      "The API's name and version become part of file names and may have only letters, digits, '.', '_' and '-', no '..', and neither begin nor end with a dot, nor begin with '-'.",
    fix: "Correct the name or the version.",
  },
  "empty-name": {
    severity: "error",
    title: "Empty name",
    cause: "A schema, property, resource, method or parameter has no name.",
    fix: "Give it a name.",
  },
  "schema-id-differs": {
    severity: "note",
    title: "Schema id differs from its key",
    cause: "References go by key; the schema's own id says something else.",
    fix: "Nothing needs doing: the key counts.",
  },
  "duplicate-method-id": {
    severity: "note",
    title: "Method id used twice",
    cause: "Two methods have the same id.",
    fix: "Nothing needs doing: a method is known by its place in the resource tree.",
  },

  // References and types.
  "dangling-ref": {
    severity: "error",
    title: "Reference to nothing",
    cause: "A $ref names a schema that the document does not declare.",
    fix: "Correct the name or add the schema.",
  },
  "ref-cycle": {
    severity: "error",
    title: "Schemas that only refer to each other",
    cause: "Following the $ref of these schemas never comes to a type.",
    fix: "Give one of them a type.",
  },
  "unknown-type": {
    severity: "note",
    title: "Unknown type",
    cause:
      "The type is none of any, array, boolean, integer, null, number, object, string.",
    fix: "Nothing needs doing: it is treated as any. Check the spelling if you wrote it yourself.",
  },
  "unknown-format": {
    severity: "note",
    title: "Unknown format",
    cause:
      "The format is not one that the Discovery format documents for this type.",
    fix: "Nothing needs doing: the value is treated as its plain type.",
  },
  "untyped-schema": {
    severity: "note",
    title: "Neither type nor reference",
    cause: "The schema says neither type nor $ref.",
    fix: "Nothing needs doing: it is treated as any.",
  },
  "array-without-items": {
    severity: "note",
    title: "Array without items",
    cause: "The array does not say what it holds.",
    fix: "Nothing needs doing: its items are treated as any.",
  },
  "enum-length-differs": {
    severity: "note",
    title: "Texts do not match the enum",
    cause: "enumDescriptions or enumDeprecated has another length than enum.",
    fix: "Nothing needs doing: they are matched by position, as far as they go.",
  },

  // Methods and parameters.
  "unknown-http-method": {
    severity: "error",
    title: "Unknown HTTP method",
    cause:
      "httpMethod is none of DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, in capitals.",
    fix: "Correct the method.",
  },
  "unsafe-header-value": {
    severity: "error",
    title: "Text unfit for a header",
    cause:
      "apiVersion is sent as an HTTP header and may have only visible ASCII characters.",
    fix: "Correct the value.",
  },
  "unknown-location": {
    severity: "error",
    title: "Unknown parameter location",
    cause: "A parameter's location is neither path nor query.",
    fix: "Correct the location.",
  },
  "missing-location": {
    severity: "note",
    title: "Parameter without location",
    cause: "The parameter does not say where it goes.",
    fix: "Nothing needs doing: it goes into the path if the path names it, else into the query.",
  },
  "undeclared-path-variable": {
    severity: "error",
    title: "Path variable without parameter",
    cause: "The path has a variable that is no declared path parameter.",
    fix: "Declare a parameter of this name with the location path, or correct the path.",
  },
  "unused-path-parameter": {
    severity: "warning",
    title: "Path parameter that the path does not name",
    cause:
      "A parameter has the location path, but the path has no such variable.",
    fix: "Correct the parameter's name or its location.",
  },
  "optional-path-parameter": {
    severity: "note",
    title: "Path parameter not required",
    cause:
      "A path cannot be built without its parameters, but this one is not marked as required.",
    fix: "Nothing needs doing: a parameter of the path is treated as required.",
  },
  "unknown-ordered-parameter": {
    severity: "note",
    title: "parameterOrder names no parameter",
    cause: "parameterOrder has a name that is no parameter of the method.",
    fix: "Nothing needs doing: the name is passed over.",
  },
  "undeclared-scope": {
    severity: "note",
    title: "Scope not declared",
    cause:
      "A method uses a scope that the document's auth.oauth2.scopes does not list.",
    fix: "Nothing needs doing: the method keeps the scope.",
  },
  "media-upload-incomplete": {
    severity: "note",
    title: "Media upload half described",
    cause:
      "supportsMediaUpload and mediaUpload do not agree, or no protocol has a path.",
    fix: "Nothing needs doing: only the described protocols are offered.",
  },

  // URLs and templates.
  "template-syntax": {
    severity: "error",
    title: "Broken path template",
    cause:
      "The path's braces do not match, or a variable has no name (RFC 6570).",
    fix: "Correct the path.",
  },
  "template-operator": {
    severity: "error",
    title: "Unsupported template expression",
    cause:
      "Of RFC 6570's expressions only {name} and {+name} are supported; the path uses another operator, a modifier or a list.",
    fix: "Use {name} or {+name}.",
  },
  "unsafe-path": {
    severity: "error",
    title: "Path that could lead elsewhere",
    cause:
      "A path has a '.' or '..' segment, a query, a fragment, a backslash, white space, a control character or a host of its own.",
    fix: "Correct the path; it must stay below rootUrl.",
  },
  "unsafe-url": {
    severity: "error",
    title: "URL unfit for requests",
    cause:
      "The URL does not parse, is not https, or carries a user name, a password, a query or a fragment.",
    fix: "Give an https URL with a host and a path only. (http is accepted for a loopback host that --allow-host names.)",
  },
  "host-not-allowed": {
    severity: "error",
    title: "Host not allowed",
    cause:
      "Requests, with credentials, would go to a host outside googleapis.com that nobody allowed.",
    fix: "If you trust it: --allow-host NAME.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** The name of a problem: a key of the {@link catalogue}. */
export type DiagnosticCode = keyof typeof catalogue;
