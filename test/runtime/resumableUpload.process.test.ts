/** Large uploads by a process of its own, whose memory is measured, and which is killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UploadReport, UploadTask } from "../support/uploadClient.js";
import { seeded, seededBytes } from "../support/seededBytes.js";
import {
  type Arrival,
  type Fault,
  type Uploaded,
  uploadServer,
} from "../support/uploadServer.js";

const MiB = 1024 * 1024;
/** How much is uploaded: `UPLOAD_MIB`, or what takes some seconds. */
const size = Number(process.env["UPLOAD_MIB"] ?? 128) * MiB + 12_345;
const minutes = 10 * 60_000;
/** How much memory a process comes to have depends also on when its garbage collector comes by. */
const measured = { timeout: minutes, retry: 2 };

let folder: string;
let program: string;
let file: string;
let expected: Uploaded;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "discovery-codegen-upload-"));
  program = join(folder, "uploadClient.mjs");
  await build({
    entryPoints: [resolve(import.meta.dirname, "../support/uploadClient.ts")],
    outfile: program,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
  });
  file = join(folder, "media");
  const hash = createHash("sha256");
  function* hashed(): Generator<Buffer> {
    for (const piece of seededBytes(size)) {
      hash.update(piece);
      // The stream has it for longer than the generator.
      yield Buffer.from(piece);
    }
  }
  await pipeline(Readable.from(hashed()), createWriteStream(file));
  expected = { size, sha256: hash.digest("hex") };
}, minutes);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts the program. Its lines are those that it prints. */
function start(task: UploadTask): {
  child: ChildProcess;
  lines: AsyncIterator<string>;
} {
  const child = spawn(process.execPath, [program, JSON.stringify(task)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const lines = createInterface({ input: child.stdout });
  return { child, lines: lines[Symbol.asyncIterator]() };
}

async function lineOf(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done) throw new Error("the program ended without a word");
  return value;
}

describe.each<[string, () => string | number]>([
  ["a generator", () => size],
  ["a file", () => file],
])("%s", (_name, mediaOf) => {
  test.each([
    ["chunks of 8 MiB", undefined, 100],
    ["one chunk", size, Infinity],
  ])(
    "arrives bit for bit in %s, interrupted ten times",
    measured,
    async (_name, chunkSize, limit) => {
      const fault = interruptions(10);
      const server = await uploadServer({ hashOnly: true, fault });
      const task = { rootUrl: server.url, media: mediaOf() };
      const { lines } = start({ ...task, ...(chunkSize && { chunkSize }) });
      expect(await lineOf(lines)).toBe(`${server.url}session?upload_id=1`);
      const report = JSON.parse(await lineOf(lines)) as UploadReport;
      await server.close();
      expect(report.uploaded).toEqual(expected);
      expect(fault.left()).toBe(0);
      expect(report.peak).toBeLessThan(limit);
    },
  );

  test(
    "arrives bit for bit when the process is killed and another goes on",
    async () => {
      const half = Math.floor(size / 2);
      let reached: () => void = () => {};
      const halfArrived = new Promise<void>((resolve) => (reached = resolve));
      let exit: () => void = () => {};
      const exited = new Promise<void>((resolve) => (exit = resolve));
      const server = await uploadServer({
        hashOnly: true,
        fault: ({ range: { first = half, end = 0 } = {} }) =>
          first < half && end > half
            ? {
                keep: half - first,
                get wait() {
                  reached();
                  return exited;
                },
              }
            : undefined,
      });
      const task = { rootUrl: server.url, media: mediaOf() };
      const first = start(task);
      const session = await lineOf(first.lines);
      await halfArrived;
      expect(server.session.size).toBe(half);
      first.child.kill("SIGKILL");
      await once(first.child, "exit");
      exit();
      const second = start({ ...task, session });
      const report = JSON.parse(await lineOf(second.lines)) as UploadReport;
      await server.close();
      expect(report.uploaded).toEqual(expected);
      expect(server.log.filter((line) => line === "POST")).toHaveLength(1);
    },
    minutes,
  );
});

/** Faults at places that look random: the connection breaks there, or the server answers 503. */
function interruptions(count: number): {
  (arrival: Arrival): Fault | undefined;
  left(): number;
} {
  const random = seeded(7);
  const places = Array.from({ length: count }, () =>
    Math.floor(random() * size),
  ).sort((a, b) => a - b);
  const fault = ({
    range: { first, end = 0 } = {},
  }: Arrival): Fault | undefined => {
    const place = places[0];
    if (first === undefined || place === undefined || place >= end)
      return undefined;
    places.shift();
    return {
      keep: place - first,
      ...(places.length % 2 ? { drop: true } : { status: 503 }),
    };
  };
  return Object.assign(fault, { left: () => places.length });
}
