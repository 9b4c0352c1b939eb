/** emulate: a program that plays Gmail, Calendar and Drive, and keeps what it is given. */
import { once } from "node:events";
import { Server } from "node:http";
import { type AddressInfo, Server as NetServer } from "node:net";
import { createEmulator, type SeedConfig } from "emulate";

export interface Emulate {
  /** `http://127.0.0.1:PORT/`, the root URL of all its APIs. */
  readonly url: string;
  close(): Promise<void>;
}

/** Any token is this user's; without one, the answer is 401. */
export const user = "reader@example.com";

/**
 * Starts it in this process, on a free port of the loopback interface.
 *
 * @param seed what the user has at the start; emulate's README describes it
 */
export async function startEmulate(
  seed: { readonly [what: string]: unknown } = {},
): Promise<Emulate> {
  const google = { users: [{ email: user }], ...seed };
  const server = await listeningOnLoopback(() =>
    createEmulator({ service: "google", seed: { google } as SeedConfig }),
  );
  const { address, port } = server.address() as AddressInfo;
  return {
    url: `http://${address}:${port}/`,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}

/**
 * The server that `start` makes. emulate 0.11.2 listens on all interfaces, and has no setting for another, so it is told where at the one
 * place that all of Node's servers pass.
 */
async function listeningOnLoopback(
  start: () => Promise<unknown>,
): Promise<Server> {
  let server: Server | undefined;
  Server.prototype.listen = function listen(this: Server) {
    const where = { host: "127.0.0.1", port: 0 };
    return (server = NetServer.prototype.listen.call(this, where) as Server);
  };
  try {
    await start();
  } finally {
    // The inherited one is there again.
    Reflect.deleteProperty(Server.prototype, "listen");
  }
  if (!server) throw new Error("emulate does not listen by node:http");
  if (!server.listening) await once(server, "listening");
  return server;
}
