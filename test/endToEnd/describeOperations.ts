/** What a user of any Genomics version can do with `operations`, held against a real HTTP server. */
import {
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  test,
  vi,
} from "vitest";
import type * as genomics from "../../generated/genomics-v1/index.js";
import type {
  ClientOptions,
  ListOperationsResponse,
  Operation,
  OperationsListRequest,
  OperationsResource,
} from "../../generated/genomics-v1/index.js";
import { loopback, type Handler, type Loopback } from "../support/loopback.js";

/** One version's `operations`, wherever it stands. */
export interface OperationsClient {
  readonly connect: (options: ClientOptions) => OperationsResource;
  readonly ApiError: typeof genomics.ApiError;
}

/** How a version names operations. */
export interface OperationNames {
  /** The first segment of every path: `v1`. */
  readonly version: string;
  /** What is listed: `operations`. */
  readonly parent: string;
}

/** The `@type` of a detail, shortened. */
const errorInfo = "type.googleapis.com/google.rpc.ErrorInfo";
const retryInfo = "type.googleapis.com/google.rpc.RetryInfo";

export function describeOperations(
  name: string,
  { version, parent }: OperationNames,
  load: () => Promise<OperationsClient>,
): void {
  describe(name, () => {
    let loaded: OperationsClient;
    let server: Loopback;
    let handler: Handler;

    beforeAll(async () => {
      loaded = await load();
    });
    beforeEach(async () => {
      handler = () => ({ status: 500 });
      server = await loopback((request, response) =>
        handler(request, response),
      );
    });
    afterEach(() => server.close());

    const connect = (options: ClientOptions = {}): OperationsResource =>
      loaded.connect({ rootUrl: server.url, retry: false, ...options });
    const operation = `${parent}/1`;
    /** A request's path, without the query. */
    const pathOf = (index: number): string | undefined =>
      server.received[index]?.url.split("?")[0];
    const queryOf = (index: number): Record<string, string> =>
      Object.fromEntries(
        new URL(server.received[index]?.url ?? "", server.url).searchParams,
      );
    const answer = (body: unknown, status = 200): void => {
      handler = () => ({ status, body });
    };
    /** Answers with these pages, one a request, chained by tokens; the last has none. */
    const answerPages = (
      pages: readonly Omit<ListOperationsResponse, "nextPageToken">[],
    ): void => {
      handler = ({ url }) => {
        const token = new URL(url, server.url).searchParams.get("pageToken");
        const index = Number(token ?? 0);
        const isLast = index === pages.length - 1;
        return {
          body: {
            ...pages[index],
            ...(isLast ? {} : { nextPageToken: String(index + 1) }),
          },
        };
      };
    };
    const names = (operations: readonly Operation[] = []): unknown[] =>
      operations.map((one) => one.name);

    describe("methods", () => {
      test("get", async () => {
        const resource: Operation = {
          name: operation,
          done: true,
          metadata: { "@type": "type.googleapis.com/x", projectId: "p" },
          response: {},
        };
        answer(resource);
        await expect(connect().get({ name: operation })).resolves.toEqual(
          resource,
        );
        expect(server.received[0]?.method).toBe("GET");
        expect(pathOf(0)).toBe(`/${version}/${operation}`);
        expect(queryOf(0)).toEqual({ alt: "json" });
        expect(server.received[0]?.body.length).toBe(0);
      });

      test("cancel, with and without a body", async () => {
        answer({});
        const cancelled = await connect().cancel({ name: operation, body: {} });
        expect(cancelled).toEqual({});
        await connect().cancel({ name: operation });
        const [withBody, without] = server.received;
        expect(pathOf(0)).toBe(`/${version}/${operation}:cancel`);
        expect(withBody?.method).toBe("POST");
        expect(withBody?.headers["content-type"]).toBe("application/json");
        expect(withBody?.body.toString()).toBe("{}");
        expect(pathOf(1)).toBe(pathOf(0));
        expect(without?.body.length).toBe(0);
      });

      test("list", async () => {
        answer({ operations: [{ name: operation }] });
        const page = await connect().list({
          name: parent,
          filter: "projectId = p AND labels.color = *",
          pageSize: 2,
          pageToken: undefined,
        });
        expect(names(page.operations)).toEqual([operation]);
        expect(pathOf(0)).toBe(`/${version}/${parent}`);
        expect(queryOf(0)).toEqual({
          alt: "json",
          filter: "projectId = p AND labels.color = *",
          pageSize: "2",
        });
      });

      test("x__xgafv goes out as $.xgafv, on each method", async () => {
        answer({});
        const api = connect();
        await api.get({ name: operation, x__xgafv: "2" });
        await api.list({ name: parent, x__xgafv: "1" });
        await api.cancel({ name: operation, x__xgafv: "2" });
        expect([0, 1, 2].map((index) => queryOf(index)["$.xgafv"])).toEqual([
          "2",
          "1",
          "2",
        ]);
        expect(server.received.map(({ url }) => url).join()).not.toContain(
          "x__xgafv",
        );
      });

      test("parameters that every method has", async () => {
        answer({});
        await connect().get({
          name: operation,
          fields: "name,done",
          prettyPrint: false,
          quotaUser: "ü",
        });
        expect(queryOf(0)).toEqual({
          alt: "json",
          fields: "name,done",
          prettyPrint: "false",
          quotaUser: "ü",
        });
      });

      test("a name keeps its slashes; all else in it is encoded", async () => {
        answer({});
        await connect().get({ name: `${parent}/a b?c#d%` });
        expect(server.received[0]?.url).toBe(
          `/${version}/${parent}/a%20b%3Fc%23d%25?alt=json`,
        );
      });

      test("an empty answer is an empty object", async () => {
        handler = () => ({ status: 204 });
        await expect(connect().cancel({ name: operation })).resolves.toEqual(
          {},
        );
      });

      test("without a name, nothing is sent", async () => {
        const nameless = {} as { name: string };
        await expect(connect().get(nameless)).rejects.toThrow(
          /parameter "name" is missing/,
        );
        expect(server.received).toEqual([]);
      });

      test("headers of the client and of the call", async () => {
        answer({});
        await connect({ headers: { "x-a": "client", "x-b": "client" } }).get(
          { name: operation },
          { headers: { "x-b": "call" } },
        );
        expect(server.received[0]?.headers).toMatchObject({
          "x-a": "client",
          "x-b": "call",
        });
      });
    });

    describe("a request is lazy", () => {
      test("nothing is sent until it is awaited, and then once", async () => {
        answer({ name: operation });
        const request = connect().get({ name: operation });
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect(server.received.length).toBe(0);
        expect(await request).toBe(await request);
        await Promise.all([request, request]);
        expect(server.received.length).toBe(1);
      });

      test("execute sends each time", async () => {
        answer({ name: operation });
        const request = connect().get({ name: operation });
        await request.execute();
        await request.execute();
        await request;
        expect(server.received.length).toBe(3);
      });

      test("a list that is not iterated sends nothing", async () => {
        const pages = connect().list({ name: parent }).pages();
        await pages.return();
        expect(server.received.length).toBe(0);
      });

      test("asResponse gives the response with its body unread", async () => {
        handler = () => ({
          headers: { "x-seen": "yes" },
          body: { name: operation },
        });
        const response = await connect().get({ name: operation }).asResponse();
        expect(response.headers.get("x-seen")).toBe("yes");
        expect(response.bodyUsed).toBe(false);
        expect(await response.json()).toEqual({ name: operation });
      });

      test("a request that failed and was handled leaves no rejection behind", async () => {
        const seen = vi.fn();
        process.on("unhandledRejection", seen);
        answer("", 404);
        const request = connect().get({ name: operation });
        await expect(request).rejects.toThrow();
        await expect(request.execute()).rejects.toThrow();
        await new Promise((resolve) => setTimeout(resolve, 20));
        process.off("unhandledRejection", seen);
        expect(seen).not.toHaveBeenCalled();
      });
    });

    describe("pages", () => {
      const first = { operations: [{ name: "a" }, { name: "b" }] };
      const second = { operations: [{ name: "c" }] };

      test("list_next goes through them, and then gives null", async () => {
        answerPages([first, second, { operations: [{ name: "d" }] }]);
        const api = connect();
        const found: unknown[] = [];
        let request: OperationsListRequest | null = api.list({
          name: parent,
          filter: "done = true",
          pageSize: 2,
          x__xgafv: "2",
        });
        while (request) {
          const response: ListOperationsResponse = await request.execute();
          found.push(names(response.operations));
          request = api.list_next(request, response);
        }
        expect(found).toEqual([["a", "b"], ["c"], ["d"]]);
        const given = {
          alt: "json",
          filter: "done = true",
          pageSize: "2",
          "$.xgafv": "2",
        };
        expect([0, 1, 2].map(queryOf)).toEqual([
          given,
          { ...given, pageToken: "1" },
          { ...given, pageToken: "2" },
        ]);
      });

      test("list_next is null for an empty token as well", () => {
        const api = connect();
        const request = api.list({ name: parent });
        expect(api.list_next(request, {})).toBeNull();
        expect(api.list_next(request, { nextPageToken: "" })).toBeNull();
      });

      test("for await goes through the items", async () => {
        answerPages([first, second]);
        const found: unknown[] = [];
        for await (const one of connect().list({ name: parent }))
          found.push(one.name);
        expect(found).toEqual(["a", "b", "c"]);
        expect(server.received.length).toBe(2);
      });

      test("pages() goes through the pages", async () => {
        answerPages([first, second]);
        const found: unknown[] = [];
        for await (const page of connect().list({ name: parent }).pages())
          found.push(names(page.operations));
        expect(found).toEqual([["a", "b"], ["c"]]);
      });

      test("an empty last page, and one in between", async () => {
        answerPages([first, {}, second, {}]);
        const found: unknown[] = [];
        for await (const one of connect().list({ name: parent }))
          found.push(one.name);
        expect(found).toEqual(["a", "b", "c"]);
        expect(server.received.length).toBe(4);
      });

      test("no page has anything", async () => {
        answer({});
        for await (const one of connect().list({ name: parent }))
          expect.fail(`found ${one.name}`);
        expect(server.received.length).toBe(1);
      });

      test("a page is sent for when the one before is used up, and not after break", async () => {
        answerPages([first, second, second]);
        const sent: number[] = [];
        for await (const one of connect().list({ name: parent })) {
          sent.push(server.received.length);
          if (one.name === "c") break;
        }
        expect(sent).toEqual([1, 1, 2]);
        expect(server.received.length).toBe(2);
      });

      test("a request can be iterated again, from its own page on", async () => {
        answerPages([first, second]);
        const api = connect();
        const request = api.list({ name: parent, pageToken: "1" });
        for (const round of [1, 2]) {
          const found: unknown[] = [];
          for await (const one of request) found.push(one.name);
          expect([round, found]).toEqual([round, ["c"]]);
        }
      });

      test("an error on a later page ends the iteration with it", async () => {
        handler = ({ url }) =>
          url.includes("pageToken")
            ? { status: 503, body: { error: { code: 503, message: "later" } } }
            : { body: { ...first, nextPageToken: "x" } };
        const found: unknown[] = [];
        const iterate = async (): Promise<void> => {
          for await (const one of connect().list({ name: parent }))
            found.push(one.name);
        };
        await expect(iterate()).rejects.toMatchObject({
          name: "ApiError",
          code: 503,
          message: "later",
        });
        expect(found).toEqual(["a", "b"]);
      });

      test("tokens that go round in a circle are an error, no endless loop", async () => {
        answer({ ...first, nextPageToken: "again" });
        const iterate = async (): Promise<void> => {
          for await (const page of connect().list({ name: parent }).pages())
            expect(page.nextPageToken).toBe("again");
        };
        await expect(iterate()).rejects.toMatchObject({
          name: "TransportError",
        });
        expect(server.received.length).toBeLessThan(5);
      });
    });

    describe("errors", () => {
      const failure = async (): Promise<genomics.ApiError> => {
        const error = await connect()
          .get({ name: operation })
          .then(
            () => expect.fail("it was answered"),
            (reason: unknown) => reason,
          );
        expect(error).toBeInstanceOf(loaded.ApiError);
        return error as genomics.ApiError;
      };

      test("Google's shape, with details", async () => {
        const details = [
          {
            "@type": errorInfo,
            reason: "SERVICE_DISABLED",
            domain: "googleapis.com",
          },
          { "@type": retryInfo, retryDelay: "3s" },
          { "@type": "type.googleapis.com/genomics.Other", x: 1 },
        ];
        answer(
          {
            error: {
              code: 403,
              message: "Genomics API is disabled",
              status: "PERMISSION_DENIED",
              details,
              errors: [{ reason: "forbidden", domain: "global" }],
            },
          },
          403,
        );
        const error = await failure();
        expect(error).toMatchObject({
          name: "ApiError",
          code: 403,
          status: "PERMISSION_DENIED",
          message: "Genomics API is disabled",
          reason: "SERVICE_DISABLED",
          details,
          errors: [{ reason: "forbidden", domain: "global" }],
        });
        expect(error.methodId).toMatch(/^genomics\..*operations\.get$/);
        expect(error.detail(retryInfo)?.retryDelay).toBe("3s");
        for (const detail of error.details) {
          if (detail["@type"] === errorInfo)
            expect(detail.domain).toBe("googleapis.com");
        }
      });

      test("the older shape, with errors only", async () => {
        answer(
          {
            error: {
              code: 404,
              message: "Not Found",
              errors: [{ reason: "notFound", message: "Not Found" }],
            },
          },
          404,
        );
        expect(await failure()).toMatchObject({
          code: 404,
          reason: "notFound",
          status: undefined,
          details: [],
        });
      });

      test("without the wrapper", async () => {
        answer({ code: 400, message: "bare", status: "INVALID_ARGUMENT" }, 400);
        expect(await failure()).toMatchObject({
          code: 400,
          message: "bare",
          status: "INVALID_ARGUMENT",
        });
      });

      test("of OAuth", async () => {
        answer(
          { error: "invalid_token", error_description: "it is expired" },
          401,
        );
        expect(await failure()).toMatchObject({
          code: 401,
          reason: "invalid_token",
          message: "it is expired",
        });
      });

      test("an empty body", async () => {
        answer("", 502);
        const error = await failure();
        expect(error).toMatchObject({ code: 502, body: "", details: [] });
        expect(error.message).toContain("502");
      });

      test("a text", async () => {
        answer("upstream connect error\n", 503);
        expect(await failure()).toMatchObject({
          code: 503,
          message: "upstream connect error",
          body: "upstream connect error\n",
        });
      });

      test("a page of HTML", async () => {
        const html =
          "<!DOCTYPE html><html><title>Error 404 (Not Found)!!1</title><p>that’s an error";
        handler = () => ({
          status: 404,
          headers: { "content-type": "text/html; charset=UTF-8" },
          body: html,
        });
        expect(await failure()).toMatchObject({
          code: 404,
          message: "Error 404 (Not Found)!!1",
          body: html,
        });
      });

      test("a success that is no JSON", async () => {
        handler = () => ({
          headers: { "content-type": "text/html" },
          body: "<html>sign in</html>",
        });
        await expect(connect().get({ name: operation })).rejects.toMatchObject({
          name: "TransportError",
          message: expect.stringContaining("text/html"),
        });
      });

      test("the API key in a URL is in no message", async () => {
        handler = ({ url }) => ({ status: 400, body: `no: ${url}` });
        const error: unknown = await connect()
          .get({ name: operation, key: "SECRET" })
          .catch((reason: unknown) => reason);
        expect(server.received[0]?.url).toContain("SECRET");
        expect(`${String(error)}${(error as genomics.ApiError).body}`).toMatch(
          /REDACTED/,
        );
        expect(
          `${String(error)}${(error as genomics.ApiError).body}`,
        ).not.toContain("SECRET");
      });
    });

    describe("a call that does not go well", () => {
      /** Resolves when the server has a request in its hands. */
      const arrived = (then: Handler): Promise<void> =>
        new Promise((resolve) => {
          handler = (request, response) => {
            resolve();
            return then(request, response);
          };
        });
      const hangs: Handler = () => {};
      /** Sends half of an answer and then falls silent. */
      const hangsInTheBody: Handler = (_request, response) => {
        response.writeHead(200, { "content-type": "application/json" });
        response.write('{"name": ');
      };
      const reason = new Error("the user left");

      test("aborted before it is sent", async () => {
        const signal = AbortSignal.abort(reason);
        await expect(
          connect().get({ name: operation }, { signal }),
        ).rejects.toBe(reason);
        expect(server.received.length).toBe(0);
      });

      test.each([
        ["while the server is silent", hangs],
        ["in the middle of the answer", hangsInTheBody],
      ])("aborted %s", async (_when, behaviour) => {
        const controller = new AbortController();
        const there = arrived(behaviour);
        const result = expect(
          connect().get({ name: operation }, { signal: controller.signal }),
        ).rejects.toBe(reason);
        await there;
        // Time for the headers to get back.
        await new Promise((resolve) => setTimeout(resolve, 30));
        controller.abort(reason);
        await result;
      });

      test("aborted between pages", async () => {
        const controller = new AbortController();
        answerPages([
          { operations: [{ name: "a" }] },
          { operations: [{ name: "b" }] },
        ]);
        const list = connect().list(
          { name: parent },
          { signal: controller.signal },
        );
        const found: unknown[] = [];
        const iterate = async (): Promise<void> => {
          for await (const one of list) {
            found.push(one.name);
            controller.abort(reason);
          }
        };
        await expect(iterate()).rejects.toBe(reason);
        expect(found).toEqual(["a"]);
        expect(server.received.length).toBe(1);
      });

      test.each([
        ["before the headers", hangs],
        ["in the middle of the body", hangsInTheBody],
      ])(
        "a server that hangs %s runs into the timeout",
        async (_when, hang) => {
          handler = hang;
          const timeout = { name: "TimeoutError" };
          await expect(
            connect({ timeout: 150 }).get({ name: operation }),
          ).rejects.toMatchObject(timeout);
          await expect(
            connect().get({ name: operation }, { timeout: 150 }),
          ).rejects.toMatchObject(timeout);
          expect(server.received.length).toBe(2);
        },
      );

      test("a call's timeout goes before the client's", async () => {
        handler = async () => {
          await new Promise((resolve) => setTimeout(resolve, 80));
          return { body: {} };
        };
        const api = connect({ timeout: 20 });
        await expect(
          api.get({ name: operation }, { timeout: 0 }),
        ).resolves.toEqual({});
      });

      test.each<[string, Handler]>([
        [
          "before it answers",
          (_request, response) => void response.socket?.resetAndDestroy(),
        ],
        [
          "in the middle of the body",
          (_request, response) => {
            response.writeHead(200, { "content-type": "application/json" });
            response.write('{"name": ', () =>
              setTimeout(() => response.socket?.resetAndDestroy(), 20),
            );
          },
        ],
      ])("a server that resets %s", async (_when, reset) => {
        handler = reset;
        await expect(connect().get({ name: operation })).rejects.toMatchObject({
          name: "TransportError",
          message: expect.stringMatching(
            /operations\.get: the connection failed/,
          ),
        });
      });

      test("nobody listens", async () => {
        await server.close();
        await expect(connect().get({ name: operation })).rejects.toMatchObject({
          name: "TransportError",
          message: expect.stringContaining("ECONNREFUSED"),
        });
      });

      test("a redirect to another origin is refused, and takes no credentials along", async () => {
        const other = await loopback(() => ({ body: {} }));
        handler = () => ({ status: 307, headers: { location: other.url } });
        await expect(
          connect({ auth: "T" }).get({ name: operation }),
        ).rejects.toMatchObject({ name: "TransportError" });
        expect(other.received).toEqual([]);
        await other.close();
      });
    });

    describe("auth", () => {
      class Credentials {
        readonly #token = "T";
        async getAccessToken(): Promise<{ token: string; res: null }> {
          return { token: this.#token, res: null };
        }
      }

      test.each<[string, NonNullable<ClientOptions["auth"]>]>([
        ["a token", "T"],
        ["a function", () => "T"],
        ["an async function", async () => "T"],
        [
          "getRequestHeaders, a plain object",
          { getRequestHeaders: async () => ({ Authorization: "Bearer T" }) },
        ],
        [
          "getRequestHeaders, Headers",
          {
            getRequestHeaders: async () =>
              new Headers({ authorization: "Bearer T" }),
          },
        ],
        ["getAccessToken, a text", { getAccessToken: async () => "T" }],
        ["getAccessToken of a class, an object", new Credentials()],
      ])("%s", async (_name, auth) => {
        answer({});
        const api = connect({ auth });
        await api.get({ name: operation });
        await api.cancel({ name: operation });
        expect(
          server.received.map(({ headers }) => headers.authorization),
        ).toEqual(["Bearer T", "Bearer T"]);
      });

      test("a function is asked for each page", async () => {
        answerPages([{}, {}, {}]);
        let token = 0;
        const api = connect({ auth: async () => `T${++token}` });
        for await (const page of api.list({ name: parent }).pages())
          expect(page).toBeDefined();
        expect(
          server.received.map(({ headers }) => headers.authorization),
        ).toEqual(["Bearer T1", "Bearer T2", "Bearer T3"]);
      });

      test("an API key is a header, and in no URL", async () => {
        answer({});
        await connect({ apiKey: "K" }).get({ name: operation });
        expect(server.received[0]?.headers["x-goog-api-key"]).toBe("K");
        expect(server.received[0]?.headers.authorization).toBeUndefined();
        expect(server.received[0]?.url).not.toContain("K");
      });

      test("none", async () => {
        answer({});
        await connect().get({ name: operation });
        expect(server.received[0]?.headers.authorization).toBeUndefined();
        expect(server.received[0]?.headers["x-goog-api-key"]).toBeUndefined();
      });

      test.each<[string, () => Promise<string | null>]>([
        ["fails", () => Promise.reject(new Error("no credentials"))],
        ["gives nothing", () => Promise.resolve(null)],
      ])("one that %s sends nothing", async (_name, auth) => {
        await expect(
          connect({ auth }).get({ name: operation }),
        ).rejects.toThrow(/no (credentials|token)/);
        expect(server.received).toEqual([]);
      });
    });
  });
}
