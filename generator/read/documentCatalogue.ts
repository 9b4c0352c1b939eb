import type { CatalogueEntry } from "./catalogueEntry.js";

/** Problems of a document that is one: its form, and what it says. */
export const documentCatalogue = {
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
    fix: "Nothing needs doing: its type is taken to be `any`. Check the spelling if you wrote it yourself.",
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
    fix: "Nothing needs doing: its type is taken to be `any`.",
  },
  "array-without-items": {
    severity: "note",
    title: "Array without items",
    cause: "The array does not say what it holds.",
    fix: "Nothing needs doing: its items are taken to be `any`.",
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
