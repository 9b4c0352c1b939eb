import type { RestMethod } from "../read/restDescription.js";
import {
  toMediaDownload,
  toMediaUpload,
  type MediaDownloadModel,
  type MediaUploadModel,
} from "./media.js";
import { toPagination, type Pagination, type Resolve } from "./pagination.js";
import { toParameters, type Parameter } from "./parameter.js";
import { toType, type TypeModel } from "./schema.js";

/** A method of a resource, or of the API itself. */
export interface Method {
  /** The key under which it stands; with the resource's path this is its identity. */
  readonly name: string;
  /** The document's `id`: for people and for `annotations.required`. Not unique, and its tail may differ from `name`. */
  readonly id: string;
  /** Keys of the resources that lead to it; empty for a method of the API itself. */
  readonly resourcePath: readonly string[];
  readonly verb: string;
  /** URI template relative to `rootUrl` + `servicePath`. */
  readonly path: string;
  readonly description: string;
  readonly deprecated: boolean;
  readonly parameters: readonly Parameter[];
  readonly request: TypeModel | null;
  readonly response: TypeModel | null;
  /** The wire is a JSON array of `response` (`streamingType: SERVER_SIDE`). */
  readonly streams: boolean;
  readonly scopes: readonly string[];
  readonly apiVersion: string;
  readonly upload: MediaUploadModel | null;
  readonly download: MediaDownloadModel | null;
  readonly pagination: Pagination | null;
}

export function toMethod(
  name: string,
  resourcePath: readonly string[],
  method: RestMethod,
  resolve: Resolve,
): Method {
  const parameters = toParameters(method);
  const request = method.request ? toType(method.request) : null;
  const response = method.response ? toType(method.response) : null;
  const streams = method.streamingType === "SERVER_SIDE";
  const pagination = toPagination(
    parameters,
    request,
    response,
    resourcePath.at(-1) ?? "",
    resolve,
  );
  return {
    name,
    id: method.id,
    resourcePath,
    verb: method.httpMethod,
    path: method.path.replace(/^\/+/, ""),
    description: method.description ?? "",
    deprecated: method.deprecated === true,
    parameters,
    request,
    response,
    streams,
    scopes: [...new Set(method.scopes)].sort(),
    apiVersion: method.apiVersion ?? "",
    // A request that is one of several pages has no media of its own.
    upload: pagination ? null : toMediaUpload(method),
    download: toMediaDownload(method),
    pagination,
  };
}
