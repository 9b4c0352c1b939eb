// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import { isObject } from "./apiError.js";

/**
 * Percent-encodes one parameter's value, for the path or the query: all but the unreserved characters and `!'()*`.
 *
 * Strings go as they are, booleans are `true` and `false`, numbers as JavaScript writes them; 64-bit integers are best given as
 * strings or bigints.
 *
 * @param method The method's id, for the message.
 * @param name The parameter's name, for the message.
 * @throws TypeError on any other value, and on text that is no well-formed Unicode (a lone surrogate).
 */
export function encodeParameter(
  method: string,
  name: string,
  value: unknown,
): string {
  try {
    // A symbol it refuses as well.
    if (!isObject(value ?? {}))
      return encodeURIComponent(value as string | number | boolean);
  } catch {
    // A lone surrogate.
  }
  throw new TypeError(`${method}: parameter "${name}" has no usable value`);
}

/** What stands under a name in an object itself: a parameter may be called `constructor`. */
export const own = (object: object | undefined, name: string): unknown =>
  object && Object.hasOwn(object, name)
    ? (object as { readonly [name: string]: unknown })[name]
    : undefined;
