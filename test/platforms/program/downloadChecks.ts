/** Media that come from the server. */
import {
  ApiClient,
  download,
  type DownloadOptions,
  type MediaRequest,
} from "../../../templates/runtime/index.js";
import { get, service } from "../../runtime/service.js";
import { type Checks, failure, type Servers, told } from "./checks.js";
import { allBytes, collect, largeMedia, same } from "./media.js";

export function downloadChecks({ api }: Servers): Checks {
  const client = new ApiClient(service, {
    rootUrl: api,
    auth: "TOKEN",
    retry: { initialDelay: 1 },
  });
  const media = (id: string, options?: DownloadOptions): MediaRequest =>
    download(client, get, { name: `scans/${id}` }, options);

  return {
    "a download as a Blob": async () => {
      const blob = await media("bytes");
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return [blob.type, same(bytes, allBytes)];
    },
    "a download as bytes": async () =>
      same(await media("large").bytes(), largeMedia),
    "a download as text": () => media("text").text(),
    "a download as a stream": async () =>
      same(await collect(await media("large").stream()), largeMedia),
    "a download of a part": async () => {
      const range = { offset: 1000, length: 50 };
      const bytes = await media("large", { range }).bytes();
      return same(bytes, largeMedia.subarray(1000, 1050));
    },
    "a download of the end": async () => {
      const bytes = await media("large", { range: { offset: -50 } }).bytes();
      return same(bytes, largeMedia.subarray(-50));
    },
    "a download that is compressed": async () =>
      same(await media("gzip").bytes(), largeMedia),
    "a download through a fault": async () => {
      let last: unknown;
      const onProgress = (progress: unknown): void => void (last = progress);
      const stream = await media("broken", { onProgress }).stream();
      return [same(await collect(stream), largeMedia), last];
    },
    "a download with a wrong checksum": async () =>
      told(await failure(media("wrong").bytes()), "outcome"),
    "a download that is left": async () => {
      const stream = await media("endless").stream();
      const reader = stream.getReader();
      const { value } = await reader.read();
      await reader.cancel();
      return (value?.length ?? 0) > 0;
    },
    "a download that is aborted": async () => {
      const controller = new AbortController();
      const { signal } = controller;
      const stream = await media("endless", { signal }).stream();
      const reason = new RangeError("enough");
      setTimeout(() => controller.abort(reason), 100);
      const reader = stream.getReader();
      const readOn = async (): Promise<void> => {
        while (!(await reader.read()).done);
      };
      return (await failure(readOn())) === reason;
    },
    "a download that is not there": async () =>
      told(await failure(media("none")), "code", "status"),
    "a download from another origin": async () => {
      try {
        return same(await media("elsewhere").bytes(), allBytes);
      } catch (error) {
        return told(error, "message");
      }
    },
  };
}
