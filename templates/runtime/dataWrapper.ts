// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Wrapper } from "./descriptor.js";

/** In `{"data": ...}`. What is given wrapped already is left as it is, as Google's Python client does. */
export const dataWrapper: Wrapper = {
  wrap: (body) =>
    body === undefined || "data" in Object(body) ? body : { data: body },
  unwrap: (answer) => {
    const { data = answer } = Object(answer) as { readonly data?: unknown };
    return data;
  },
};
