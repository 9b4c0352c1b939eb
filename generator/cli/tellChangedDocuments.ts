import { relative } from "node:path";
import { printable } from "../read/printable.js";
import { errorAnnotation } from "./annotation.js";
import { repositoryPath } from "./repositoryPath.js";
import { styled, type Terminal } from "./terminal.js";

const meaning =
  "is not what was fetched; put changes into an overlay and run fetch --force, or, if it is yours from now on, delete its line in discovery-codegen.lock";

/**
 * Tells which documents somebody changed since they were fetched.
 *
 * @param isError whether that is what was asked, and not something to know by the way
 */
export function tellChangedDocuments(
  documents: readonly string[],
  isError: boolean,
  terminal: Terminal,
): void {
  for (const document of documents) {
    const name = isError ? "edited  " : "warning: ";
    const path = relative(".", document);
    terminal.stderr(
      `${styled(terminal, "yellow", name)}${printable(path, 200)} ${meaning}\n`,
    );
    if (isError && terminal.annotates)
      terminal.stdout(
        `${errorAnnotation(repositoryPath(document), 1, "edited", meaning)}\n`,
      );
  }
}
