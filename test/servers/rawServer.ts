/** A server that writes bytes to the connection as a test wants them, HTTP or not. */
import { createServer, type AddressInfo, type Socket } from "node:net";

/** A request, once all of it is there. */
export interface RawRequest {
  /** Which of the server's requests it is: 1 for the first. */
  readonly number: number;
  /** Which of its connection's requests it is: 1 for the first. */
  readonly ofConnection: number;
}

export interface RawServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly requests: RawRequest[];
  close(): Promise<void>;
}

/**
 * Starts a server on the loopback interface.
 *
 * @param early answer as soon as the headers are there; the body is read, and of no interest
 */
export async function rawServer(
  answer: (socket: Socket, request: RawRequest) => void,
  { early = false }: { readonly early?: boolean } = {},
): Promise<RawServer> {
  const requests: RawRequest[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A client that has enough resets the connection.
    socket.on("error", () => {});
    let ofConnection = 0;
    const receive = (): void => {
      const request = {
        number: requests.length + 1,
        ofConnection: ++ofConnection,
      };
      requests.push(request);
      answer(socket, request);
    };
    let head = "";
    /** Bytes of the body that are still to come. */
    let left = 0;
    socket.on("data", (bytes: Buffer) => {
      // Clients send one request after the other.
      if (left > 0) {
        left -= bytes.length;
      } else {
        head += bytes.toString("latin1");
        const end = head.indexOf("\r\n\r\n");
        if (end < 0) return;
        const length = /^content-length: *(\d+)/im.exec(head)?.[1] ?? 0;
        left = end + 4 + Number(length) - head.length;
        head = "";
        if (early) return receive();
      }
      if (left === 0 && !early) receive();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
