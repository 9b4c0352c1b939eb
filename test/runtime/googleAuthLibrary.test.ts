/** Credentials from the real google-auth-library, with a token endpoint of our own. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateKeyPairSync } from "node:crypto";
import {
  GoogleAuth,
  JWT,
  OAuth2Client,
  UserRefreshClient,
} from "google-auth-library";
import { loopback, type Loopback } from "../support/loopback.js";
import { client, failure, get } from "./service.js";

/** The tokens that the API takes. */
let valid: Set<string>;
let api: Loopback;
/** Gives token 1, token 2 and so on. */
let tokens: Loopback;

beforeEach(async () => {
  valid = new Set();
  api = await loopback(({ headers }) =>
    valid.has(headers.authorization ?? "")
      ? { body: { title: "x" } }
      : { status: 401, body: { error: { message: "expired" } } },
  );
  tokens = await loopback(() => {
    const token = `token ${tokens.received.length}`;
    valid.add(`Bearer ${token}`);
    return {
      body: { access_token: token, expires_in: 3600, token_type: "Bearer" },
    };
  });
});
afterEach(() => Promise.all([api.close(), tokens.close()]));

function sent(): (string | undefined)[] {
  return api.received.map(({ headers }) => headers.authorization);
}

/** Sends the library's requests to Google's token endpoint to ours. */
function redirectTokens(library: OAuth2Client): void {
  library.transporter.interceptors.request.add({
    resolved: async (config) => {
      if (config.url.hostname.endsWith("googleapis.com"))
        config.url = new URL(tokens.url);
      return config;
    },
  });
}

function refreshing(): OAuth2Client {
  const library = new OAuth2Client({
    clientId: "id",
    clientSecret: "secret",
    endpoints: { oauth2TokenUrl: tokens.url },
  });
  library.setCredentials({ refresh_token: "refresh" });
  return library;
}

const { privateKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
  publicKeyEncoding: { type: "spki", format: "pem" },
});

function serviceAccount(): JWT {
  const library = new JWT({
    email: "robot@project.iam.gserviceaccount.com",
    key: privateKey,
    scopes: ["https://www.googleapis.com/auth/cloud-platform"],
  });
  redirectTokens(library);
  return library;
}

test("an OAuth2Client's access token is sent", async () => {
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: "T" });
  valid.add("Bearer T");
  await client(api.url, { auth }).request(get, { name: "b" });
  expect(sent()).toEqual(["Bearer T"]);
});

test("its quota project goes along", async () => {
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: "T" });
  auth.quotaProjectId = "project";
  valid.add("Bearer T");
  await client(api.url, { auth }).request(get, { name: "b" });
  expect(api.received[0]?.headers["x-goog-user-project"]).toBe("project");
});

test.each([
  ["an OAuth2Client", refreshing],
  [
    "a user's credentials",
    () => {
      const library = new UserRefreshClient("id", "secret", "refresh");
      redirectTokens(library);
      return library;
    },
  ],
  ["a service account", serviceAccount],
  [
    "GoogleAuth around a service account",
    () => new GoogleAuth({ authClient: serviceAccount() }),
  ],
])(
  "%s: the token is kept for calls, and renewed once when it is refused",
  async (_name, make) => {
    const service = client(api.url, { auth: make() });
    await service.request(get, { name: "b" });
    await service.request(get, { name: "b" });
    expect(tokens.received).toHaveLength(1);
    valid.clear();
    expect(await service.request(get, { name: "b" })).toEqual({ title: "x" });
    expect(tokens.received).toHaveLength(2);
    expect(sent()).toEqual([
      "Bearer token 1",
      "Bearer token 1",
      "Bearer token 1",
      "Bearer token 2",
    ]);
  },
);

test("calls side by side renew a refused token once", async () => {
  const service = client(api.url, { auth: refreshing() });
  await service.request(get, { name: "b" });
  valid.clear();
  await Promise.all(
    Array.from({ length: 20 }, () => service.request(get, { name: "b" })),
  );
  expect(tokens.received).toHaveLength(2);
});

test("a refresh handler is asked again", async () => {
  const auth = new OAuth2Client();
  let count = 0;
  auth.refreshHandler = async () => {
    valid.add(`Bearer handed ${++count}`);
    return {
      access_token: `handed ${count}`,
      expiry_date: Date.now() + 3_600_000,
    };
  };
  const service = client(api.url, { auth });
  await service.request(get, { name: "b" });
  valid.clear();
  await service.request(get, { name: "b" });
  expect(sent().slice(1)).toEqual(["Bearer handed 1", "Bearer handed 2"]);
});

test("a token that cannot be renewed stays, and the 401 is the error", async () => {
  const auth = new OAuth2Client();
  auth.setCredentials({ access_token: "T" });
  const service = client(api.url, { auth });
  expect(await failure(service.request(get, { name: "b" }))).toMatchObject({
    code: 401,
    message: "expired",
  });
  expect(api.received).toHaveLength(1);
  valid.add("Bearer T");
  await service.request(get, { name: "b" });
});

test("a service account without scopes signs a token for the API's root itself", async () => {
  const auth = new JWT({ email: "robot@example.com", key: privateKey });
  await failure(client(api.url, { auth }).request(get, { name: "b" }));
  const [, claims] = (sent()[0] ?? "").split(".");
  expect(
    JSON.parse(Buffer.from(claims ?? "", "base64url").toString()),
  ).toMatchObject({ aud: api.url });
  expect(tokens.received).toHaveLength(0);
});
