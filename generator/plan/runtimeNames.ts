/** Types of the runtime that generated files import; no type of a document may bear one of these names. */
export const runtimeTypes = [
  "ApiRequest",
  "ClientOptions",
  "DownloadOptions",
  "InputFields",
  "Media",
  "MediaRequest",
  "MethodDescriptor",
  "OpenEnum",
  "OperationMethodDescriptor",
  "OperationRequest",
  "PageRequest",
  "PagedMethodDescriptor",
  "PagedRequest",
  "Patch",
  "RequestOptions",
  "ServiceDescriptor",
  "UploadMethodDescriptor",
] as const;

/** The same of values. */
export const runtimeValues = [
  "ApiClient",
  "dataWrapper",
  "download",
  "nextPageTokenInBody",
  "nextPageTokenParameter",
  "pageTokenInBody",
  "upload",
] as const;

export type RuntimeType = (typeof runtimeTypes)[number];
export type RuntimeValue = (typeof runtimeValues)[number];
