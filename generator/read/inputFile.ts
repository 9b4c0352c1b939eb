import { createReadStream } from "node:fs";
import { collectBytes, TooManyBytesError, tooLarge } from "./boundedBytes.js";
import type { DocumentSource } from "./input.js";
import { documentFiles } from "./inputFolder.js";
import type { Limits } from "./limits.js";
import { quoted } from "./printable.js";
import type { Problem, ReportInput } from "./problem.js";

/** The document that a path names, or every `*.json` below it if it is a directory. */
export async function readPath(
  path: string,
  limits: Limits,
  report: ReportInput,
): Promise<readonly DocumentSource[]> {
  const sources: DocumentSource[] = [];
  const { files, unreadable } = documentFiles(path);
  for (const [place, error] of unreadable)
    report(place, pathProblem(place, error));
  if (files.length === 0 && unreadable.length === 0)
    report(path, {
      code: "input-no-documents",
      message: `no file below ${quoted(path)} ends in .json`,
    });
  // One after the other: a directory of documents is read faster than they are generated from.
  for (const file of files) {
    const source = await readFile(file, limits, report);
    if (source !== undefined) sources.push(source);
  }
  return sources;
}

async function readFile(
  path: string,
  limits: Limits,
  report: ReportInput,
): Promise<DocumentSource | undefined> {
  try {
    // As a stream, so that a device or a pipe without an end stops at the limit; most documents are one part of it.
    const bytes = await collectBytes(
      createReadStream(path, {
        highWaterMark: 1 << 20,
      }) as AsyncIterable<Uint8Array>,
      limits.documentBytes,
    );
    return { name: path, bytes };
  } catch (error) {
    report(
      path,
      error instanceof TooManyBytesError
        ? tooLarge(limits.documentBytes)
        : pathProblem(path, error),
    );
    return undefined;
  }
}

function pathProblem(path: string, error: unknown): Problem {
  const code =
    error instanceof Error && "code" in error ? String(error.code) : undefined;
  return code === "ENOENT" || code === "ENOTDIR"
    ? {
        code: "input-not-found",
        message: `there is no file or directory ${quoted(path, 200)}`,
      }
    : {
        code: "input-unreadable",
        message: `${quoted(path, 200)} cannot be read (${code ?? String(error)})`,
      };
}
