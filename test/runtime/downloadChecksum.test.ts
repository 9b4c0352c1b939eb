import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { TransportError } from "../../templates/runtime/index.js";
import type { Loopback } from "../support/loopback.js";
import {
  forms,
  hashOf,
  mediaOf,
  mediaServer,
  type Serving,
  someBytes,
} from "./mediaServer.js";
import { failure } from "./service.js";

const media = someBytes(1000);
const zipped = gzipSync(media);
const right = hashOf(media);
const wrong = hashOf(someBytes(1000, "other"));

let server: Loopback;
afterEach(() => server.close());

async function serve(
  headers: Serving["headers"],
  serving: Partial<Serving> = {},
): Promise<void> {
  server = await mediaServer(() => ({
    media,
    headers: headers ?? {},
    ...serving,
  }));
}

describe.each(forms)("as a %s", (_form, read) => {
  test.each([
    ["alone", right],
    ["before another", `${right},md5=CY9rzUYh03PK3k6DJie09g==`],
    ["behind another", `md5=CY9rzUYh03PK3k6DJie09g==, ${right}`],
    ["in several headers", ["md5=CY9rzUYh03PK3k6DJie09g==", right]],
  ])("the right checksum, %s", async (_place, hash) => {
    await serve({ "x-goog-hash": hash });
    expect(await read(mediaOf(server))).toEqual(media);
  });

  test("the wrong checksum is a TransportError, and not tried again", async () => {
    await serve({ "x-goog-hash": ["md5=CY9rzUYh03PK3k6DJie09g==", wrong] });
    const error = await failure(read(mediaOf(server)));
    expect(error).toBeInstanceOf(TransportError);
    expect(error).toHaveProperty(
      "message",
      `library.books.get: CRC-32C is ${right.slice(7)}, not ${wrong.slice(7)}`,
    );
    expect(server.received).toHaveLength(1);
  });

  test("it can be taken all the same", async () => {
    await serve({ "x-goog-hash": wrong });
    expect(await read(mediaOf(server, { checksum: false }))).toEqual(media);
  });

  test("of nothing", async () => {
    await serve(
      { "x-goog-hash": "crc32c=AAAAAA==" },
      { media: Buffer.alloc(0) },
    );
    expect(await read(mediaOf(server))).toHaveLength(0);
  });

  test("is not that of a part", async () => {
    await serve({ "x-goog-hash": right });
    expect(await read(mediaOf(server, { range: { offset: 1 } }))).toEqual(
      media.subarray(1),
    );
  });

  test("nor of a part that was cut out", async () => {
    await serve({ "x-goog-hash": right }, { whole: true });
    for (const range of [
      { offset: 1 },
      { offset: 0, length: 5 },
      { offset: -5 },
    ])
      expect(await read(mediaOf(server, { range }))).toEqual(
        media.subarray(range.offset).subarray(0, range.length),
      );
  });

  const encoded = { "content-encoding": "gzip" };
  const storedAs = "x-goog-stored-content-encoding";
  test.each([
    ["as it is stored", "compared", media, { [storedAs]: "identity" }],
    [
      "encoded on the way",
      "compared",
      zipped,
      { [storedAs]: "identity", ...encoded },
    ],
    ["encoded, nobody knows where", "not compared", zipped, encoded],
    [
      "stored encoded",
      "not compared",
      zipped,
      { [storedAs]: "gzip", ...encoded },
    ],
    ["decoded by the server", "not compared", media, { [storedAs]: "gzip" }],
  ] as const)("of media %s is %s", async (_how, compared, body, headers) => {
    const sent = compared === "compared" ? right : hashOf(zipped);
    await serve({ "x-goog-hash": sent, ...headers }, { media: body });
    expect(await read(mediaOf(server))).toEqual(media);
    await server.close();
    await serve({ "x-goog-hash": wrong, ...headers }, { media: body });
    if (compared === "compared")
      expect(await failure(read(mediaOf(server)))).toBeInstanceOf(
        TransportError,
      );
    else expect(await read(mediaOf(server))).toEqual(media);
  });
});

test("a stream gives all the bytes before it ends in an error", async () => {
  await serve({ "x-goog-hash": wrong });
  const stream = await mediaOf(server).stream();
  let received = 0;
  const error = await failure(
    (async () => {
      for await (const chunk of stream) received += chunk.length;
    })(),
  );
  expect(received).toBe(1000);
  expect(error).toBeInstanceOf(TransportError);
});

test("is that of the last beginning alone", async () => {
  const hash = { "x-goog-hash": right };
  server = await mediaServer((index) =>
    index ? { media, headers: hash } : { media, headers: hash, cut: 100 },
  );
  expect(Buffer.from(await mediaOf(server).bytes())).toEqual(media);
  expect(server.received).toHaveLength(2);
});
