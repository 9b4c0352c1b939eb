/**
 * A program that uploads, to be bundled and run in a process of its own. Takes an {@link UploadTask} as JSON; prints a
 * {@link UploadReport}, and before it a line with the URL of the session that it has opened.
 */
import { openAsBlob } from "node:fs";
import type { Uploaded } from "./uploadServer.js";
import { ApiClient, upload } from "../../templates/runtime/index.js";
import { insert, service } from "../runtime/service.js";
import { seededBytes } from "./seededBytes.js";

export interface UploadTask {
  readonly rootUrl: string;
  /** A file, or so many bytes of a generator. */
  readonly media: string | number;
  readonly chunkSize?: number;
  /** The URL of a session to continue. */
  readonly session?: string;
}

export interface UploadReport {
  readonly uploaded: Uploaded;
  /** The most memory that the process had, in MiB (maximum resident set size). */
  readonly peak: number;
}

async function* generated(size: number): AsyncGenerator<Uint8Array> {
  yield* seededBytes(size);
}

async function main(task: UploadTask): Promise<UploadReport> {
  const { rootUrl, media, session, chunkSize } = task;
  const client = new ApiClient(service, {
    rootUrl,
    auth: "TOKEN",
    retry: { initialDelay: 10 },
  });
  const body =
    typeof media === "string" ? await openAsBlob(media) : generated(media);
  const onSession = (url: string): void => console.log(url);
  const resumable = { session, chunkSize, onSession };
  const uploaded = await upload<Uploaded>(client, insert, {
    book: "b",
    media: { body, resumable },
  });
  return { uploaded, peak: process.resourceUsage().maxRSS / 1024 };
}

console.log(JSON.stringify(await main(JSON.parse(process.argv[2] ?? ""))));
