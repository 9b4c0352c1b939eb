/** A proxy on the loopback interface: forwards plain http and makes tunnels for https. */
import { createServer, request as send } from "node:http";
import { connect, type AddressInfo } from "node:net";

export interface Proxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** What was asked of it: method and target of each request. */
  readonly asked: readonly string[];
  /** `proxy-authorization` of each. */
  readonly credentials: readonly (string | undefined)[];
  close(): Promise<void>;
}

/** Starts a proxy that leads to `host` (`name:port`) whatever name is asked for, as one does that alone knows the network. */
export async function proxyTo(host: string): Promise<Proxy> {
  const [hostname = "", port = ""] = host.split(":");
  const asked: string[] = [];
  const credentials: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    credentials.push(request.headers["proxy-authorization"]);
    const { pathname, search } = new URL(request.url ?? "");
    const { method, headers } = request;
    const path = pathname + search;
    const onward = send({ hostname, port, path, method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.on("connect", (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    credentials.push(request.headers["proxy-authorization"]);
    const onward = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    onward.on("error", () => socket.destroy());
    socket.on("error", () => onward.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    credentials,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
