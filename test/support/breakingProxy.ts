/** A proxy of TCP connections that breaks them, after as many bytes as chance has it. */
import { createServer, connect, type AddressInfo, type Socket } from "node:net";
import { seeded } from "./seededBytes.js";

export interface BreakingProxy {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** How many connections it has broken. */
  broken(): number;
  close(): void;
}

/**
 * @param target The server's URL, of a port on this machine.
 * @param most The most bytes, in both directions together, that a connection lives for.
 */
export async function breakingProxy(
  target: string,
  seed: number,
  most: number,
): Promise<BreakingProxy> {
  const random = seeded(seed);
  const sockets = new Set<Socket>();
  let broken = 0;
  const server = createServer((near) => {
    const far = connect(Number(new URL(target).port), "127.0.0.1");
    let left = Math.ceil(random() * most);
    const isReset = random() < 0.5;
    const end = (): void => {
      for (const socket of [near, far]) {
        if (isReset) socket.resetAndDestroy();
        else socket.destroy();
      }
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on("data", (bytes: Buffer) => {
        if (left <= 0) return;
        const passed = bytes.subarray(0, left);
        left -= bytes.length;
        if (left <= 0) {
          broken++;
          to.write(passed, end);
        } else if (!to.write(passed)) {
          from.pause();
          to.once("drain", () => from.resume());
        }
      });
      from.on("error", end).on("close", () => {
        sockets.delete(from);
        to.destroy();
      });
    }
  });
  await new Promise<void>((resolve) =>
    server.listen(0, "127.0.0.1", () => resolve()),
  );
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    broken: () => broken,
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
}
