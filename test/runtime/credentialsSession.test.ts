/**
 * An upload's session gets the bytes, wherever it is, but no credentials; and it is one itself, that goes nowhere else. What redirects of
 * the call that opens it do is in credentials.test.ts.
 */
import { inspect } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  ApiError,
  TransportError,
  upload,
} from "../../templates/runtime/index.js";
import type { Answer, Received } from "../support/loopback.js";
import {
  bytesOf,
  everyCredential,
  type Origin,
  startOrigin,
  watchedClient,
} from "./credentials.js";
import { insert } from "./service.js";

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

const session = "session?upload_id=s3ssion";

/** Where a session is. */
const places: readonly {
  readonly name: string;
  location(): string;
  readonly at: "api" | "foreign" | "nowhere";
}[] = [
  { name: "the API", location: () => `/${session}`, at: "api" },
  {
    name: "another port",
    location: () => `${foreign.url}${session}`,
    at: "foreign",
  },
  {
    name: "without a scheme",
    location: () => `//${foreign.host}/${session}`,
    at: "foreign",
  },
  {
    name: "the API's host in front of an @",
    location: () => `http://${api.host}@${foreign.host}/${session}`,
    at: "nowhere",
  },
  {
    name: "with a user and password",
    location: () => `http://user:s3cret-password@${foreign.host}/${session}`,
    at: "nowhere",
  },
];

/** What the session answers to its first request, and how the call then ends; further requests succeed. */
const answers: readonly {
  readonly name: string;
  answer(): Answer;
  readonly end: "done" | typeof ApiError | typeof TransportError;
}[] = [
  { name: "success", answer: () => ({ body: {} }), end: "done" },
  { name: "503", answer: () => ({ status: 503 }), end: "done" },
  { name: "404", answer: () => ({ status: 404 }), end: ApiError },
  ...[301, 302, 303, 307, 308].flatMap((status) =>
    [
      ["on", () => `${third.url}${session}`],
      ["back", () => `${api.url}end`],
      ["on, without a scheme", () => `//${third.host}/${session}`],
      ["on, with a password", () => `http://s3cret:s3cret@${third.host}/`],
    ].map(([where, location]) => ({
      name: `${status} ${where}`,
      answer: () => ({
        status,
        headers: { location: (location as () => string)() },
      }),
      end: TransportError,
    })),
  ),
];

describe.each(everyCredential)("$name", (credentials) => {
  test.each(places)("a session at $name", async ({ location, at }) => {
    for (const { name, answer, end } of answers) {
      // Within the API's origin, a redirect of a PUT may be followed; transport.test.ts has it.
      if (at === "api" && name.endsWith("back")) continue;
      for (const { received } of [api, foreign, third]) received.length = 0;
      let first: Answer | undefined = answer();
      const inSession = (): Answer => {
        const given = first ?? { body: {} };
        first = undefined;
        return given;
      };
      api.answer = ({ method }) =>
        method === "POST" ? { headers: { location: location() } } : inSession();
      foreign.answer = inSession;
      const { api: watched, told } = watchedClient(api.url, credentials);
      const params = {
        book: "b",
        ...credentials.params,
        media: { body: "media", mimeType: "text/plain", resumable: true },
      };
      const outcome = await upload(
        watched,
        insert,
        params,
        credentials.call,
      ).then(
        () => "done",
        (error: unknown) => {
          told.push(inspect(error, { depth: 20, showHidden: true }));
          return error;
        },
      );
      // What is looked for is there to be found.
      expect(bytesOf(api.received[0]!), name).toContain("s3cret");
      const away = [...foreign.received, ...third.received].map(bytesOf);
      expect(away.join("\n"), name).not.toContain("s3cret");
      expect(told.join("\n"), name).not.toMatch(/s3cret|s3ssion/);
      expect(third.received, name).toEqual([]);
      if (at === "nowhere") {
        expect(away, name).toEqual([]);
        expect(outcome, name).toBeInstanceOf(TransportError);
        continue;
      }
      expect(api.received.map(({ url }) => url)).not.toContain("/end");
      const [put] = { api, foreign }[at].received.filter(
        ({ method }) => method === "PUT",
      );
      expect(String(put?.body), name).toBe("media");
      if (end === "done") expect(outcome, name).toBe("done");
      else expect(outcome, name).toBeInstanceOf(end);
    }
  });
});

test("the credentials of the client go to a session at the API, and a refused token is renewed there alone", async () => {
  const asked: unknown[] = [];
  const auth = (renewal?: unknown): string => {
    asked.push(renewal);
    return renewal ? "new" : "old";
  };
  const refuse = ({ headers }: Received): Answer =>
    headers.authorization === "Bearer new"
      ? { body: {} }
      : { status: 401, body: { error: { message: "expired" } } };
  for (const [origin, renewals] of [
    [api, [undefined, undefined, { refused: "old" }]],
    [foreign, [undefined]],
  ] as const) {
    asked.length = 0;
    for (const { received } of [api, foreign]) received.length = 0;
    foreign.answer = refuse;
    api.answer = (request) =>
      request.method === "POST"
        ? { headers: { location: `${origin.url}${session}` } }
        : refuse(request);
    const { api: watched } = watchedClient(api.url, {
      name: "a function",
      client: () => ({ auth }),
    });
    const outcome = await upload(watched, insert, {
      book: "b",
      media: { body: "media", resumable: true },
    }).catch((error: unknown) => error);
    expect(asked).toEqual(renewals);
    if (origin === api) expect(outcome).toEqual({});
    else expect(outcome).toMatchObject({ code: 401 });
    expect(
      foreign.received.map(({ headers }) => headers.authorization),
    ).toEqual(origin === api ? [] : [undefined]);
  }
});
