/**
 * No credential reaches another origin, wherever a server redirects to: each kind of credential with each kind of call, each status and
 * each way to write an address. Sessions of uploads are in credentialsSession.test.ts.
 */
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  type ApiClient,
  batch,
  conditional,
  download,
  type RequestOptions,
  TransportError,
  upload,
  waitFor,
} from "../../templates/runtime/index.js";
import {
  bytesOf,
  type Credentials,
  everyCredential,
  type Origin,
  startOrigin,
  watchedClient,
} from "./credentials.js";
import { create, get, insert, list } from "./service.js";

let api: Origin;
let foreign: Origin;
let third: Origin;
beforeAll(async () => {
  [api, foreign, third] = [
    await startOrigin(),
    await startOrigin(),
    await startOrigin(),
  ];
});
afterAll(() =>
  Promise.all([api, foreign, third].map((origin) => origin.close())),
);

interface Kind {
  readonly name: string;
  /** Downloads go where media lie; nothing else leaves the API's origin. */
  readonly follows: boolean;
  send(
    api: ApiClient,
    params: object,
    options: RequestOptions | undefined,
  ): PromiseLike<unknown>;
}

const body = { title: "s3cret-body" };
const media = { body: "s3cret-media", mimeType: "text/plain" };

const kinds: readonly Kind[] = [
  {
    name: "GET",
    follows: false,
    send: (api, params, options) =>
      api.request(get, { name: "b", ...params }, options),
  },
  {
    name: "GET, as a response",
    follows: false,
    send: (api, params, options) =>
      api.request(get, { name: "b", ...params }, options).asResponse(),
  },
  {
    name: "POST with a body",
    follows: false,
    send: (api, params, options) =>
      api.request(create, { ...params, body }, options),
  },
  {
    name: "the second page",
    follows: false,
    async send(api, params, options) {
      const pages = api.paged(list, { name: "b", ...params }, options);
      for await (const item of pages) inspect(item);
    },
  },
  {
    name: "GET with a condition",
    follows: false,
    send: (api, params, options) =>
      conditional(api.request(get, { name: "b", ...params }, options), {
        ifNoneMatch: '"1"',
      }),
  },
  {
    name: "a batch",
    follows: false,
    async send(api, params, options) {
      const calls = [
        api.request(get, { name: "b", ...params }, options),
        api.request(create, { ...params, body }, options),
      ];
      for (const result of await batch(calls, options))
        if (result.status === "rejected") throw result.reason;
    },
  },
  {
    name: "a poll of an operation",
    follows: false,
    send: (api, params, options) =>
      waitFor(api.request(start, { ...params, body }, options), {
        initialDelay: 1,
      }),
  },
  ...[false, true].flatMap((resumable): Kind[] => [
    {
      name: `an upload, ${resumable ? "resumable" : "simple"}`,
      follows: false,
      send: (api, params, options) =>
        upload(
          api,
          insert,
          { book: "b", ...params, media: { ...media, resumable } },
          options,
        ),
    },
    {
      name: `an upload, ${resumable ? "resumable with metadata" : "multipart"}`,
      follows: false,
      send: (api, params, options) =>
        upload(
          api,
          insert,
          { book: "b", ...params, body, media: { ...media, resumable } },
          options,
        ),
    },
  ]),
  {
    name: "a download",
    follows: true,
    send: (api, params, options) =>
      download(api, get, { name: "b", ...params }, options).bytes(),
  },
  {
    name: "a download, streamed",
    follows: true,
    send: async (api, params, options) =>
      new Response(
        await download(api, get, { name: "b", ...params }, options).stream(),
      ).text(),
  },
  {
    name: "a download, as a response",
    follows: true,
    send: async (api, params, options) =>
      (
        await download(api, get, { name: "b", ...params }, options).asResponse()
      ).text(),
  },
];

/** Its operation is polled by a GET, which is what is redirected. */
const start = {
  id: "library.books.start",
  verb: "POST",
  path: "v1/start",
  poll: get,
} as const;

/** Ways to another origin, and where each ends. */
const ways: readonly {
  readonly name: string;
  location(): string;
  readonly end: "foreign" | "third" | "api" | "nowhere";
}[] = [
  {
    name: "another port",
    location: () => `${foreign.url}end`,
    end: "foreign",
  },
  {
    name: "without a scheme",
    location: () => `//${foreign.host}/end`,
    end: "foreign",
  },
  {
    name: "in capitals",
    location: () => `HTTP://LOCALHOST:${new URL(foreign.url).port}/end`,
    end: "foreign",
  },
  {
    name: "the API's own server under another name",
    location: () => `http://localhost:${new URL(api.url).port}/end`,
    end: "api",
  },
  {
    name: "the API's host in front of an @",
    location: () => `http://${api.host}@${foreign.host}/end`,
    end: "nowhere",
  },
  {
    name: "with a user and password",
    location: () => `http://user:s3cret-password@${foreign.host}/end`,
    end: "nowhere",
  },
  { name: "by way of the API", location: () => "/hop", end: "foreign" },
  { name: "and back", location: () => `${foreign.url}back`, end: "api" },
  { name: "and on", location: () => `${foreign.url}on`, end: "third" },
];

/** Makes the servers redirect, and forget what they have received. */
function redirect(status: number, location: string): void {
  const to = (location: string) => ({ status, headers: { location } });
  const end = { body: {} };
  const isEnd = (url: string): boolean => url.startsWith("/end");
  api.answer = ({ url }) => {
    if (url.startsWith("/hop")) return to(`${foreign.url}end`);
    if (isEnd(url)) return end;
    if (url.startsWith("/v1/b/books") && !url.includes("pageToken"))
      return { body: { books: [{}], nextPageToken: "2" } };
    if (url.startsWith("/v1/start")) return { body: { name: "operations/1" } };
    return to(location);
  };
  foreign.answer = ({ url }) => {
    if (url.startsWith("/back")) return to(`${api.url}end`);
    if (url.startsWith("/on")) return to(`${third.url}end`);
    return end;
  };
  for (const { received } of [api, foreign, third]) received.length = 0;
}

/** Requests that went elsewhere than to the API's origin, or came back from there. */
function strayed(): string[] {
  return [
    ...api.received.filter(
      ({ url, headers }) => url.startsWith("/end") || headers.host !== api.host,
    ),
    ...foreign.received,
    ...third.received,
  ].map(bytesOf);
}

describe.each(everyCredential)("$name", (credentials: Credentials) => {
  test.each(kinds)("$name", async ({ follows, send }) => {
    const { params = {}, call } = credentials;
    for (const status of [301, 302, 303, 307, 308]) {
      for (const { name, location, end } of ways) {
        const way = `${status} ${name}`;
        redirect(status, location());
        const { api: watched, told } = watchedClient(api.url, credentials);
        const outcome = await Promise.resolve(send(watched, params, call)).then(
          () => "arrived",
          (error: unknown) => {
            told.push(inspect(error, { depth: 20, showHidden: true }));
            return error;
          },
        );
        // What is looked for is there to be found.
        expect(bytesOf(api.received[0]!), way).toContain("s3cret");
        const away = strayed();
        expect(away.join("\n"), way).not.toContain("s3cret");
        expect(told.join("\n"), way).not.toContain("s3cret");
        expect(told, way).not.toEqual([]);
        if (follows && end !== "nowhere") {
          expect(outcome, way).toBe("arrived");
          const { received } = { api, foreign, third }[end];
          expect(received.at(-1)?.url, way).toBe("/end");
        } else {
          expect(outcome, way).toBeInstanceOf(TransportError);
          expect(away, way).toEqual([]);
        }
      }
    }
  });
});
