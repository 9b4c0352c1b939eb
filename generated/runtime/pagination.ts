// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

import type { PagedMethodDescriptor } from "./descriptor.js";
import { TransportError } from "./apiError.js";
import { addToMask, maskHas } from "./fieldMask.js";
import { ApiRequest } from "./request.js";

/** A call for one page. Awaited, it gives that page. */
export class PageRequest<T> extends ApiRequest<T> {
  declare readonly method: PagedMethodDescriptor;

  /** The token of this call's page; undefined for the first. */
  get pageToken(): string | undefined {
    const { pageToken } = this.params as { readonly pageToken?: string };
    const token = this.method.requestToken?.of(this.params) ?? pageToken;
    return token || undefined;
  }

  /** This call for another page. */
  at(pageToken: string | undefined): this {
    return this.with(
      this.method.requestToken?.with(this.params, pageToken) ?? {
        ...this.params,
        pageToken,
      },
    );
  }

  /**
   * The call for the page after `response`: this call with the token replaced. Null if there is no further page.
   *
   * @throws TypeError if a `fields` mask leaves out the token, so that nobody can know whether there is one.
   */
  next(response: T): this | null {
    const tokenField = responseToken(this.method);
    const token = (Object(response) as Fields)[tokenField];
    if (token) return this.at(String(token));
    if (maskHas(this.params, tokenField)) return null;
    throw new TypeError(`${this.method.id}: "fields" has no ${tokenField}`);
  }

  /**
   * The pages from this one on. Each is sent when it is asked for; only one is held at a time.
   *
   * @throws TransportError if the server's tokens go round in a circle.
   */
  async *pages(): AsyncGenerator<T, void, undefined> {
    let request: this | null = this.with(
      addToMask(this.params, responseToken(this.method)),
    );
    // Brent's algorithm finds a circle of any length while it remembers one token: that of the pages 1, 2, 4, 8, ...
    let remembered: unknown;
    for (let count = 1; request; count++) {
      const page: T = await request.execute();
      yield page;
      request = request.next(page);
      const token = request?.pageToken;
      if (token && token === remembered) {
        throw new TransportError(this.method.id, "tokens repeat");
      }
      if (!(count & (count - 1))) remembered = token;
    }
  }
}

/** A call for one page of items. Awaited, it gives that page; iterated, the items of all pages from this one on. */
export class PagedRequest<T, I>
  extends PageRequest<T>
  implements AsyncIterable<I>
{
  /** The items of a page; a map's are entries. */
  itemsOf(page: T): Iterable<I> {
    const { items } = this.method as { readonly items: string };
    const value = (Object(page) as Fields)[items] ?? [];
    return (Array.isArray(value) ? value : Object.entries(value)) as I[];
  }

  /** The items, across pages. A page is sent for when the one before is used up. */
  async *[Symbol.asyncIterator](): AsyncGenerator<I, void, undefined> {
    for await (const page of this.pages()) yield* this.itemsOf(page);
  }
}

/** The response's field that holds the next page's token. */
export const responseToken = (method: PagedMethodDescriptor): string =>
  method.responseToken ?? "nextPageToken";

interface Fields {
  readonly [name: string]: unknown;
}
