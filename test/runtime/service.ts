/** A small API for the runtime's tests: its descriptors, as generated code has them. */
import {
  ApiClient,
  type ClientOptions,
} from "../../templates/runtime/index.js";
import type {
  MethodDescriptor,
  PagedMethodDescriptor,
  ServiceDescriptor,
  UploadMethodDescriptor,
} from "../../templates/runtime/descriptor.js";

export { failure } from "../support/failure.js";

export const service: ServiceDescriptor = {
  id: "library:v1",
  rootUrl: "https://library.googleapis.com/",
  servicePath: "",
};

export const get: MethodDescriptor = {
  id: "library.books.get",
  verb: "GET",
  path: "v1/{+name}",
};

export const list: PagedMethodDescriptor = {
  id: "library.books.list",
  verb: "GET",
  path: "v1/{+name}/books",
  items: "books",
};

export const create: MethodDescriptor = {
  id: "library.books.create",
  verb: "POST",
  path: "v1/books",
};

export const insert: UploadMethodDescriptor = {
  id: "library.scans.insert",
  verb: "POST",
  path: "v1/books/{book}/scans",
  upload: {
    simple: "/upload/v1/books/{book}/scans",
    resumable: "/resumable/upload/v1/books/{book}/scans",
  },
};

export interface Book {
  title?: string;
}

export interface Books {
  books?: Book[];
  nextPageToken?: string;
}

/** A client that sends each call once, unless told otherwise: a test's server answers a fixed list. */
export function client(
  rootUrl: string,
  options: ClientOptions = {},
): ApiClient {
  return new ApiClient(service, { rootUrl, retry: false, ...options });
}
