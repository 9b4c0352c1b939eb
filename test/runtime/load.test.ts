/**
 * A thousand calls at once against a server that fails: what may be sent again succeeds in the end, and what must not be sent twice
 * is not, as the server itself counts.
 */
import { createServer } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { expect, test } from "vitest";
import {
  type ApiClient,
  ApiError,
  TransportError,
} from "../../templates/runtime/index.js";
import { type Book, client, create, get } from "./service.js";

const calls = 1000;
const concurrency = 50;

/** What a server does with a request. A connection breaks before or, as a rule worse, after the server has acted. */
type Fate = "answer" | "503" | "drop before" | "drop after";

/** What becomes of a call's nth request: 20 % fail, 5 % are dropped. It depends on nothing else, so that each run is the same. */
function fateOf(id: number, arrival: number): Fate {
  const random = pseudoRandom(id * 100 + arrival);
  if (random < 0.2) return "503";
  if (random < 0.225) return "drop before";
  return random < 0.25 ? "drop after" : "answer";
}

/** Of a number, one in [0, 1): a step of the generator mulberry32. */
function pseudoRandom(seed: number): number {
  let t = Math.imul(seed + 1, 0x6d2b79f5);
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
}

type Kind = "get" | "create" | "create, 503 with Retry-After";

function kindOf(id: number): Kind {
  if (id % 2 === 0) return "get";
  return id % 4 === 1 ? "create" : "create, 503 with Retry-After";
}

/** How often a call's request is to arrive by the rules of retry.ts, and how the call ends. */
function expectedOf(id: number): { arrivals: number; end: Fate } {
  const kind = kindOf(id);
  for (let arrivals = 1; ; arrivals++) {
    const fate = fateOf(id, arrivals);
    const isLast =
      fate === "answer" ||
      (kind === "create" && fate === "503") ||
      (kind !== "get" && fate.startsWith("drop"));
    if (isLast) return { arrivals, end: fate };
  }
}

/** A library that counts. Books that are got are there from the start; to create one is an effect. */
class FailingServer {
  readonly arrivals = new Map<number, Fate[]>();
  readonly effects = new Map<number, number>();
  readonly #server = createServer((message, response) => {
    void (async () => {
      let text = "";
      for await (const chunk of message.setEncoding("utf8")) text += chunk;
      const isGet = message.method === "GET";
      const title = isGet
        ? /^\/v1\/books\/(\d+)\?/.exec(message.url ?? "")?.[1]
        : (JSON.parse(text) as Book).title;
      const id = Number(title);
      const before = this.arrivals.get(id) ?? [];
      const fate = fateOf(id, before.length + 1);
      this.arrivals.set(id, [...before, fate]);
      if (!isGet && (fate === "answer" || fate === "drop after"))
        this.effects.set(id, (this.effects.get(id) ?? 0) + 1);
      if (fate.startsWith("drop")) {
        (message.socket as Socket).resetAndDestroy();
        return;
      }
      if (kindOf(id) === "create, 503 with Retry-After" && fate === "503")
        response.setHeader("retry-after", "1");
      response.statusCode = fate === "503" ? 503 : 200;
      response.end(JSON.stringify(fate === "503" ? {} : { title }));
    })();
  });

  async start(): Promise<string> {
    // The platform's fetch must find no connection closed that it takes for open: that would be a failure of another kind.
    this.#server.keepAliveTimeout = 600_000;
    await new Promise<void>((resolve) =>
      this.#server.listen(0, "127.0.0.1", resolve),
    );
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}

/** Makes all calls, so many at a time, and tells how each ended. */
async function makeCalls(
  api: ApiClient,
): Promise<PromiseSettledResult<Book>[]> {
  const results: PromiseSettledResult<Book>[] = [];
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < calls) {
      const id = next++;
      const call =
        kindOf(id) === "get"
          ? api.request<Book>(get, { name: `books/${id}` })
          : api.request<Book>(create, { body: { title: String(id) } });
      [results[id]] = await Promise.allSettled([call]);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, work));
  return results;
}

test("1,000 requests, 50 at a time, 20 % answered 503 and 5 % dropped: all succeed that may be sent again, none is sent twice that must not be", async () => {
  const server = new FailingServer();
  const url = await server.start();
  try {
    // Without so short delays it would take a minute. The budget is the client's own: a success gives half a token back, and takes a third of one on the average (0.25 + 0.25 ** 2 + ...); the calls
    // under way, 50 with a third of a token each, are far from the 50 tokens that it holds.
    const retry = { initialDelay: 1, maxDelay: 5 };
    const results = await makeCalls(client(url, { retry }));

    let unknown = 0;
    for (const [id, result] of results.entries()) {
      const { arrivals, end } = expectedOf(id);
      const call = `${kindOf(id)} ${id}: ${server.arrivals.get(id)?.join()}`;
      expect(server.arrivals.get(id), call).toHaveLength(arrivals);
      const isEffect =
        kindOf(id) !== "get" && (end === "answer" || end === "drop after");
      expect(server.effects.get(id) ?? 0, call).toBe(isEffect ? 1 : 0);
      if (end === "answer") {
        expect(result, call).toMatchObject({ value: { title: String(id) } });
        continue;
      }
      const { reason } = result as PromiseRejectedResult;
      if (end === "503") {
        expect(reason, call).toBeInstanceOf(ApiError);
        expect(reason, call).toHaveProperty("code", 503);
      } else {
        expect(reason, call).toBeInstanceOf(TransportError);
        expect(reason, call).toHaveProperty("outcome", "unknown");
        unknown++;
      }
    }
    // That the server was as bad as it was to be, and that every kind of failure had its turn.
    const fates = [...server.arrivals.values()].flat();
    const share = (fate: string): number =>
      fates.filter((other) => other.startsWith(fate)).length / fates.length;
    expect(Math.abs(share("503") - 0.2)).toBeLessThan(0.02);
    expect(Math.abs(share("drop") - 0.05)).toBeLessThan(0.01);
    expect(fates.length).toBeGreaterThan(1200);
    expect(unknown).toBeGreaterThan(10);
  } finally {
    await server.stop();
  }
});
