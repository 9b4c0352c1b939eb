/** Calls that go well, and errors that the server answers. */
import {
  ApiClient,
  ApiError,
  type ClientOptions,
  logging,
  type Renewal,
} from "../../../templates/runtime/index.js";
import { create, get, service } from "../../runtime/service.js";
import { type Checks, failure, type Servers, told } from "./checks.js";

export function callChecks({ api, nobody }: Servers): Checks {
  const client = (options: ClientOptions = {}): ApiClient =>
    new ApiClient(service, {
      rootUrl: api,
      auth: "TOKEN",
      apiKey: "KEY",
      quotaProject: "QUOTA",
      retry: false,
      ...options,
    });
  const read = (name: string, options?: ClientOptions): Promise<unknown> =>
    client(options).request(get, { name }).execute();

  return {
    "a call": () => read("books/plain"),
    "the headers of a call": () => read("books/headers"),
    "a name of odd characters": () =>
      read("books/echo/ü?#[]@!$&'()*+,;=%41 \\"),
    "parameters of odd characters": () =>
      client()
        .request(get, {
          name: "books/echo",
          text: "a b+c&d=e#f%20ü😀",
          list: ["1", "2"],
          none: [],
        })
        .execute(),
    "a body": () =>
      client()
        .request(create, { body: { title: "Grüße 世界 😀\u2028", pages: 7 } })
        .execute(),
    "an answer without a body": () => read("books/204"),
    "an answer that is compressed": () => read("books/gzip"),
    "a raw response": async () => {
      const response = await client()
        .request(get, { name: "books/plain" })
        .asResponse();
      const { ok, status, url, headers } = response;
      return {
        ok,
        status,
        path: new URL(url).pathname,
        type: headers.get("content-type"),
        text: await response.text(),
      };
    },
    "twenty calls at once": async () => {
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => read("books/plain")),
      );
      return new Set(answers.map((answer) => JSON.stringify(answer))).size;
    },
    "a call that is awaited twice": async () => {
      const request = client().request(get, { name: "books/counted" });
      return [await request, await request, await request.execute()];
    },
    "an error in Google's shape": async () => {
      const error = await failure(read("books/none"));
      return [
        error instanceof ApiError,
        told(error, "code", "status", "reason", "message", "methodId"),
        (error as ApiError).detail("type.googleapis.com/google.rpc.ErrorInfo")
          ?.metadata,
      ];
    },
    "an error that is a page": async () =>
      told(await failure(read("books/page")), "code", "message"),
    "an error without end": async () => {
      const error = await failure(read("books/endless"));
      return [told(error, "code"), (error as ApiError).body.length];
    },
    "an answer that is no JSON": async () =>
      told(await failure(read("books/text")), "message", "outcome"),
    "a parameter that is missing": async () =>
      told(await failure(client().request(get, {})), "message"),
    "a token that is renewed": async () => {
      const refused: unknown[] = [];
      const auth = async (renewal?: Renewal): Promise<string> => {
        refused.push(renewal?.refused ?? "none");
        return renewal ? "NEW" : "OLD";
      };
      return [await read("books/renewed", { auth }), refused];
    },
    "a token that stays refused": async () => {
      const auth = (): string => "OLD";
      return told(await failure(read("books/renewed", { auth })), "code");
    },
    "what is logged": async () => {
      const lines: string[] = [];
      const middleware = [logging((line) => lines.push(line))];
      await read("books/plain", { middleware });
      await failure(read("books/none", { middleware }));
      await failure(
        client({ middleware, rootUrl: nobody })
          .request(get, { name: "books/plain", key: "SECRET" })
          .execute(),
      );
      const places = [api, nobody].map((url) => new URL(url).origin);
      return lines.map((line) =>
        places
          .reduce((line, place) => line.replace(place, "ORIGIN"), line)
          .replace(/in \d+ ms$/, "in N ms")
          // What the platform says of it is its own.
          .replace(/(the connection failed): .*(?= in)/, "$1"),
      );
    },
  };
}
