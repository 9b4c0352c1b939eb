/** A proxy is named in the environment, in words that are no URL. */
export class BrokenProxy extends Error {
  override readonly name = "BrokenProxy";
}

let proxied: Promise<typeof fetch> | undefined;

/**
 * The platform's fetch, through the proxies that `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` name, in capitals or not, as
 * curl, npm and others read them. Node's own does not look at them, or, from Node 22.21 on, only with NODE_USE_ENV_PROXY.
 *
 * @throws {BrokenProxy} where a proxy's URL does not parse
 */
export const environmentFetch: typeof fetch = async (input, init) => {
  if (valueOf("http_proxy") === "" && valueOf("https_proxy") === "")
    return fetch(input, init);
  proxied ??= proxiedFetch();
  return (await proxied)(input, init);
};

/** A variable's value; "" where it is not set, or is set to nothing, as people switch a proxy off. */
function valueOf(name: "http_proxy" | "https_proxy" | "no_proxy"): string {
  return process.env[name] || process.env[name.toUpperCase()] || "";
}

/** undici's fetch rather than Node's: an agent is at home only in the release of undici that it comes from. */
async function proxiedFetch(): Promise<typeof fetch> {
  const httpProxy = proxyOf("http_proxy");
  const httpsProxy = proxyOf("https_proxy");
  const { EnvHttpProxyAgent, fetch: undiciFetch } = await import("undici");
  const dispatcher = new EnvHttpProxyAgent({
    httpProxy,
    httpsProxy,
    noProxy: valueOf("no_proxy"),
    // Forwards plain http as proxies expect it; only https goes through a tunnel.
    proxyTunnel: false,
  });
  const send = undiciFetch as unknown as typeof fetch;
  return (input, init) =>
    send(input, { ...init, dispatcher } as unknown as RequestInit);
}

function proxyOf(name: "http_proxy" | "https_proxy"): string {
  const value = valueOf(name);
  if (value === "" || (/^https?:/i.test(value) && URL.canParse(value)))
    return value;
  // The value is not shown: it may hold a password.
  throw new BrokenProxy(
    `the environment variable ${name.toUpperCase()} is no http or https URL; a proxy looks like http://proxy.example:8080`,
  );
}
