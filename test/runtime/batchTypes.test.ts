/** What the types of batches promise. The compiler checks them; nothing is sent. */
import { expect, expectTypeOf, test } from "vitest";
import {
  type ApiRequest,
  batch,
  type PagedRequest,
} from "../../templates/runtime/index.js";
import { batchClient } from "./batching.js";
import { type Book, type Books, get, list } from "./service.js";

const api = batchClient("http://127.0.0.1:1/");
const book: ApiRequest<Book> = api.request(get, { name: "b" });
const page: PagedRequest<Books, Book> = api.paged(list, { name: "s" });
const nothing: ApiRequest<void> = api.request(get, { name: "b" });

test("each result has the type of its call", () => {
  async function use(): Promise<void> {
    const results = await batch([book, page, nothing]);
    expectTypeOf(results).toEqualTypeOf<
      [
        PromiseSettledResult<Book>,
        PromiseSettledResult<Books>,
        PromiseSettledResult<void>,
      ]
    >();
    const [first] = results;
    if (first.status === "fulfilled")
      expectTypeOf(first.value).toEqualTypeOf<Book>();
  }
  expect(use).toBeTypeOf("function");
});

test("of a list, results are a list", () => {
  async function use(): Promise<void> {
    const calls: readonly ApiRequest<Book>[] = [book, book];
    expectTypeOf(await batch(calls)).toEqualTypeOf<
      PromiseSettledResult<Book>[]
    >();
    expectTypeOf(
      await batch(["a", "b"].map((name) => api.request<Book>(get, { name }))),
    ).toEqualTypeOf<PromiseSettledResult<Book>[]>();
    expectTypeOf(await batch([])).toEqualTypeOf<[]>();
  }
  expect(use).toBeTypeOf("function");
});

test("what is no call does not compile", () => {
  function wrong(): void {
    // @ts-expect-error it has been sent
    void batch([book.execute()]);
    // @ts-expect-error a batch has a size
    void batch([book], { limit: 1 });
    void batch([book], { size: undefined, signal: undefined });
  }
  expect(wrong).toBeTypeOf("function");
});
