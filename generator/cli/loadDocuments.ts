import { readFile } from "node:fs/promises";
import type { Diagnostic } from "../read/diagnostic.js";
import { count } from "../read/count.js";
import { formatDiagnostic } from "../read/formatDiagnostic.js";
import { resolveInputs } from "../read/input.js";
import { BrokenOverlay, parseOverlay, type Overlay } from "../read/overlay.js";
import { readDocument } from "../read/readDocument.js";
import type { RestDescription } from "../read/restDescription.js";
import { styled, type Terminal } from "./terminal.js";

export interface LoadOptions {
  readonly allowHosts: readonly string[];
  readonly strict: boolean;
  /** Tell notes as well. */
  readonly verbose: boolean;
  /** The file of a JSON Patch for the one document that the inputs name. */
  readonly overlay?: string | undefined;
}

/**
 * The documents that the inputs name. All problems of all of them are told; null when there is an error among them.
 */
export async function loadDocuments(
  inputs: readonly string[],
  { allowHosts, strict, verbose, overlay: overlayFile }: LoadOptions,
  terminal: Terminal,
): Promise<readonly RestDescription[] | null> {
  const { sources, diagnostics } = await resolveInputs(inputs, {
    stdin: terminal.stdin,
    fetch,
  });
  const overlay = await loadOverlay(overlayFile, sources.length);
  const found: Diagnostic[] = [...diagnostics];
  const documents: RestDescription[] = [];
  for (const source of sources) {
    const result = await readDocument(source, {
      allowHosts,
      strict,
      ...(overlay && { overlay }),
    });
    found.push(...result.diagnostics);
    if (result.ok) documents.push(result.document);
  }
  tell(found, verbose, terminal);
  return found.some(({ severity }) => severity === "error") ? null : documents;
}

/** @throws {BrokenOverlay} when there is no such file, it is no JSON Patch, or several documents would be patched */
async function loadOverlay(
  file: string | undefined,
  documents: number,
): Promise<Overlay | undefined> {
  if (file === undefined) return undefined;
  if (documents > 1) {
    throw new BrokenOverlay(
      `--overlay ${file} is for one document, and the inputs name ${documents}; generate them one by one`,
    );
  }
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new BrokenOverlay(
      `the overlay cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return parseOverlay(file, text);
}

function tell(
  diagnostics: readonly Diagnostic[],
  verbose: boolean,
  terminal: Terminal,
): void {
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  const notes = diagnostics.filter(({ severity }) => severity === "note");
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "note" && !verbose) continue;
    const [first = "", ...rest] = formatDiagnostic(diagnostic).split("\n");
    const style =
      diagnostic.severity === "error"
        ? "red"
        : diagnostic.severity === "warning"
          ? "yellow"
          : "dim";
    terminal.stderr(
      `${[styled(terminal, style, first), ...rest].join("\n")}\n`,
    );
  }
  if (errors.length > 0) {
    terminal.stderr(
      `${styled(terminal, "red", count(errors.length, "error"))}; nothing was written\n`,
    );
  } else if (notes.length > 0 && !verbose) {
    terminal.stderr(
      styled(
        terminal,
        "dim",
        `${count(notes.length, "note")} on quirks of the documents; --verbose shows them\n`,
      ),
    );
  }
}
