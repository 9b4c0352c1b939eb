/** Credentials from the version of google-auth-library before the current one, whose headers are plain objects. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateKeyPairSync } from "node:crypto";
import { GoogleAuth, JWT, OAuth2Client } from "google-auth-library-9";
import { loopback, type Loopback } from "../support/loopback.js";
import { client, failure, get } from "./service.js";

let api: Loopback;
/** Gives token 1, token 2 and so on. */
let tokens: Loopback;

beforeEach(async () => {
  api = await loopback(({ headers }) =>
    headers.authorization === "Bearer token 2"
      ? { body: { title: "x" } }
      : { status: 401, body: { error: { message: "expired" } } },
  );
  tokens = await loopback(() => {
    const access_token = `token ${tokens.received.length}`;
    return { body: { access_token, expires_in: 3600, token_type: "Bearer" } };
  });
});
afterEach(() => Promise.all([api.close(), tokens.close()]));

function sent(): (string | undefined)[] {
  return api.received.map(({ headers }) => headers.authorization);
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

test.each([
  ["an OAuth2Client", refreshing],
  ["GoogleAuth around one", () => new GoogleAuth({ authClient: refreshing() })],
])("%s renews a refused token once", async (_name, library) => {
  const auth = library();
  expect(await client(api.url, { auth }).request(get, { name: "b" })).toEqual({
    title: "x",
  });
  expect(sent()).toEqual(["Bearer token 1", "Bearer token 2"]);
});

test("a service account without scopes signs a token for the API's root itself, with its quota project beside", async () => {
  const { privateKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  const auth = new JWT({ email: "robot@example.com", key: privateKey });
  auth.quotaProjectId = "charged";
  await failure(client(api.url, { auth }).request(get, { name: "b" }));
  const { headers } = api.received[0] ?? {};
  expect(headers?.["x-goog-user-project"]).toBe("charged");
  const [, claims = ""] = (headers?.authorization ?? "").split(".");
  expect(JSON.parse(Buffer.from(claims, "base64url").toString())).toMatchObject(
    { iss: "robot@example.com", aud: api.url },
  );
});
