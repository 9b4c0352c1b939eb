/** No error, attempt or line of the log holds a credential, whatever goes wrong. */
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { type Handler, loopback } from "../support/loopback.js";
import {
  type Credentials,
  everyCredential,
  watchedClient,
} from "./credentials.js";
import { client, create, failure, get } from "./service.js";

const failures: readonly (readonly [name: string, answer: Handler])[] = [
  ["400", () => ({ status: 400, body: { error: { message: "no" } } })],
  ["401", () => ({ status: 401, headers: { "www-authenticate": "Bearer" } })],
  ["403", () => ({ status: 403, body: "<title>no</title>" })],
  ["503", () => ({ status: 503, headers: { "retry-after": "0" } })],
  ["no JSON", () => ({ body: "{" })],
  ["a dropped connection", (_request, response) => void response.destroy()],
  [
    "an answer that breaks off",
    (_request, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write("{", () => response.destroy());
    },
  ],
  [
    // As some of Google's older errors do.
    "an error with the URL",
    ({ url }) => ({ status: 400, body: `no such thing: http://host${url}` }),
  ],
  [
    "one with the URL as JSON writes it",
    ({ url }) => ({
      status: 400,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ error: { message: url } }).replaceAll(
        "&",
        "\\u0026",
      ),
    }),
  ],
];

test.each(everyCredential)("$name", async (credentials) => {
  for (const [name, answer] of failures) {
    const server = await loopback(answer);
    await expectNothingTold(name, server.url, credentials);
    expect(server.received.length, name).toBeGreaterThan(0);
    await server.close();
    await expectNothingTold("nobody listens", server.url, credentials);
  }
});

/** Makes calls that fail, and looks through all that is told. */
async function expectNothingTold(
  name: string,
  url: string,
  credentials: Credentials,
): Promise<void> {
  const { api, told } = watchedClient(url, credentials);
  const { params = {}, call } = credentials;
  for (const error of [
    await failure(api.request(get, { name: "b", ...params }, call)),
    await failure(api.request(create, { ...params, body: {} }, call)),
  ])
    told.push(inspect(error, { depth: 20, showHidden: true, getters: true }));
  expect(told.length, name).toBeGreaterThanOrEqual(6);
  expect(told.join("\n"), name).not.toContain("s3cret");
}

test.each([
  "http://user:s3cret@127.0.0.1/",
  "http://s3cret@127.0.0.1/",
  "http://user:s3cret@no host/",
])(
  "a root URL with a password is refused before anything is sent, and not shown: %s",
  (rootUrl) => {
    let error: unknown;
    try {
      client(rootUrl);
    } catch (caught) {
      error = caught;
    }
    expect(error).toBeInstanceOf(TypeError);
    expect(error).toHaveProperty(
      "message",
      "library:v1: rootUrl has no usable value",
    );
    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(
      "s3cret",
    );
  },
);
