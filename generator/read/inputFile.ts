import { createReadStream } from "node:fs";
import { readdir, realpath, stat } from "node:fs/promises";

import { collectBytes, TooManyBytesError, tooLarge } from "./boundedBytes.js";
import type { DocumentSource } from "./input.js";
import type { Limits } from "./limits.js";
import { quoted } from "./printable.js";
import type { Problem, ReportInput } from "./problem.js";
import { byCodeUnit } from "./sorted.js";

/** The document that a path names, or every `*.json` below it if it is a directory. */
export async function readPath(
  path: string,
  limits: Limits,
  report: ReportInput,
): Promise<readonly DocumentSource[]> {
  try {
    if (!(await stat(path)).isDirectory()) {
      const source = await readFile(path, limits, report);
      return source === undefined ? [] : [source];
    }
  } catch (error) {
    report(path, pathProblem(path, error));
    return [];
  }

  const files: string[] = [];
  await listDocuments(path, new Set(), files, report);
  if (files.length === 0)
    report(path, {
      code: "input-no-documents",
      message: `no file below ${quoted(path)} ends in .json`,
    });
  const sources: DocumentSource[] = [];
  // One after the other: a directory of documents is read faster than they are generated from.
  for (const file of files.sort(byCodeUnit)) {
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
    // As a stream, so that a device or a pipe without an end stops at the limit.
    const bytes = await collectBytes(
      createReadStream(path) as AsyncIterable<Uint8Array>,
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

/**
 * Lists the documents below a directory; hidden ones and `node_modules` are passed over. Symbolic links are followed, but no directory is entered twice, so
 * that links in a circle end.
 */
async function listDocuments(
  directory: string,
  entered: Set<string>,
  files: string[],
  report: ReportInput,
): Promise<void> {
  try {
    const real = await realpath(directory);
    if (entered.has(real)) return;
    entered.add(real);
    const base = directory.replace(/[/\\]+$/, "");
    // In order, so that of two links to one directory the same one is followed everywhere.
    for (const name of (await readdir(directory)).sort(byCodeUnit)) {
      // Other people's documents, and what is no document of anybody's.
      if (name.startsWith(".") || name === "node_modules") continue;
      const path = `${base}/${name}`;
      const entry = await stat(path).catch(() => undefined);
      if (entry?.isDirectory() === true)
        await listDocuments(path, entered, files, report);
      else if (name.endsWith(".json")) files.push(path);
    }
  } catch (error) {
    report(directory, pathProblem(directory, error));
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
