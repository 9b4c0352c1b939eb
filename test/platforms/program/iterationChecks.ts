/** Lists that come in pages. */
import {
  ApiClient,
  iterateItems,
  iteratePages,
  type PagedRequest,
} from "../../../templates/runtime/index.js";
import { type Book, type Books, list, service } from "../../runtime/service.js";
import type { Checks, Servers } from "./checks.js";

export function iterationChecks({ api }: Servers): Checks {
  const client = new ApiClient(service, { rootUrl: api, retry: false });
  const shelf = (): PagedRequest<Books, Book> =>
    client.paged(list, { name: "shelves/1", pageSize: 2 });

  return {
    "items across pages": async () => {
      const titles: unknown[] = [];
      for await (const { title } of shelf()) titles.push(title);
      return titles;
    },
    "pages by hand": async () => {
      const sizes: unknown[] = [];
      let request: PagedRequest<Books, Book> | null = shelf();
      while (request) {
        const page: Books = await request.execute();
        sizes.push(page.books?.length);
        request = request.next(page);
      }
      return sizes;
    },
    "pages ahead": async () => {
      const sizes: unknown[] = [];
      const pages = iteratePages(shelf(), { prefetch: true, maxPages: 2 });
      for await (const { books } of pages) sizes.push(books?.length);
      return sizes;
    },
    "items in two goes": async () => {
      const titles: unknown[] = [];
      const some = iterateItems(shelf(), { maxItems: 3 });
      for await (const { title } of some) titles.push(title);
      titles.push("then");
      const { cursor } = some;
      for await (const { title } of iterateItems(shelf(), { cursor }))
        titles.push(title);
      return titles;
    },
  };
}
