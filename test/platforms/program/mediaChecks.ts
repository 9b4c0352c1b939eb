/** Uploads and downloads. */
import {
  ApiClient,
  download,
  type Media,
  type MediaRequest,
  upload,
} from "../../../templates/runtime/index.js";
import { get, insert, service } from "../../runtime/service.js";
import { type Checks, failure, type Servers, told } from "./checks.js";

/** What the server makes of an upload. */
interface Scan {
  readonly id: string;
}

/** Every byte, and what could be taken for the end of a part. */
const allBytes = Uint8Array.from([
  ...Array.from({ length: 256 }, (_, byte) => byte),
  ...new TextEncoder().encode("\r\n--\r\n\r\n"),
]);

/** More than two chunks of the smallest size, and not a multiple of it. */
const large = new Uint8Array(600_000).map((_, index) => index * 31 + index / 7);

export function mediaChecks({ api }: Servers): Checks {
  const client = new ApiClient(service, {
    rootUrl: api,
    auth: "TOKEN",
    retry: { initialDelay: 1 },
  });
  const media = (id: string): MediaRequest =>
    download(client, get, { name: `scans/${id}` });
  /** Uploads, and tells what the server says and whether it has the bytes. */
  const roundTrip = async (
    media: Media,
    expected: Uint8Array,
    params: object = {},
  ): Promise<unknown> => {
    const { id, ...scan } = await upload<Scan>(client, insert, {
      book: "b/ü",
      media,
      ...params,
    });
    const bytes = await download(client, get, { name: `scans/${id}` }).bytes();
    return [scan, same(bytes, expected)];
  };

  return {
    "an upload of bytes": () => roundTrip({ body: allBytes }, allBytes),
    "an upload of a Blob": () =>
      roundTrip({ body: new Blob([allBytes], { type: "image/x" }) }, allBytes),
    "an upload of text": () =>
      roundTrip(
        { body: "Grüße\r\n", mimeType: "text/plain; charset=utf-8" },
        new TextEncoder().encode("Grüße\r\n"),
      ),
    "an upload of nothing": () =>
      roundTrip({ body: new Uint8Array() }, new Uint8Array()),
    "an upload with metadata": () =>
      roundTrip({ body: allBytes, mimeType: "image/x" }, allBytes, {
        body: { title: "Grüße" },
      }),
    "a resumable upload": () =>
      roundTrip({ body: large, mimeType: "image/x", resumable: true }, large, {
        body: { title: "Grüße" },
      }),
    "a resumable upload of nothing": () =>
      roundTrip({ body: new Uint8Array(), resumable: true }, new Uint8Array()),
    "a download as a Blob": async () => {
      const blob = await media("bytes");
      return [blob.type, same(await bytesOf(blob), allBytes)];
    },
    "a download as text": () => media("text").text(),
    "a download as a stream": async () => {
      const stream = await media("bytes").stream();
      const reader = stream.getReader();
      const parts: Uint8Array[] = [];
      for (;;) {
        const { done, value } = await reader.read();
        if (done) break;
        parts.push(value);
      }
      return same(await bytesOf(new Blob(parts as BlobPart[])), allBytes);
    },
    "a download that is left": async () => {
      const stream = await media("endless").stream();
      const reader = stream.getReader();
      const { value } = await reader.read();
      await reader.cancel();
      return (value?.length ?? 0) > 0;
    },
    "a download that is not there": async () =>
      told(await failure(media("none")), "code", "status"),
    "a download from another origin": async () => {
      const result = await failure(media("elsewhere").bytes());
      return result instanceof Error
        ? told(result, "message")
        : same((result as { resolved: Uint8Array }).resolved, allBytes);
    },
  };
}

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

function same(bytes: Uint8Array, expected: Uint8Array): boolean {
  return (
    bytes.length === expected.length &&
    bytes.every((byte, index) => byte === expected[index])
  );
}
