/** `fetch` as a process of its own, where the environment has a say: proxies and certificates. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { describeIf } from "../support/describeIf.js";
import {
  discoveryServer,
  type DiscoveryServer,
} from "../support/discoveryServer.js";
import { proxyTo, type Proxy } from "../support/proxy.js";
import { json, library } from "./library.js";
import { workspace, type Workspace } from "./workspace.js";

let here: Workspace;
let server: DiscoveryServer;
let proxy: Proxy;
beforeEach(async () => {
  here = await workspace();
  server = await discoveryServer([library()]);
  proxy = await proxyTo(new URL(server.url).host);
});
afterEach(() => Promise.all([here.remove(), server.close(), proxy.close()]));

/** Without the proxies of whoever runs the tests. */
const noProxies = Object.fromEntries(
  ["http_proxy", "https_proxy", "no_proxy"].flatMap((name) => [
    [name, ""],
    [name.toUpperCase(), ""],
  ]),
);
const fetchFrom = (url: string, env: Readonly<Record<string, string>>) =>
  here.spawn(["fetch", url], { env: { ...noProxies, ...env } });

describe("a proxy of the environment", () => {
  // A name that only the proxy knows.
  const url = "http://library.example/discovery/v1/apis/library/v1/rest";

  test.each(["http_proxy", "HTTP_PROXY"])("%s is used", async (name) => {
    const { code, stderr } = await fetchFrom(url, { [name]: proxy.url });
    expect(stderr).toContain("library:v1 new");
    expect(code).toBe(0);
    expect(proxy.asked).toEqual([`GET ${url}`]);
    expect(server.received[0]?.headers.host).toBe("library.example");
  });

  test("gets its own credentials, which nobody else sees", async () => {
    const withUser = proxy.url.replace("//", "//me:secret@");
    const { stderr } = await fetchFrom(url, { http_proxy: withUser });
    expect(proxy.credentials).toEqual([
      `Basic ${Buffer.from("me:secret").toString("base64")}`,
    ]);
    expect(stderr).not.toContain("secret");
    await proxy.close();
    const refused = await here.spawn(["fetch", url, "--timeout", "1"], {
      env: { ...noProxies, http_proxy: withUser },
    });
    expect(refused.code).toBe(7);
    expect(refused.stderr).not.toContain("secret");
  });

  test("is not used for what NO_PROXY names", async () => {
    const { code } = await fetchFrom(server.urlOf("library:v1"), {
      HTTP_PROXY: proxy.url,
      NO_PROXY: "localhost,127.0.0.1",
    });
    expect(code).toBe(0);
    expect(proxy.asked).toEqual([]);
  });

  test("that is no URL is an error, without its value", async () => {
    const { code, stderr } = await fetchFrom(url, {
      HTTPS_PROXY: "me:secret@proxy:8080",
    });
    expect(stderr).toContain(
      "the environment variable HTTPS_PROXY is no http or https URL",
    );
    expect(stderr).not.toContain("secret");
    expect(code).toBe(7);
  });
});

const hasOpenssl = ((): boolean => {
  try {
    execFileSync("openssl", ["version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
})();

describeIf(
  hasOpenssl,
  "https",
  "there is no openssl to make a certificate",
  () => {
    let secure: Server;
    let port: number;
    let certificate: string;
    beforeEach(async () => {
      certificate = join(here.folder, "certificate.pem");
      const key = join(here.folder, "key.pem");
      execFileSync(
        "openssl",
        // prettier-ignore
        ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=library.example", "-addext", "subjectAltName=DNS:library.example,DNS:localhost",
        "-keyout", key, "-out", certificate],
        { stdio: "ignore" },
      );
      secure = createServer(
        { key: readFileSync(key), cert: readFileSync(certificate) },
        (request, response) => {
          if (request.url === "/down")
            response.writeHead(302, { location: server.urlOf("library:v1") });
          response.end(json(library()));
        },
      );
      await new Promise<void>((resolve) =>
        secure.listen(0, "127.0.0.1", resolve),
      );
      ({ port } = secure.address() as AddressInfo);
    });
    afterEach(() => secure.close());

    test("goes through a tunnel, so that the proxy sees nothing of it", async () => {
      const tunnel = await proxyTo(`127.0.0.1:${port}`);
      const { code, stderr } = await fetchFrom("https://library.example/x", {
        HTTPS_PROXY: tunnel.url,
        NODE_EXTRA_CA_CERTS: certificate,
      });
      expect(stderr).toContain("library:v1 new");
      expect(code).toBe(0);
      expect(tunnel.asked).toEqual(["CONNECT library.example:443"]);
      await tunnel.close();
    });

    test("with a certificate that is not trusted fails, once, with the reason", async () => {
      const { code, stderr } = await fetchFrom(
        `https://localhost:${port}/`,
        {},
      );
      expect(stderr).toContain("error[http-failed]");
      expect(stderr).toContain("self-signed certificate");
      expect(stderr).not.toContain("attempts");
      expect(code).toBe(7);
    });

    test("is not left for http, wherever that leads", async () => {
      const { code, stderr } = await fetchFrom(
        `https://localhost:${port}/down`,
        {
          NODE_EXTRA_CA_CERTS: certificate,
        },
      );
      expect(stderr).toContain("error[http-redirect]");
      expect(code).toBe(7);
      expect(server.received).toEqual([]);
    });
  },
);
