import type { CatalogueEntry } from "./catalogueEntry.js";

/** Changes of the API as a whole. */
export const apiCatalogue = {
  "name-changed": {
    title: "Name in TypeScript changed",
    typescript: "The old name is no longer there.",
  },
  "root-url-changed": {
    title: "Root URL changed",
    wire: "The API is on another host.",
  },
  "service-path-changed": {
    title: "Service path changed",
    wire: "All methods have other URLs.",
  },
  "batch-path-added": { title: "Batch path added" },
  "batch-path-changed": {
    title: "Batch path changed or removed",
    wire: "Batches go where nobody takes them.",
  },
  "wrapper-changed": {
    title: "Data wrapper added or removed",
    wire: "Bodies and answers stand in another envelope.",
  },
  "encoding-changed": { title: "Encoding of path variables changed" },
  "endpoint-added": { title: "Endpoint added" },
  "endpoint-removed": {
    title: "Endpoint removed",
    wire: "The endpoint is no longer there.",
    typescript: "`endpoints` no longer has it.",
  },
  "endpoint-changed": {
    title: "URL of an endpoint changed",
    wire: "The endpoint is on another host.",
  },
  "scope-added": {
    title: "Scope added",
    wire: "A method that was open to all needs a token.",
  },
  "scope-removed": {
    title: "Scope removed",
    wire: "A token of this scope alone is refused.",
    typescript: "`scopes` or `methodScopes` no longer has it.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;

/** Changes of resources, methods and their parameters. */
export const methodCatalogue = {
  "resource-removed": {
    title: "Resource removed",
    typescript: "Its class is no longer there.",
  },
  "method-added": { title: "Method added" },
  "method-removed": {
    title: "Method removed",
    wire: "The server no longer knows the method.",
    typescript: "Calls do not compile.",
  },
  "method-renamed": {
    title: "Method renamed",
    typescript: "The old name is no longer there.",
  },
  "method-moved": {
    title: "Method moved to another resource",
    typescript: "It is no longer where it was.",
  },
  "verb-changed": {
    title: "HTTP verb changed",
    wire: "Requests with the old verb are refused.",
    typescript:
      "A body that is no PATCH takes no null, and a PATCH takes a patch.",
  },
  "path-changed": {
    title: "Path changed",
    wire: "Requests go to the old URL.",
  },
  "request-added": {
    title: "Request body added",
    wire: "A request without the body is refused.",
    typescript: "The body must be given.",
  },
  "request-removed": {
    title: "Request body removed",
    wire: "The body is ignored or refused.",
    typescript: "`body` is no longer a parameter.",
  },
  "request-type-changed": {
    title: "Type of the request body changed",
    wire: "Bodies of the old type are refused.",
    typescript: "Bodies of the old type do not compile.",
  },
  "response-added": { title: "Response added" },
  "response-removed": {
    title: "Response removed",
    wire: "The answer is empty.",
    typescript: "There is nothing to read.",
  },
  "response-type-changed": {
    title: "Type of the response changed",
    wire: "The answer lacks, or has otherwise, what callers read.",
    typescript: "What callers read is not there or of another type.",
  },
  "streaming-changed": {
    title: "Streaming changed",
    wire: "The answer is an array instead of an object, or the other way round.",
    typescript:
      "The answer is an array instead of an object, or the other way round.",
  },
  "paging-added": { title: "Method pages" },
  "paging-removed": {
    title: "Method no longer pages",
    typescript: "`_next`, `pages()` and iteration are no longer there.",
  },
  "page-token-changed": {
    title: "Page token goes elsewhere",
    wire: "The old client looks for the token, or sends it, where it is not.",
  },
  "items-changed": {
    title: "Items of a page changed",
    typescript: "Iteration is no longer there, or gives another type.",
  },
  "upload-added": { title: "Media upload added" },
  "upload-removed": {
    title: "Media upload removed",
    wire: "Media are no longer taken.",
    typescript: "`media` is no longer a parameter.",
  },
  "upload-changed": {
    title: "Media upload changed",
    wire: "Uploads go elsewhere, or some are refused.",
  },
  "download-added": { title: "Media download added" },
  "download-removed": {
    title: "Media download removed",
    wire: "Media are no longer given.",
    typescript: "`_media` is no longer there.",
  },
  "api-version-changed": {
    title: "API version of a method changed",
    wire: "The method answers as another version does (x-goog-api-version).",
  },
  "polling-added": { title: "Long-running operation can be polled" },
  "polling-removed": {
    title: "Long-running operation can no longer be polled",
    wire: "No method tells when the operation is done.",
    typescript: "`waitFor()` is no longer there.",
  },
  "polling-changed": {
    title: "Another method polls the operation",
    wire: "The old client polls where the operation is not.",
  },
  "parameter-added": {
    title: "Parameter added",
    wire: "A request without it is refused.",
    typescript: "It must be given.",
  },
  "parameter-removed": {
    title: "Parameter removed",
    wire: "A request with it is refused, or it does nothing.",
    typescript: "It is no longer a parameter.",
  },
  "parameter-required": {
    title: "Parameter must be given",
    wire: "A request without it is refused.",
    typescript: "Calls without it do not compile.",
  },
  "parameter-optional": { title: "Parameter need not be given" },
  "parameter-repeated": {
    title: "Parameter takes several values, or no longer",
    wire: "All values but one are refused or ignored.",
    typescript: "It is an array instead of a value, or the other way round.",
  },
  "parameter-moved": {
    title: "Parameter moved between path and query",
    wire: "The server looks for it elsewhere.",
  },
} as const satisfies Readonly<Record<string, CatalogueEntry>>;
