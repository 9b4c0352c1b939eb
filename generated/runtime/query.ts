// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/**
 * Turns one parameter's value into text, for the path or the query.
 *
 * Strings go as they are, booleans are `true` and `false`, numbers as JavaScript writes them; 64-bit integers are best given as
 * strings or bigints.
 *
 * @param method The method's id, for the message.
 * @param name The parameter's name, for the message.
 * @throws TypeError on any other value, and on text that is no well-formed Unicode (a lone surrogate).
 */
export function parameterText(
  method: string,
  name: string,
  value: unknown,
): string {
  const type = value === null ? "null" : typeof value;
  const problem = /^(string|number|boolean|bigint)$/.test(type)
    ? // encodeURIComponent would say only "URI malformed".
      /\p{Surrogate}/u.test(String(value)) && "holds a lone surrogate"
    : `must be a string, number or boolean, not ${type}`;
  if (problem) throw new TypeError(`${method}: parameter "${name}" ${problem}`);
  return String(value);
}

/** Names in TypeScript whose name on the wire is another. */
export interface WireNames {
  readonly [name: string]: string;
}

/**
 * Writes a query string, without the `?`.
 *
 * A list gives one pair a value, in order, and an empty list none; `undefined` and `null` are left out.
 *
 * @param names Of parameters that are called otherwise on the wire; before those in `common`.
 * @throws TypeError on a value that {@link parameterText} does not take.
 */
export function encodeQuery(
  method: string,
  parameters: Iterable<readonly [string, unknown]>,
  names?: WireNames,
  common?: WireNames,
): string {
  let query = "";
  for (const [name, value] of parameters) {
    if (value === undefined || value === null) continue;
    const key = own(names, name) ?? own(common, name) ?? name;
    for (const item of Array.isArray(value) ? value : [value])
      query += `${query && "&"}${encodeURIComponent(String(key))}=${encodeURIComponent(parameterText(method, name, item))}`;
  }
  return query;
}

/** What stands under a name in an object itself: a parameter may be called `constructor`. */
export function own(object: object | undefined, name: string): unknown {
  return object && Object.hasOwn(object, name)
    ? (object as { readonly [name: string]: unknown })[name]
    : undefined;
}
