/** A small API for tests of the command line: two methods, two schemas, one of the lists in pages. */
export function library(
  members: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    kind: "discovery#restDescription",
    id: "library:v1",
    name: "library",
    version: "v1",
    revision: "20240101",
    title: "Library API",
    rootUrl: "https://library.googleapis.com/",
    servicePath: "",
    schemas: {
      Book: { id: "Book", type: "object", properties: { name: text } },
      ListBooksResponse: {
        id: "ListBooksResponse",
        type: "object",
        properties: {
          books: { type: "array", items: { $ref: "Book" } },
          nextPageToken: text,
        },
      },
    },
    resources: { books: { methods: { get, list } } },
    ...members,
  };
}

const text = { type: "string" };

const get = {
  id: "library.books.get",
  httpMethod: "GET",
  path: "v1/{+name}",
  parameters: { name: { ...text, location: "path", required: true } },
  parameterOrder: ["name"],
  response: { $ref: "Book" },
};

const list = {
  id: "library.books.list",
  httpMethod: "GET",
  path: "v1/books",
  parameters: { pageToken: { ...text, location: "query" } },
  response: { $ref: "ListBooksResponse" },
};

/** Another API, of another name. */
export function museum(): Record<string, unknown> {
  return library({
    id: "museum:v2",
    name: "museum",
    version: "v2",
    resources: {
      books: {
        methods: {
          get: { ...get, id: "museum.books.get" },
          list: { ...list, id: "museum.books.list" },
        },
      },
    },
  });
}

export function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
