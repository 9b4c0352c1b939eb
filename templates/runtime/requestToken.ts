// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { RequestToken } from "./descriptor.js";

/** The token of a page where it is not the parameter `pageToken`: as few methods have it. */

interface Fields {
  readonly [name: string]: unknown;
}

/** The parameter `nextPageToken`. */
export const nextPageTokenParameter: RequestToken = {
  of: (params) => (params as Fields)["nextPageToken"] as string | undefined,
  with: (params, nextPageToken) => ({ ...params, nextPageToken }),
};

/** The field `pageToken` of the request body. */
export const pageTokenInBody: RequestToken =
  /* @__PURE__ */ inBody("pageToken");

/** The field `nextPageToken` of the request body. */
export const nextPageTokenInBody: RequestToken =
  /* @__PURE__ */ inBody("nextPageToken");

function inBody(name: string): RequestToken {
  const bodyOf = (params: object): Fields =>
    Object((params as Fields)["body"]) as Fields;
  return {
    of: (params) => bodyOf(params)[name] as string | undefined,
    with: (params, token) => ({
      ...params,
      body: { ...bodyOf(params), [name]: token },
    }),
  };
}
