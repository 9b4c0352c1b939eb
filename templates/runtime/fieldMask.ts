// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

/**
 * The `fields` parameter: a mask that says which fields of a response are wanted, such as `kind,items(id,owner/name)`. A mask
 * without the page token would end an iteration after one page, in silence.
 */

/** Whether a response to these parameters holds a top-level field: there is no mask, or the mask has it. */
export function maskHas(params: object, name: string): boolean {
  let mask = [(params as Masked).fields].join();
  if (!mask) return true;
  // Takes out what stands in parentheses, the innermost first.
  for (let outer; (outer = mask.replace(/\([^()]*\)/g, "")) !== mask;)
    mask = outer;
  return mask.split(",").some((field) => ["*", name].includes(field.trim()));
}

/** The same parameters, with a top-level field added to their mask if it lacks it. */
export const addToMask = (params: object, name: string): object =>
  maskHas(params, name)
    ? params
    : { ...params, fields: [(params as Masked).fields, name].join() };

interface Masked {
  /** A string, unless a method has a parameter of this name itself. */
  readonly fields?: unknown;
}
