// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { PagedMethodDescriptor } from "./descriptor.js";
import { TransportError } from "./apiError.js";
import { addToMask, maskHas } from "./fieldMask.js";
import { ApiRequest } from "./request.js";

/** A call for one page. Awaited, it gives that page. */
export class PageRequest<T> extends ApiRequest<T> {
  declare protected readonly method: PagedMethodDescriptor;

  /**
   * The call for the page after `response`: this call with the token replaced. Null if there is no further page.
   *
   * @throws TypeError if a `fields` mask leaves out the token, so that nobody can know whether there is one.
   */
  next(response: T): PageRequest<T> | null {
    const params = this.nextParams(response);
    return (
      params &&
      new PageRequest<T>(this.client, this.method, params, this.options)
    );
  }

  /**
   * The pages from this one on. Each is sent when it is asked for; only one is held at a time.
   *
   * @throws TransportError if the server's tokens go round in a circle.
   */
  async *pages(): AsyncGenerator<T, void, undefined> {
    const { client, method, options } = this;
    const tokenField = responseToken(method);
    let params: object | null = addToMask(this.params, tokenField);
    // Brent's algorithm finds a circle of any length while it remembers one token.
    let remembered: unknown;
    let steps = 0;
    let power = 1;
    while (params) {
      const request: PageRequest<T> = new PageRequest<T>(
        client,
        method,
        params,
        options,
      );
      const page: T = await request.execute();
      yield page;
      params = request.nextParams(page);
      if (!params) return;
      const token = field(page, tokenField);
      if (token === remembered) {
        throw new TransportError(
          method.id,
          "the server gave the same page token again",
        );
      }
      if (++steps === power) {
        remembered = token;
        power *= 2;
        steps = 0;
      }
    }
  }

  /** The parameters of the next call, or null. */
  protected nextParams(response: T): object | null {
    const { method, params } = this;
    const tokenField = responseToken(method);
    const token = field(response, tokenField);
    if (token === undefined || token === null || token === "") {
      if (maskHas(params, tokenField)) return null;
      throw new TypeError(
        `${method.id}: the mask in "fields" leaves out ${tokenField}`,
      );
    }
    const name = method.requestToken ?? "pageToken";
    if (!method.tokenInBody) return { ...params, [name]: token };
    const body = field(params, "body") as object | undefined;
    return { ...params, body: { ...body, [name]: token } };
  }
}

/** A call for one page of items. Awaited, it gives that page; iterated, the items of all pages from this one on. */
export class PagedRequest<T, I>
  extends PageRequest<T>
  implements AsyncIterable<I>
{
  override next(response: T): PagedRequest<T, I> | null {
    const params = this.nextParams(response);
    return (
      params &&
      new PagedRequest<T, I>(this.client, this.method, params, this.options)
    );
  }

  /** The items, across pages. A page is sent for when the one before is used up. */
  async *[Symbol.asyncIterator](): AsyncGenerator<I, void, undefined> {
    const { items = "", itemsAreMap } = this.method;
    for await (const page of this.pages()) {
      const value = field(page, items) ?? [];
      yield* (itemsAreMap ? Object.entries(value) : value) as Iterable<I>;
    }
  }
}

function responseToken(method: PagedMethodDescriptor): string {
  return method.responseToken ?? "nextPageToken";
}

function field(object: unknown, name: string): unknown {
  return (object as { readonly [name: string]: unknown } | null)?.[name];
}
