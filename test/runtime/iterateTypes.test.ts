/** What the types of limited iterations promise. The compiler checks them; nothing is sent. */
import { expect, expectTypeOf, test } from "vitest";
import {
  type CursorIterator,
  iterateItems,
  iteratePages,
  type PagedRequest,
  type PageRequest,
} from "../../templates/runtime/index.js";
import { type Book, type Books, client, list } from "./service.js";

/** As generated code names what its methods give. */
type BooksListRequest = PagedRequest<Books, Book>;

const api = client("http://127.0.0.1:1/");
const request: BooksListRequest = api.paged(list, { name: "s" });
const entries: PagedRequest<Books, [string, Book]> = api.paged(list, {
  name: "s",
});
const whole: PageRequest<Books> = api.pages(list, { name: "s" });

test("items and pages have the types of the call", () => {
  const items = iterateItems(request, { maxItems: 100 });
  expectTypeOf(items).toEqualTypeOf<CursorIterator<Book>>();
  expectTypeOf(items.cursor).toEqualTypeOf<string | undefined>();
  expectTypeOf(iterateItems(entries)).toExtend<AsyncIterable<[string, Book]>>();
  expectTypeOf(iteratePages(request)).toExtend<AsyncIterable<Books>>();
  expectTypeOf(iteratePages(whole)).toExtend<AsyncIterable<Books>>();
  async function loop(): Promise<void> {
    for await (const book of iterateItems(request, { maxItems: 100 }))
      expectTypeOf(book).toEqualTypeOf<Book>();
    for await (const page of iteratePages(request, { prefetch: true }))
      expectTypeOf(page).toEqualTypeOf<Books>();
  }
  expect(loop).toBeTypeOf("function");
});

test("what does not go together does not compile", () => {
  function wrong(): void {
    // @ts-expect-error which list of a page holds the items is not known
    iterateItems(whole);
    // @ts-expect-error a call with a single answer has no pages
    iteratePages(api.request<Book>(list, { name: "s" }));
    // @ts-expect-error pages are limited by maxPages
    iteratePages(request, { maxItems: 1 });
    iterateItems(request, {
      maxItems: undefined,
      maxPages: undefined,
      prefetch: undefined,
      cursor: undefined,
    });
  }
  expect(wrong).toBeTypeOf("function");
});
