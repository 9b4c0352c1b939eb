/** Media that go to the server, in each of Google's protocols. */
import {
  ApiClient,
  download,
  type Media,
  upload,
} from "../../../templates/runtime/index.js";
import { get, insert, service } from "../../runtime/service.js";
import { type Checks, failure, type Servers, told } from "./checks.js";
import { allBytes, largeMedia, same, someBytes, streamOf } from "./media.js";

/** What the server makes of an upload. */
interface Scan {
  readonly id: string;
}

/** The smallest. */
const chunkSize = 256 * 1024;

export function uploadChecks({ api }: Servers): Checks {
  const client = new ApiClient(service, {
    rootUrl: api,
    auth: "TOKEN",
    retry: { initialDelay: 1 },
  });
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
  const body = { title: "Grüße" };

  return {
    "an upload of bytes": () => roundTrip({ body: allBytes }, allBytes),
    "an upload of a Blob": () =>
      roundTrip(
        { body: new Blob([allBytes as BlobPart], { type: "image/x" }) },
        allBytes,
      ),
    "an upload of text": () =>
      roundTrip(
        { body: "Grüße\r\n", mimeType: "text/plain; charset=utf-8" },
        new TextEncoder().encode("Grüße\r\n"),
      ),
    "an upload of nothing": () =>
      roundTrip({ body: new Uint8Array() }, new Uint8Array()),
    "an upload of a short stream": () =>
      roundTrip({ body: streamOf(allBytes, 100) }, allBytes),
    // Chunks have 8 MiB unless given.
    "an upload of a long stream with its call": async () => {
      const bytes = someBytes(9 * 1024 * 1024);
      const body = streamOf(bytes, 1_000_000);
      try {
        return await roundTrip({ body, resumable: false }, bytes);
      } catch (error) {
        return told(error, "outcome");
      }
    },
    "an upload with metadata": () =>
      roundTrip({ body: allBytes, mimeType: "image/x" }, allBytes, { body }),
    "a resumable upload": () =>
      roundTrip(
        { body: largeMedia, mimeType: "image/x", resumable: true },
        largeMedia,
        { body },
      ),
    "a resumable upload of nothing": () =>
      roundTrip({ body: new Uint8Array(), resumable: true }, new Uint8Array()),
    "a resumable upload through faults": async () => {
      const seen: unknown[] = [];
      const onProgress = (progress: unknown): void => void seen.push(progress);
      const media = {
        body: new Blob([largeMedia as BlobPart]),
        resumable: { chunkSize, onProgress },
      };
      const outcome = await roundTrip(media, largeMedia, { faults: true });
      return [outcome, seen.length > 1, seen.at(-1)];
    },
    "a resumable upload of a stream through faults": async () => {
      const seen: unknown[] = [];
      const onProgress = (progress: unknown): void => void seen.push(progress);
      const media = {
        body: streamOf(largeMedia, 50_001),
        resumable: { chunkSize, onProgress },
      };
      const outcome = await roundTrip(media, largeMedia, { faults: true });
      return [outcome, seen.length > 1, seen.at(-1)];
    },
    "a resumable upload that is continued": async () => {
      let session = "";
      const begin = upload<Scan>(client, insert, {
        book: "b",
        media: {
          body: largeMedia,
          resumable: {
            chunkSize,
            onSession: (url: string) => void (session = url),
            onProgress: () => {
              throw new RangeError("enough");
            },
          },
        },
      });
      const seen: unknown[] = [];
      const onProgress = (progress: unknown): void => void seen.push(progress);
      return [
        told(await failure(begin), "message"),
        await roundTrip(
          { body: largeMedia, resumable: { chunkSize, session, onProgress } },
          largeMedia,
        ),
        seen[0],
      ];
    },
  };
}
