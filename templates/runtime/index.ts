// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

/** The runtime's public module: what generated code and programs import. */

export { ApiError, redact, TransportError } from "./apiError.js";
export type {
  AccessToken,
  Auth,
  AuthClient,
  HeaderValues,
  Renewal,
} from "./auth.js";
export { batch, type BatchOptions, type BatchResults } from "./batch.js";
export { ApiClient, type ClientOptions } from "./client.js";
export {
  conditional,
  type IfMatch,
  type IfNoneMatch,
  type Modified,
  type NotModified,
  revalidate,
  type Versioned,
} from "./conditional.js";
export type {
  MethodDescriptor,
  OperationMethodDescriptor,
  PagedMethodDescriptor,
  ServiceDescriptor,
  UploadMethodDescriptor,
} from "./descriptor.js";
export type {
  BadRequest,
  DebugInfo,
  ErrorDetail,
  ErrorDetails,
  ErrorInfo,
  ErrorItem,
  Help,
  LocalizedMessage,
  PreconditionFailure,
  QuotaFailure,
  RequestInfo,
  ResourceInfo,
  RetryInfo,
  UnknownErrorDetail,
} from "./errorDetails.js";
export {
  type CursorIterator,
  type ItemIterationOptions,
  iterateItems,
  iteratePages,
  type PageIterationOptions,
} from "./iterate.js";
export { logging } from "./logging.js";
export type { Middleware, Next } from "./middleware.js";
export { PagedRequest, PageRequest } from "./pagination.js";
export { ApiRequest, type RequestOptions } from "./request.js";
export type { Attempt, RetryOptions } from "./retry.js";
export type { InputFields, OpenEnum, Patch } from "./schemaTypes.js";
export type { Fetch, HttpRequest } from "./transport.js";
export { withResponse, type WithResponse } from "./withResponse.js";

// What some APIs need; it is left out where none of them does.
export type { ByteRange } from "./byteRange.js";
export { dataWrapper } from "./dataWrapper.js";
export {
  download,
  type DownloadOptions,
  type DownloadProgress,
  MediaRequest,
} from "./download.js";
export type { ByteStream, Media } from "./media.js";
export {
  type FailedOperation,
  type FinishedOperation,
  OperationError,
  type OperationErrorItem,
  type OperationRequest,
  type RunningOperation,
} from "./operation.js";
export {
  nextPageTokenInBody,
  nextPageTokenParameter,
  pageTokenInBody,
} from "./requestToken.js";
export type { ResumableOptions, UploadProgress } from "./resumableUpload.js";
export { upload, UploadRequest } from "./upload.js";
export { waitFor, type WaitOptions } from "./waitFor.js";
