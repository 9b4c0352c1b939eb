// Part of the discovery-codegen runtime, copied verbatim into every output. Do not edit.

/** Headers as auth libraries give them. */
export type HeaderValues = Headers | { readonly [name: string]: string };

/** An access token, also wrapped as google-auth-library's `OAuth2Client` gives it. */
export type AccessToken =
  string | { readonly token?: string | null | undefined } | null | undefined;

/** What google-auth-library's clients can do, from version 9; one of the two methods is enough. */
export type AuthClient =
  | { getRequestHeaders(url?: string): HeaderValues | Promise<HeaderValues> }
  | { getAccessToken(): AccessToken | Promise<AccessToken> };

/** How calls are authorized: an OAuth 2.0 access token, a function that gives one for each call, or an auth library's client. */
export type Auth =
  string | (() => AccessToken | Promise<AccessToken>) | AuthClient;

/**
 * The headers that authorize a call: `authorization`, and what else an auth library asks for.
 *
 * @param audience The API's root URL; google-auth-library signs it into a service account's own tokens (AIP-4111).
 * @throws TypeError if no token came, or one that no header can hold. The message never has the token.
 */
export async function authHeaders(
  auth: Auth,
  audience: string,
): Promise<Headers> {
  let values: HeaderValues;
  if (typeof auth === "object" && "getRequestHeaders" in auth) {
    values = await auth.getRequestHeaders(audience);
  } else {
    const given =
      typeof auth === "string"
        ? auth
        : await (typeof auth === "function" ? auth() : auth.getAccessToken());
    const token = typeof given === "object" ? given?.token : given;
    if (!token) throw new TypeError("auth gave no access token");
    values = { authorization: `Bearer ${token}` };
  }
  return safeHeaders(values);
}

/** Makes Headers of values that may be secret: the platform's own error would show them. */
export function safeHeaders(values: HeaderValues | undefined): Headers {
  try {
    return new Headers(values);
  } catch {
    throw new TypeError(
      "a header or credential holds characters that no HTTP header can",
    );
  }
}
