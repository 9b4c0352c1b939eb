// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

import type { PagedRequest, PageRequest } from "./pagination.js";
import { onAbort } from "./abort.js";
import { type Position, readCursor, writeCursor } from "./cursor.js";
import { addToMask } from "./fieldMask.js";
import { responseToken } from "./pagination.js";

/** How far to iterate over pages, and how. */
export interface PageIterationOptions {
  /** The most pages that are sent for: none unless given. The page after the last one is not sent for. */
  readonly maxPages?: number | undefined;
  /**
   * Whether the next page is sent for while this one is being used: false. It is one page ahead at most, and none that the limits
   * leave out. If it fails, the iteration does when that page's turn comes.
   */
  readonly prefetch?: boolean | undefined;
  /**
   * Where an earlier iteration had come to: its {@link CursorIterator.cursor}. The call must have the same parameters as that one's;
   * the token of a page among them does not count.
   */
  readonly cursor?: string | undefined;
}

/** How far to iterate over items, and how. */
export interface ItemIterationOptions extends PageIterationOptions {
  /** The most items that are given: no limit unless given. No page is sent for of which none would be. */
  readonly maxItems?: number | undefined;
}

/** An iteration that can be gone on with later. */
export interface CursorIterator<T> extends AsyncIterableIterator<T> {
  /**
   * The place behind what the iteration has given last, as text that can be stored: with it, another iteration goes on there, also in
   * another process. Before anything was given it is the place where the iteration began, and after the last of all pages it is
   * undefined. It is the caller's to read when what was given has been dealt with.
   *
   * In the middle of a page it is a matter of counting: that page is sent for again, and as many of its items are passed over. An item
   * that came or went meanwhile shifts them. How long a server knows a page token is its own affair.
   */
  readonly cursor: string | undefined;
  /** Ends the iteration. A page that is under way is stopped. */
  return(): Promise<IteratorResult<T>>;
}

/**
 * The pages of a call from its own page on, like its `pages()`, with limits, prefetch, and a cursor.
 *
 *     for await (const page of iteratePages(drive.files.list({ q }), { maxPages: 10, prefetch: true })) await store(page);
 *
 * Leaving the loop stops a page that is under way.
 *
 * @throws RangeError if a limit is no whole number.
 * @throws TypeError if the cursor is none, of another method, or in the middle of a page.
 */
export function iteratePages<T>(
  request: PageRequest<T>,
  options: PageIterationOptions = {},
): CursorIterator<T> {
  const pages = new Iteration<T, T>(request, options, (page) => [page]);
  if (pages.position?.taken)
    throw new TypeError(
      `${request.method.id}: the cursor is in the middle of a page`,
    );
  return pages;
}

/**
 * The items of a call across pages, like iterating over the call itself, with limits, prefetch, and a cursor.
 *
 *     const files = iterateItems(drive.files.list({ q }), { maxItems: 100, cursor: await load() });
 *     for await (const file of files) await index(file);
 *     await store(files.cursor);
 *
 * Leaving the loop stops a page that is under way.
 *
 * @throws RangeError if a limit is no whole number.
 * @throws TypeError if the cursor is none, or of another method.
 */
export function iterateItems<T, I>(
  request: PagedRequest<T, I>,
  options: ItemIterationOptions = {},
): CursorIterator<I> {
  return new Iteration<T, I>(request, options, (page) => [
    ...request.itemsOf(page),
  ]);
}

/** An iteration over what the pages of a call hold: their items or, one in each, the pages themselves. */
class Iteration<T, V> implements CursorIterator<V> {
  /** Behind what was given last; undefined when nothing comes any more. */
  position: Position | undefined;
  readonly #request: PageRequest<T>;
  readonly #pages: AsyncGenerator<T, void, undefined>;
  readonly #values: AsyncGenerator<V, void, undefined>;
  /** The caller's. */
  readonly #signal: AbortSignal | undefined;
  /** Of all that is sent. */
  readonly #controller = new AbortController();
  #left = false;

  constructor(
    request: PageRequest<T>,
    { maxPages, maxItems, prefetch, cursor }: ItemIterationOptions,
    valuesOf: (page: T) => readonly V[],
  ) {
    const { method, options } = request;
    const { id } = method;
    const pages = limitOf(id, "maxPages", maxPages);
    const items = limitOf(id, "maxItems", maxItems);
    const begin =
      cursor === undefined
        ? { pageToken: request.pageToken, taken: 0 }
        : readCursor(id, cursor);
    const first =
      begin.pageToken === request.pageToken
        ? request
        : request.at(begin.pageToken);
    this.position = begin;
    this.#signal = options?.signal;
    this.#request = first.with(addToMask(first.params, responseToken(method)), {
      ...options,
      signal: this.#controller.signal,
    });
    this.#pages = this.#request.pages();
    this.#values = this.#iterate(begin, pages, items, prefetch, valuesOf);
  }

  get cursor(): string | undefined {
    return this.position && writeCursor(this.#request.method.id, this.position);
  }

  next(): Promise<IteratorResult<V>> {
    return this.#values.next();
  }

  return(): Promise<IteratorResult<V>> {
    this.#left = true;
    this.#controller.abort();
    return this.#values.return();
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async *#iterate(
    { pageToken, taken }: Position,
    pagesLeft: number,
    itemsLeft: number,
    prefetch: boolean | undefined,
    valuesOf: (page: T) => readonly V[],
  ): AsyncGenerator<V, void, undefined> {
    let ahead: Promise<IteratorResult<T, void>> | undefined;
    while (pagesLeft-- > 0 && itemsLeft > 0) {
      // A page that is there already would be given in spite of it.
      this.#signal?.throwIfAborted();
      let read: IteratorResult<T, void>;
      try {
        read = await (ahead ?? this.#read());
      } catch (error) {
        if (this.#left) return;
        throw error;
      }
      if (read.done) return;
      const values = valuesOf(read.value);
      const nextToken = this.#request.next(read.value)?.pageToken;
      const behind = nextToken ? { pageToken: nextToken, taken: 0 } : undefined;
      const wanted = values.slice(taken, taken + itemsLeft);
      itemsLeft -= wanted.length;
      if (prefetch && behind && pagesLeft > 0 && itemsLeft > 0) {
        ahead = this.#read();
        // It is told of when its turn comes, if it comes.
        ahead.catch(() => {});
      } else {
        ahead = undefined;
      }
      for (const value of wanted) {
        taken++;
        this.position = taken < values.length ? { pageToken, taken } : behind;
        yield value;
      }
      // A page may be empty, or shorter than it was.
      if (taken >= values.length) this.position = behind;
      if (!behind) return;
      pageToken = nextToken;
      taken = 0;
    }
  }

  /** Sends for the next page. The caller's signal is listened to for only so long. */
  async #read(): Promise<IteratorResult<T, void>> {
    const signal = this.#signal;
    const release =
      signal && onAbort(signal, (reason) => this.#controller.abort(reason));
    try {
      return await this.#pages.next();
    } finally {
      release?.();
    }
  }
}

function limitOf(
  methodId: string,
  name: string,
  limit: number | undefined = Infinity,
): number {
  if (limit >= 0 && (limit === Infinity || Number.isInteger(limit)))
    return limit;
  throw new RangeError(
    `${methodId}: ${name} must be a whole number, not ${limit}`,
  );
}
