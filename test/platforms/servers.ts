/** The servers that the programs in `program/` talk to. */
import { operationsServer } from "../generated/operationsServer.js";
import { type Handler, type Loopback, loopback } from "../support/loopback.js";
import { bookHandler } from "./books.js";
import type { Servers } from "./program/checks.js";
import { allBytes } from "./program/media.js";
import { scanHandler } from "./scans.js";

export interface PlatformServers {
  readonly where: Servers;
  readonly api: Loopback;
  readonly genomics: Loopback;
  /** Has media, and no business with credentials. */
  readonly other: Loopback;
  close(): Promise<void>;
}

export async function startServers(): Promise<PlatformServers> {
  const other = await loopback(
    allowingPages(() => ({ body: Buffer.from(allBytes) })),
  );
  const books = bookHandler(other.url);
  const scans = scanHandler(other.url);
  const api = await loopback(
    allowingPages((request, response) =>
      (request.url.includes("scans") ? scans : books)(request, response),
    ),
  );
  const genomics = await operationsServer();
  const nobody = await loopback([]);
  await nobody.close();
  return {
    where: {
      api: api.url,
      genomics: genomics.url,
      other: other.url,
      nobody: nobody.url,
    },
    api,
    genomics,
    other,
    close: async () => {
      await Promise.all([api, genomics, other].map((server) => server.close()));
    },
  };
}

/** Lets pages of any origin send what they like, and see all of the answer (CORS, in the Fetch standard). */
function allowingPages(handler: Handler): Handler {
  return (request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    response.setHeader("access-control-expose-headers", "*");
    if (request.method !== "OPTIONS") return handler(request, response);
    const { "access-control-request-headers": asked } = request.headers;
    response.setHeader("access-control-allow-methods", "*");
    response.setHeader("access-control-allow-headers", asked ?? "*");
    return { status: 204 };
  };
}
