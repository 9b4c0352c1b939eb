/** The variables in which a proxy is named, as curl, npm and others read them. */
const proxyVariables = [
  "https_proxy",
  "HTTPS_PROXY",
  "http_proxy",
  "HTTP_PROXY",
] as const;

/** A proxy is named in the environment, in words that are no URL. */
export class BrokenProxy extends Error {
  override readonly name = "BrokenProxy";
}

let proxied: Promise<typeof fetch> | undefined;

/**
 * The platform's fetch, through the proxy that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, in capitals or not. Node's
 * own does not look at them, or, from Node 22.21 on, only with NODE_USE_ENV_PROXY.
 *
 * @throws {BrokenProxy} where a proxy's URL does not parse
 */
export const environmentFetch: typeof fetch = async (input, init) => {
  if (!proxyVariables.some((name) => process.env[name]))
    return fetch(input, init);
  proxied ??= proxiedFetch();
  return (await proxied)(input, init);
};

/** undici's fetch rather than Node's: an agent is at home only in the release of undici that it comes from. */
async function proxiedFetch(): Promise<typeof fetch> {
  for (const name of proxyVariables) {
    const value = process.env[name];
    // The value is not shown: it may hold a password.
    if (value && !(/^https?:/i.test(value) && URL.canParse(value)))
      throw new BrokenProxy(
        `the environment variable ${name} is no http or https URL; a proxy looks like http://proxy.example:8080`,
      );
  }
  const { EnvHttpProxyAgent, fetch: undiciFetch } = await import("undici");
  // Forwards plain http as proxies expect it; only https goes through a tunnel.
  const dispatcher = new EnvHttpProxyAgent({ proxyTunnel: false });
  const send = undiciFetch as unknown as typeof fetch;
  return (input, init) =>
    send(input, { ...init, dispatcher } as unknown as RequestInit);
}
