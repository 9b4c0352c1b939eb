/** The servers that the programs in `program/` talk to. */
import { operationsServer } from "../generated/operationsServer.js";
import { echo } from "../runtime/batching.js";
import { batchServer } from "../support/batchServer.js";
import {
  type Answer,
  type Handler,
  type Loopback,
  loopback,
  type Received,
} from "../support/loopback.js";
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
  const behind = await batchServer((request) =>
    request.url.startsWith("/v1/none")
      ? {
          status: 404,
          body: { error: { code: 404, status: "NOT_FOUND" } },
        }
      : request.body
        ? { body: JSON.parse(request.body) as unknown }
        : echo(request),
  );
  const batches = await loopback(
    allowingPages((request) => passOn(request, behind.origin)),
  );
  const nobody = await loopback([]);
  await nobody.close();
  return {
    where: {
      api: api.url,
      genomics: genomics.url,
      batches: batches.url,
      other: other.url,
      nobody: nobody.url,
    },
    api,
    genomics,
    other,
    close: async () => {
      const all = [api, genomics, batches, behind, other];
      await Promise.all(all.map((server) => server.close()));
    },
  };
}

/** Sends a request to a server that knows nothing of pages. */
async function passOn(
  { method, url, headers, body }: Received,
  origin: string,
): Promise<Answer> {
  const { "content-type": type = "", authorization = "" } = headers;
  const answer = await fetch(origin + url, {
    method,
    headers: { "content-type": type, authorization },
    body: new Uint8Array(body),
  });
  return {
    status: answer.status,
    headers: { "content-type": answer.headers.get("content-type") ?? "" },
    body: await answer.text(),
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
