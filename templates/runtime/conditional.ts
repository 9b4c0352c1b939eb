// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { Middleware } from "./middleware.js";
import type { ApiRequest } from "./request.js";
import { ApiError } from "./apiError.js";
import { addHeaders } from "./auth.js";

/** A result, and the entity tag of this version of it, if the server gave one. */
export interface Versioned<T> {
  readonly value: T;
  /** As the server wrote it: from the `ETag` header, or, where there is none, from the result's `etag` field. */
  readonly etag: string | undefined;
}

/** The server sent the result. */
export interface Modified<T> extends Versioned<T> {
  readonly notModified: false;
}

/** The server said that the result is still the one with the given tag (304), and did not send it. */
export interface NotModified {
  readonly notModified: true;
  readonly etag: string;
}

/**
 * Asks for a result only if it is another than the one with this tag (`If-None-Match`, RFC 9110, section 13.1.2). Without a tag, it is
 * asked for in any case.
 */
export interface IfNoneMatch {
  readonly ifNoneMatch: string | undefined;
}

/**
 * Changes a resource only if it is still the one with this tag (`If-Match`, RFC 9110, section 13.1.1), so that nobody's change is
 * overwritten unseen. If it is not, the call is an ApiError with the code 412.
 */
export interface IfMatch {
  readonly ifMatch: string;
}

/**
 * Sends a call with a condition on the resource's entity tag. What the call has of its own, options as well, stays as it is.
 *
 *     const answer = await conditional(events.get(params), { ifNoneMatch: known.etag });
 *     const event = answer.notModified ? known : answer.value;
 *
 *     await conditional(events.update({ ...params, body }), { ifMatch: etag });
 *
 * It may be any call: of one for a page it is about this page, of one for media about the Blob. Tags are sent as they are given, since
 * some of Google's APIs write them with their quotes, `"3181161784712000"`, and some without, `CKih16GjycICEAE=`, in the header and in
 * the `etag` field alike. Not every API with such a field knows conditions; one that does not answers as always.
 *
 * @throws TypeError if a tag is none, or `ifMatch` is undefined, before anything is sent; else what the call throws.
 */
export function conditional<T>(
  request: ApiRequest<T>,
  condition: IfMatch,
): Promise<Modified<T>>;
export function conditional<T>(
  request: ApiRequest<T>,
  condition: IfNoneMatch,
): Promise<Modified<T> | NotModified>;
export async function conditional<T>(
  request: ApiRequest<T>,
  condition: Partial<IfMatch & IfNoneMatch>,
): Promise<Modified<T> | NotModified> {
  const { method, options } = request;
  const { ifNoneMatch } = condition;
  const headers = addHeaders(new Headers(), options?.headers);
  // A change that is to be guarded is not sent without its guard.
  if ("ifMatch" in condition)
    headers.set("if-match", entityTag(method.id, condition.ifMatch));
  if (ifNoneMatch !== undefined)
    headers.set("if-none-match", entityTag(method.id, ifNoneMatch));

  let tag: string | null = null;
  let notModified = false;
  const watch: Middleware = async (attempt, next) => {
    const response = await next(attempt);
    tag = response.headers.get("etag");
    notModified = response.status === 304 && ifNoneMatch !== undefined;
    // It is what was asked for, and no error to whoever is told of attempts.
    return notModified
      ? Object.defineProperty(response, "ok", { value: true })
      : response;
  };
  const middleware = [...(options?.middleware ?? []), watch];
  const call = request.with(undefined, { ...options, headers, middleware });
  let value: T | undefined;
  try {
    value = await call.execute();
  } catch (error) {
    // A middleware of the client's may have made another response of it.
    if (!notModified || !(error instanceof ApiError)) throw error;
  }
  return notModified
    ? { notModified, etag: tag ?? (ifNoneMatch as string) }
    : { notModified: false, value: value as T, etag: tag ?? etagOf(value) };
}

/**
 * Brings a result that a program keeps up to date: gives `known` itself if the server says that it still is, and else the result that
 * the server sent. Without `known` it is a call like any other.
 *
 *     const entry = await revalidate(drive.files.get({ fileId }), cache.get(fileId));
 *     cache.set(fileId, entry);
 *     return entry.value;
 *
 * @throws as {@link conditional} does.
 */
export async function revalidate<T>(
  request: ApiRequest<T>,
  known: Versioned<T> | undefined,
): Promise<Versioned<T>> {
  const answer = await conditional(request, { ifNoneMatch: known?.etag });
  if (answer.notModified) return known as Versioned<T>;
  const { value, etag } = answer;
  return { value, etag };
}

/**
 * A tag, or `*` for any, that may stand in a header: with its quotes, weak as well (RFC 9110, section 8.8.3), or without them, if it
 * is still one then.
 */
function entityTag(methodId: string, tag: string | undefined): string {
  if (
    typeof tag !== "string" ||
    !/^(?:(?:W\/)?"[!#-~\x80-\xff]*"|[!#-+.-~-]+)$/.test(tag)
  )
    throw new TypeError(`${methodId}: ${JSON.stringify(tag)} is no entity tag`);
  return tag;
}

/** The `etag` field of a result. */
function etagOf(value: unknown): string | undefined {
  const { etag } = Object(value) as { readonly etag?: unknown };
  return typeof etag === "string" ? etag : undefined;
}
