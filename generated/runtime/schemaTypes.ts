// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/** Type helpers of generated schemas and parameters. Nothing of this is there at run time. */

/** An enum as a server returns it: the known values, and any that a later revision adds. */
export type OpenEnum<T extends string> = T | (string & Record<never, never>);

/** The fields of T as a caller gives them: without `Except`, each may be left out or undefined, and none is readonly. */
export type InputFields<T, Except extends keyof T = never> = {
  -readonly [K in keyof T as Exclude<K, Except>]?: T[K] | undefined;
};

/**
 * The body of a PATCH: every field of T, at any depth, may be left out, which leaves it as it is, or null, which clears it
 * (RFC 7396, JSON Merge Patch). Arrays are replaced as a whole.
 */
export type Patch<T> = T extends Whole
  ? T
  : T extends object
    ? { [K in keyof T]?: Patch<T[K]> | null | undefined }
    : T;

/** What a patch replaces as a whole. */
type Whole = string | number | boolean | null | undefined | readonly unknown[];
