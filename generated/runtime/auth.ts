// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.
// @ts-nocheck: discovery-codegen's own tests check this file; yours need not.

/** Headers as auth libraries give them. */
export type HeaderValues = Headers | { readonly [name: string]: string };

/** An access token, also wrapped as google-auth-library's `OAuth2Client` gives it. */
export type AccessToken =
  string | { readonly token?: string | null | undefined } | null | undefined;

/** What google-auth-library's clients can do, from version 9; one of the two methods is enough. */
export type AuthClient =
  | { getRequestHeaders(url?: string): HeaderValues | Promise<HeaderValues> }
  | { getAccessToken(): AccessToken | Promise<AccessToken> };

/** Why an auth function is asked again: the server refused the token that it gave (401). Another is wanted. */
export interface Renewal {
  /** The refused token. Calls that run side by side may all be told of the same one. */
  readonly refused: string;
}

/** How calls are authorized: an OAuth 2.0 access token, a function that gives one for each attempt, or an auth library's client. */
export type Auth =
  | string
  | ((renewal?: Renewal) => AccessToken | Promise<AccessToken>)
  | AuthClient;

/**
 * The headers that authorize a call: `authorization`, and what else an auth library asks for.
 *
 * @param audience The API's root URL; google-auth-library signs it into a service account's own tokens (AIP-4111).
 * @param refused The token that the server answered 401 to, to get another.
 * @throws TypeError if no token came, or one that no header can hold. The message never has the token.
 */
export async function authHeaders(
  auth: Auth,
  audience: string,
  refused?: string,
): Promise<Headers> {
  if (refused && typeof auth === "object")
    await expire(auth as RenewableClient, refused);
  let values: HeaderValues;
  if (typeof auth === "object" && "getRequestHeaders" in auth) {
    values = await auth.getRequestHeaders(audience);
  } else {
    const given =
      typeof auth === "string"
        ? auth
        : await (typeof auth === "function"
            ? auth(refused ? { refused } : undefined)
            : auth.getAccessToken());
    const token = typeof given === "object" ? given?.token : given;
    if (!token) throw new TypeError("auth gave no access token");
    values = { authorization: `Bearer ${token}` };
  }
  return safeHeaders(values);
}

/** What of google-auth-library's clients tells whether, and makes, them get another token. */
interface RenewableClient {
  /** GoogleAuth has one inside. */
  readonly getClient?: () => Promise<RenewableClient>;
  readonly credentials?: {
    readonly access_token?: string | null;
    readonly refresh_token?: string | null;
    expiry_date?: number | null;
  };
  readonly refreshHandler?: unknown;
}

/**
 * Lets go of a refused token. A client of google-auth-library keeps it until it expires, whatever the server says; so it is told that
 * it has, if the client can get another. In its own requests the library does as much.
 */
async function expire(auth: RenewableClient, refused: string): Promise<void> {
  const client = (await auth.getClient?.()) ?? auth;
  const { credentials } = client;
  if (
    credentials?.access_token === refused &&
    (credentials.refresh_token || client.refreshHandler)
  )
    credentials.expiry_date = 1;
}

/** Sets headers, in place of those of the same name. */
export function addHeaders(headers: Headers, more: Headers): void {
  more.forEach((value, name) => headers.set(name, value));
}

/** Makes Headers of values that may be secret: the platform's own error would show them. */
export function safeHeaders(values: HeaderValues | undefined): Headers {
  try {
    return new Headers(values);
  } catch {
    throw new TypeError("a header or credential is no valid header");
  }
}
