/** Every kind of credential that a client can have, servers of several origins, and all the places where a credential may turn up. */
import { inspect } from "node:util";
import { OAuth2Client } from "google-auth-library";
import {
  ApiClient,
  type ClientOptions,
  logging,
  type RequestOptions,
} from "../../templates/runtime/index.js";
import {
  type Answer,
  type Loopback,
  loopback,
  type Received,
} from "../support/loopback.js";
import { service } from "./service.js";

/** A way to give credentials. Each has the word `s3cret` in it. */
export interface Credentials {
  readonly name: string;
  readonly client?: () => ClientOptions;
  readonly call?: RequestOptions;
  readonly params?: object;
}

const headers = {
  authorization: "Bearer s3cret-header",
  cookie: "session=s3cret-cookie",
  "proxy-authorization": "Basic s3cret-proxy",
  "x-goog-api-key": "s3cret-key-header",
  "x-mine": "s3cret-mine",
};

export const everyCredential: readonly Credentials[] = [
  { name: "a token", client: () => ({ auth: "s3cret-token" }) },
  {
    name: "a function",
    client: () => ({
      auth: async (renewal) => (renewal ? "s3cret-new" : "s3cret-old"),
    }),
  },
  {
    name: "google-auth-library",
    client() {
      const auth = new OAuth2Client();
      auth.setCredentials({
        access_token: "s3cret-library",
        expiry_date: Date.now() + 3_600_000,
      });
      return { auth };
    },
  },
  {
    name: "a key and a quota project",
    client: () => ({ apiKey: "s3cret-key", quotaProject: "s3cret-project" }),
  },
  { name: "headers of the client", client: () => ({ headers }) },
  { name: "headers of the call", call: { headers } },
  {
    name: "parameters",
    params: {
      key: "s3cret-key",
      access_token: "s3cret-access",
      oauth_token: "s3cret-oauth",
    },
  },
];

/** All that a request brought. */
export function bytesOf({ method, url, headers, body }: Received): string {
  return `${method} ${url}\n${JSON.stringify(headers)}\n${body.toString("latin1")}`;
}

/** A server whose answers a test can change. */
export interface Origin extends Loopback {
  answer: (request: Received) => Answer;
  /** Such as `127.0.0.1:8080`. */
  readonly host: string;
}

export async function startOrigin(): Promise<Origin> {
  const server = await loopback((request) => origin.answer(request));
  const { host } = new URL(server.url);
  const origin: Origin = Object.assign(server, {
    host,
    answer: (_request: Received): Answer => ({ body: {} }),
  });
  return origin;
}

/** A client, and all that it tells its user, as a program would print it: lines of the log, attempts, errors. */
export function watchedClient(
  rootUrl: string,
  credentials: Credentials,
): { api: ApiClient; told: string[] } {
  const told: string[] = [];
  const tell = (value: unknown): void => {
    told.push(inspect(value, { depth: 20, showHidden: true }));
  };
  const api = new ApiClient(
    { ...service, batchPath: "batch" },
    {
      ...credentials.client?.(),
      rootUrl,
      middleware: [logging(tell)],
      retry: { attempts: 2, initialDelay: 1, onAttempt: tell },
    },
  );
  return { api, told };
}
