import { afterEach, expect, expectTypeOf, test } from "vitest";
import {
  ApiError,
  download,
  upload,
  withResponse,
} from "../../templates/runtime/index.js";
import { loopback, type Loopback } from "../support/loopback.js";
import { uploadServer } from "../support/uploadServer.js";
import {
  type Book,
  type Books,
  client,
  failure,
  get,
  insert,
  list,
} from "./service.js";

let server: Loopback;
afterEach(() => server?.close());

const params = { name: "b" };

test("a result comes with its response's status and headers", async () => {
  server = await loopback([
    { status: 503 },
    { status: 201, headers: { "x-cost": "5" }, body: { title: "T" } },
  ]);
  const api = client(server.url, { retry: { initialDelay: 1 } });
  const both = await withResponse(api.request<Book>(get, params));
  expectTypeOf(both.data).toEqualTypeOf<Book>();
  expect(both.data).toEqual({ title: "T" });
  expect(both.response.status).toBe(201);
  expect(both.response.headers.get("x-cost")).toBe("5");
  expect(server.received).toHaveLength(2);
});

test("the call's own options and middleware stay", async () => {
  server = await loopback([{ body: {} }]);
  const seen: string[] = [];
  const request = client(server.url).request<Book>(get, params, {
    headers: { "x-mine": "1" },
    middleware: [
      (request, next) => {
        seen.push(request.methodId);
        return next(request);
      },
    ],
  });
  await withResponse(request);
  expect(seen).toEqual([get.id]);
  expect(server.received[0]?.headers).toMatchObject({ "x-mine": "1" });
});

test("of a page, and of media", async () => {
  server = await loopback(({ url }) =>
    url.includes("alt=media")
      ? { headers: { "x-goog-generation": "7" }, body: "media" }
      : { headers: { "x-page": "1" }, body: { books: [{ title: "T" }] } },
  );
  const api = client(server.url);
  const page = await withResponse(api.paged<Books, Book>(list, params));
  expectTypeOf(page.data).toEqualTypeOf<Books>();
  expect(page.data.books).toEqual([{ title: "T" }]);
  expect(page.response.headers.get("x-page")).toBe("1");
  const media = await withResponse(download(api, get, params));
  expect(await media.data.text()).toBe("media");
  expect(media.response.headers.get("x-goog-generation")).toBe("7");
});

test("of an upload in a session it is the last", async () => {
  const uploads = await uploadServer();
  const api = client(uploads.url);
  const media = { body: "text", resumable: true };
  const request = upload(api, insert, { book: "b", media });
  const { data, response } = await withResponse(request);
  await uploads.close();
  expect(data).toMatchObject({ size: 4 });
  expect(response.status).toBe(200);
  expect(response.headers.get("location")).toBe(null);
});

test("an error is thrown, with its headers", async () => {
  const headers = { "x-request": "r" };
  server = await loopback([{ status: 404, headers }]);
  const request = client(server.url).request(get, params);
  const error = await failure(withResponse(request));
  expect(error).toBeInstanceOf(ApiError);
  expect((error as ApiError).headers.get("x-request")).toBe("r");
});

test("what is wrong with the call is said before anything is sent", async () => {
  server = await loopback([]);
  const request = client(server.url).request(get, {});
  expect(await failure(withResponse(request))).toBeInstanceOf(TypeError);
  expect(server.received).toHaveLength(0);
});
