/** Media that go to the server, in each of Google's protocols. */
import {
  ApiClient,
  download,
  type Media,
  upload,
} from "../../../templates/runtime/index.js";
import { get, insert, service } from "../../runtime/service.js";
import type { Checks, Servers } from "./checks.js";
import { allBytes, largeMedia, same } from "./media.js";

/** What the server makes of an upload. */
interface Scan {
  readonly id: string;
}

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
  };
}
