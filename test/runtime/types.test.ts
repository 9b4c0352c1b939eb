/** What the runtime's types promise. Most of it is checked by the compiler; what is called sends nothing. */
import { expect, expectTypeOf, test } from "vitest";
import {
  ApiClient,
  type ApiError,
  type ApiRequest,
  type Auth,
  type BadRequest,
  type ErrorInfo,
  type Fetch,
  type InputFields,
  type MediaRequest,
  type OpenEnum,
  type PagedRequest,
  type PageRequest,
  type Patch,
  type RequestOptions,
  type RetryInfo,
  type UnknownErrorDetail,
  download,
  upload,
} from "../../templates/runtime/index.js";
import {
  type Book,
  type Books,
  get,
  insert,
  list,
  service,
} from "./service.js";

interface GetParams {
  name: string;
  view?: "full" | undefined;
}

/** As generated code has them. */
class BooksResource {
  readonly #client: ApiClient;
  constructor(client: ApiClient) {
    this.#client = client;
  }
  get(params: GetParams, options?: RequestOptions): ApiRequest<Book> {
    return this.#client.request(get, params, options);
  }
  list(params: GetParams, options?: RequestOptions): PagedRequest<Books, Book> {
    return this.#client.paged(list, params, options);
  }
  aggregate(params: GetParams): PagedRequest<Books, [string, Book]> {
    return this.#client.paged(list, params);
  }
  search(params: GetParams): PageRequest<Books> {
    return this.#client.pages(list, params);
  }
  list_next(
    previousRequest: PagedRequest<Books, Book>,
    previousResponse: Books,
  ): PagedRequest<Books, Book> | null {
    return previousRequest.next(previousResponse);
  }
  get_media(params: GetParams, options?: RequestOptions): MediaRequest {
    return download(this.#client, get, params, options);
  }
  insert(params: GetParams, options?: RequestOptions): ApiRequest<Book> {
    return upload(this.#client, insert, params, options);
  }
}

const fetch: Fetch = async () => Response.json({});
const books = new BooksResource(new ApiClient(service, { fetch }));

test("requests", () => {
  expectTypeOf(books.get({ name: "b" })).resolves.toEqualTypeOf<Book>();
  expectTypeOf(
    books.get({ name: "b" }).execute(),
  ).resolves.toEqualTypeOf<Book>();
  expectTypeOf(
    books.get({ name: "b" }).asResponse(),
  ).resolves.toEqualTypeOf<Response>();
  expectTypeOf(books.get({ name: "b" })).toExtend<Promise<Book>>();
  expectTypeOf(books.get({ name: "b" }).catch(() => 1)).resolves.toEqualTypeOf<
    Book | number
  >();
  books.get({ name: "b" }).catch((error: ApiError) => error.code);
  expectTypeOf(books.list({ name: "b" }).next({})).toEqualTypeOf<PagedRequest<
    Books,
    Book
  > | null>();
  expectTypeOf(books.list({ name: "b" })).toExtend<AsyncIterable<Book>>();
  expectTypeOf(books.list({ name: "b" }).pages()).toExtend<
    AsyncIterable<Books>
  >();
  expectTypeOf(books.aggregate({ name: "b" })).toExtend<
    AsyncIterable<[string, Book]>
  >();
  expectTypeOf(books.search({ name: "b" })).not.toExtend<AsyncIterable<Book>>();
  expectTypeOf(
    books.search({ name: "b" }).next({}),
  ).toEqualTypeOf<PageRequest<Books> | null>();
  expectTypeOf(books.list_next).returns.toEqualTypeOf<PagedRequest<
    Books,
    Book
  > | null>();
  expectTypeOf(books.get_media({ name: "b" })).resolves.toEqualTypeOf<Blob>();
  expectTypeOf(books.insert({ name: "b" })).resolves.toEqualTypeOf<Book>();
  // @ts-expect-error a page request is not for items
  expect(() => [...books.search({ name: "b" })]).toThrow();
});

test("options", () => {
  expectTypeOf<typeof globalThis.fetch>().toExtend<Fetch>();
  expectTypeOf<string>().toExtend<Auth>();
  // As google-auth-library 9 and 10 declare their clients.
  interface GoogleAuth9 {
    getAccessToken(): Promise<string | null | undefined>;
    getRequestHeaders(url?: string): Promise<{ [index: string]: string }>;
  }
  interface OAuth2Client10 {
    getAccessToken(): Promise<{ token?: string | null; res?: object | null }>;
    getRequestHeaders(url?: string | URL): Promise<Headers>;
  }
  expectTypeOf<GoogleAuth9>().toExtend<Auth>();
  expectTypeOf<OAuth2Client10>().toExtend<Auth>();
  expectTypeOf<() => Promise<string>>().toExtend<Auth>();
  expectTypeOf<{ token: string }>().not.toExtend<Auth>();
  new ApiClient(service, {
    auth: undefined,
    timeout: undefined,
    fetch: undefined,
    headers: undefined,
    rootUrl: undefined,
  });
});

test("error details are narrowed by their type", () => {
  function read(error: ApiError): void {
    for (const detail of error.details) {
      if (detail["@type"] === "type.googleapis.com/google.rpc.ErrorInfo") {
        expectTypeOf(detail).toEqualTypeOf<ErrorInfo>();
        expectTypeOf(detail.reason).toEqualTypeOf<string | undefined>();
      }
      switch (detail["@type"]) {
        case "type.googleapis.com/google.rpc.BadRequest":
          expectTypeOf(detail).toEqualTypeOf<BadRequest>();
          break;
        default:
          expectTypeOf(detail["@type"]).toExtend<string>();
      }
    }
    expectTypeOf(
      error.detail("type.googleapis.com/google.rpc.RetryInfo"),
    ).toEqualTypeOf<RetryInfo | undefined>();
    expectTypeOf(
      error.detail("type.googleapis.com/library.Shelf"),
    ).toEqualTypeOf<UnknownErrorDetail | undefined>();
  }
  expect(read).toBeTypeOf("function");
});

interface File {
  readonly id?: string;
  name?: string;
  readonly parents?: string[];
  parent?: File;
  labels?: { [key: string]: string };
  versions?: { [key: string]: File };
  actions?: { kind: string; at?: string }[];
  size?: number;
  anything?: unknown;
}

interface FileInput extends InputFields<File, "id" | "parent"> {
  parent?: FileInput | undefined;
}

test("OpenEnum knows its values, and takes others", () => {
  type State = OpenEnum<"RUNNING" | "DONE">;
  expectTypeOf<"RUNNING">().toExtend<State>();
  expectTypeOf<string>().toExtend<State>();
  expectTypeOf<number>().not.toExtend<State>();
  const text: string = "x" as State;
  expect(text).toBe("x");
});

test("InputFields", () => {
  const input: FileInput = {
    name: undefined,
    parents: ["a"],
    parent: { parent: { name: "x" } },
  };
  input.parents = undefined;
  // @ts-expect-error id is for the server to set
  input.id = "x";
  // @ts-expect-error nor of a parent
  input.parent = { id: "x" };
  expectTypeOf<InputFields<File>>().toHaveProperty("id");
  expectTypeOf<File>().toExtend<InputFields<File>>();
  expect(input).toBeDefined();
});

test("Patch", () => {
  const patch: Patch<FileInput> = {
    name: null,
    parent: { name: null, parent: null },
    labels: { a: null, b: "c" },
    versions: { a: null, b: { name: null } },
    actions: [{ kind: "x" }],
    parents: null,
    size: undefined,
    anything: { a: 1 },
  };
  // @ts-expect-error an element of a list is not patched, but replaced
  patch.actions = [{ kind: null }];
  // @ts-expect-error a list of nulls is none
  patch.parents = [null];
  // @ts-expect-error of another type
  patch.name = 1;
  expectTypeOf<FileInput>().toExtend<Patch<FileInput>>();
  expectTypeOf<Patch<{ state: OpenEnum<"A"> }>["state"]>().toEqualTypeOf<
    OpenEnum<"A"> | null | undefined
  >();
  expect(patch).toBeDefined();
});
